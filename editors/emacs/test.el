;;; test.el --- Drives the language server with eglot  -*- lexical-binding: t -*-

;;; Commentary:
;; Diagnostics, hover, a fix, and a buffer that is renamed.  Run by `make editors': SERVER is the program, FOLDER a copy
;; of a folder of migrations.

;;; Code:

(require 'package)
(package-initialize)
(require 'eglot)
(require 'flymake)

(defconst test-rule "index-not-concurrent")
(defconst test-folder (getenv "FOLDER"))

(defun test-wait (what condition)
  "Wait until CONDITION holds; WHAT says for what."
  (let ((until (+ (float-time) 20)))
    (while (and (not (funcall condition)) (< (float-time) until))
      (accept-process-output nil 0.05)
      (flymake-start))
    (unless (funcall condition)
      (error "Waited in vain for %s" what))))

(defun test-found ()
  "The text of the diagnostic that the test is about, if there is one."
  (seq-some (lambda (diagnostic)
              (let ((text (flymake-diagnostic-text diagnostic)))
                (and (string-match-p test-rule text) text)))
            (flymake-diagnostics)))

(defun test-act (title)
  "Make the action whose title begins with TITLE, as choosing it from the menu does."
  (let* ((server (eglot-current-server))
         (actions (jsonrpc-request
                   server :textDocument/codeAction
                   (list :textDocument (eglot--TextDocumentIdentifier)
                         :range (list :start (eglot--pos-to-lsp-position (point))
                                      :end (eglot--pos-to-lsp-position (point)))
                         :context (list :diagnostics []))))
         (chosen (seq-find (lambda (action) (string-prefix-p title (plist-get action :title))) actions)))
    (unless chosen (error "%s is not offered: %S" title actions))
    (let ((edit (plist-get chosen :edit)))
      ;; From eglot 1.17 on, it asks where an edit comes from.
      (if (eql (car (func-arity #'eglot--apply-workspace-edit)) 2)
          (funcall #'eglot--apply-workspace-edit edit 'eglot-code-actions)
        (funcall #'eglot--apply-workspace-edit edit)))))

(defun test-main ()
  "Everything, one after the other."
  (setq eglot-sync-connect 20
        eglot-confirm-server-initiated-edits nil
        eglot-confirm-server-edits nil
        eglot-autoshutdown nil)
  (add-to-list 'eglot-server-programs (list 'sql-mode (getenv "SERVER") "lsp"))
  (find-file (expand-file-name "20250203110000_order_lookup.up.sql" test-folder))
  (sql-mode)
  (apply #'eglot (eglot--guess-contact))
  (unless (eglot-managed-p) (error "The buffer is not managed"))
  (flymake-mode 1)
  (test-wait "diagnostics" #'test-found)
  (unless (string-match-p "blocks every write to `orders`" (test-found))
    (error "The diagnostic is not right: %s" (test-found)))

  (goto-char (point-min))
  (search-forward "CREATE")
  (let* ((answer (jsonrpc-request (eglot-current-server) :textDocument/hover (eglot--TextDocumentPositionParams)))
         (text (plist-get (plist-get answer :contents) :value)))
    (unless (string-match-p (regexp-quote "**SHARE** on `orders`") text)
      (error "The hover text is not right: %s" text)))

  (test-act "Add CONCURRENTLY")
  (unless (string-match-p "CREATE INDEX CONCURRENTLY" (buffer-string))
    (error "The fix was not made: %s" (buffer-string)))
  ;; Changes go out when Emacs is idle, which it never is here.
  (eglot--signal-textDocument/didChange)
  (test-wait "the diagnostic to go" (lambda () (not (test-found))))

  (write-file (expand-file-name "20250203110000_order_search.up.sql" test-folder))
  (sql-mode)
  (unless (eglot-managed-p) (eglot--maybe-activate-editing-mode))
  (flymake-mode 1)
  (erase-buffer)
  (insert "CREATE INDEX again ON orders (note);\n")
  (eglot--signal-textDocument/didChange)
  (test-wait "diagnostics of the renamed buffer" #'test-found)
  (set-buffer-modified-p nil)
  (eglot-shutdown (eglot-current-server))
  (message "emacs: diagnostics, hover, fix and rename work"))

(condition-case problem
    (test-main)
  (error (message "emacs: %s" (error-message-string problem))
         (kill-emacs 1)))

;;; test.el ends here
