//! Every server at hand: what is installed, what npm brought, and the one in this process.

use rayon::prelude::*;

use migrate_lint::server::{Embedded, Installation, Installed, Refusal, Server, installations};

use super::cases::{Verdict, try_cases};
use super::pages::try_pages;
use super::{EXTENSIONS, ROLES, chosen, title};

/// What one server says of everything.
struct Row {
    title: String,
    from: String,
    cases: Verdict,
    pages: Verdict,
}

/// Runs everything on all of them and prints a table; panics where anything differs.
pub(crate) fn compare_all() {
    let majors = chosen("PG");
    let wanted = |major: u8| majors.is_empty() || majors.split(',').any(|one| one == major.to_string());
    let mut installations = installations();
    installations.retain(|installation| wanted(installation.version.major()));
    let mut rows: Vec<Result<Row, Refusal>> = installations.into_par_iter().map(installed).collect();
    if wanted(17) {
        rows.push(embedded());
    }
    let mut differences = String::new();
    println!("\n{:<14} {:>6} {:>7} {:>7} {:>9}   from", "server", "cases", "pages", "differ", "left out");
    for row in rows {
        match row {
            Ok(row) => row.print(&mut differences),
            Err(refusal) => differences += &format!("{refusal}\n"),
        }
    }
    println!();
    assert!(differences.is_empty(), "{differences}");
}

fn installed(installation: Installation) -> Result<Row, Refusal> {
    let from = installation.bin.display().to_string();
    everything(&mut Installed::start(installation, &ROLES)?, from)
}

fn embedded() -> Result<Row, Refusal> {
    everything(&mut Embedded::start(&EXTENSIONS, &ROLES)?, "in this process".to_owned())
}

fn everything(server: &mut dyn Server, from: String) -> Result<Row, Refusal> {
    let cases = try_cases(server, &chosen("CASE"))?;
    let pages = try_pages(server, &chosen("PAGE"))?;
    Ok(Row { title: title(server), from, cases, pages })
}

impl Row {
    fn print(&self, differences: &mut String) {
        let Row { title, from, cases, pages } = self;
        let differ = cases.differences.len() + pages.differences.len();
        let left_out = cases.left_out.len() + pages.left_out.len();
        println!("{title:<14} {:>6} {:>7} {differ:>7} {left_out:>9}   {from}", cases.agreed, pages.agreed);
        for difference in cases.differences.iter().chain(&pages.differences) {
            *differences += &format!("PostgreSQL {title}  {difference}\n");
        }
        if !chosen("VERBOSE").is_empty() {
            for left_out in cases.left_out.iter().chain(&pages.left_out) {
                println!("    left out: {left_out}");
            }
        }
    }
}
