//! How rules read dates in versions and patterns of names.

use migrate_lint::rule::{day_in, fits_any};

#[test]
fn versions_carry_days() {
    assert_eq!(day_in("19700101000000"), Some(0));
    assert_eq!(day_in("20240229120000"), Some(19_782));
    assert_eq!(day_in("2024-02-29-120000"), Some(19_782));
    assert_eq!(day_in("2024_02_29_create"), Some(19_782));
    assert_eq!(day_in("1709164800"), Some(19_782));
    assert_eq!(day_in("1709164800123"), Some(19_782));
    assert_eq!(day_in("V20240229__x"), Some(19_782));
    assert_eq!(day_in("0042"), None);
    assert_eq!(day_in("3.10"), None);
    assert_eq!(day_in("99999999"), None);
}

#[test]
fn patterns_fit_whole_names() {
    assert!(fits_any("orders_old", &["*_bak", "*_old"]));
    assert!(fits_any("zz_orders", &["zz_*"]));
    assert!(fits_any("a_b_c", &["a*b*c"]));
    assert!(fits_any("graveyard", &["graveyard"]));
    assert!(!fits_any("older", &["*_old"]));
    assert!(!fits_any("orders_old2", &["*_old"]));
}
