-- nothing here

/* at all */
;;
