//! Which check answers what a box says, by the phrases that people use for it.

use std::sync::LazyLock;

use regex::Regex;

use super::options;
use crate::gate::Phase;

/// A way to say something that a check answers.
pub(super) struct Recognition {
    /// Empty where nobody but a person can say it.
    pub(super) check: &'static str,
    /// What the text tells of the check's options, as TOML.
    pub(super) options: options::Read,
}

/// The first that fits is taken, so that what is more special comes first. Words are whole, and case does not matter.
const PHRASES: &[(&str, &[&str])] = &[
    (
        "",
        &[
            // A line to fill in says nothing yet.
            "_{3,}",
            r"\b(notif(y|ied)|informed|told|announce\w*|notice|communicat\w+|stakeholders?|sign(ed)?-?off)\b",
            r"\b(approv\w+|team knows|assigned|executor|in writing|on-?call|on standby|lead \w+ for)\b",
            r"\b(owner|manager|team|business|lead)\b.*\bagrees?\b",
            // What comes after the release, or is not in the database at all.
            r"\bbackups?\b.*\b(kept|retention|removed|deleted after)\b",
            r"\b(websockets?|dashboards?|execution log|post-?mortem)\b",
        ],
    ),
    ("documents", &[r"\b(docs/|\w+\.md\b).*\bexists?\b"]),
    (
        "restored",
        &[
            r"\b(backup|dump)\b.*\b(restor\w+)",
            r"\brestor\w+\b.*\b(backup|dump|scratch|rehears\w*|minutes)\b",
            r"\bbackups?\b.*\b(valid|verified|restorable)\b",
        ],
    ),
    ("restore-point", &[r"\brestore point\b", r"\bpitr\b", r"\bpoint[- ]in[- ]time\b"]),
    ("query-plans", &[r"\bexplain\b", r"\bquery plans?\b", r"\btop[- ](10|ten)\b.*\bslower\b"]),
    (
        "rehearsal",
        &[
            r"\b(\w*rollback\w*|rolled back|way back|down migrations?|down\.sql)\b.*\b(tested|tried|rehears\w*|works|proven|scratch|copy)\b",
            r"\bup,? (then )?down,? (and |then )?up\b",
            r"\brehears\w+",
            r"\bdry[- ]run\b",
            r"\bstaging (run|test|rehearsal|passed)\b",
            r"\b(run|ran|applied|passed|deployed) (on|in) staging\b",
            r"\b(run ?time|execution time|execution|downtime|truncation|migrations?)\b.*\b(under|below|less than|within|at most)\b.*\b(ms|milliseconds|s|seconds|min|minutes|hours)\b",
            r"\bdowntime\b.*\b(under|below|less)\b",
        ],
    ),
    (
        "idempotent",
        &[
            r"\bidempotent\b",
            r"\bcan be (run|applied) (twice|again)\b",
            r"\bbe repeated\b",
            r"\bre-?run(nable)?\b",
            r"\brun twice\b",
        ],
    ),
    (
        "orphans",
        &[
            r"\borphan\w*",
            r"\b(foreign keys?|fks?)\b.*\bviolat\w+",
            r"\breferential integrity\b",
            r"\bself[- ]references?\b",
            r"\bno \w+ without (its|an?) \w+",
        ],
    ),
    (
        "rollback-complete",
        &[r"\b(down migration|rollback|way back)\b.*\b(moves?|brings?|restores?|recreates?|complete)\b"],
    ),
    (
        "rollback-present",
        &[
            r"\b\w*rollback\w*\b",
            r"\broll back\b",
            r"\bdown (migrations?|files?|scripts?)\b",
            r"\bways? back\b",
            r"\bdown\.sql\b",
        ],
    ),
    ("backup", &[r"\bback(ed)? ?ups?\b", r"\bpg_dump\b", r"\bdumps?\b"]),
    ("no-duplicates", &[r"\bduplicat\w+", r"\b(is|are) unique\b"]),
    ("backfill-complete", &[r"\bback-?fill\w*", r"\bmapped\b", r"\bcounterparts?\b"]),
    (
        "lock-holds",
        &[
            r"\baccess ?exclusive\b",
            r"\bexclusive locks?\b",
            r"\blong locks?\b",
            r"\blocks?\b.*\b(held|hold|second|short)\b",
            r"\bconcurrently\b",
            r"\badded (as )?not valid\b",
            r"\bcolumn types?\b.*\bchange\w*",
            r"\b(type changes?|rewrit\w+|table scans?|additive)\b",
            r"\b(one|single|a) transaction\b",
        ],
    ),
    (
        "constraints-valid",
        &[
            r"\b(constraints?|foreign keys?|fks?)\b.*\b(valid|validated|intact|present)\b",
            r"\b(valid|validated)\b.*\bconstraints?\b",
        ],
    ),
    ("no-nulls", &[r"\bnulls?\b"]),
    (
        "databases-equal",
        &[
            r"\b(as|match\w*|mirrors?|equals?|of|like)\b.*\b(in )?(production|prod)\b",
            r"\bequal\b",
            r"\brow counts?\b.*\bmatch\w*",
            r"\btotals?\b.*\bwithin\b",
            r"\bsequences?\b.*\b(behind|ahead|reset)\b",
            r"\btables?\b.*\bcopied\b",
        ],
    ),
    // A setting of the server, whose name the team knows.
    ("assertion", &[r"\bslow[- ]query log\b"]),
    (
        "slow-queries",
        &[
            r"\bquer(y|ies)\b.*\bslow(er)?\b",
            r"\bslow(er)? quer\w+\b",
            r"\blatenc(y|ies)\b",
            r"\bquery (performance|times?)\b",
            r"\bqueries\b.*\b(ms|milliseconds|seconds|faster|slower)\b",
            r"\bperformance (is )?(normal|as before|unchanged)\b",
        ],
    ),
    (
        "usage",
        &[
            r"\bunused\b",
            r"\b(not|nobody|never|no longer) (been )?us(ed|es)\b",
            r"\bnobody (uses|reads|writes)\b",
            r"\bno (query|queries|scans?|reads?|usage|use)\b",
            r"\b(scan|usage) counters?\b",
            r"\bindex(es)?\b.*\b(is|are)( being)? used\b",
            r"\b(being written|keeps? growing|grows|growing)\b",
            r"\busage\b",
        ],
    ),
    (
        "indexes-valid",
        &[r"\bindex(es)?\b.*\b(valid|built|created|exist|present|ready)\b", r"\binvalid index"],
    ),
    (
        "row-counts",
        &[
            r"\brow counts?\b",
            r"\b(number|count) of \w+\b.*\b(same|unchanged|preserved)\b",
            r"\b(no )?data loss\b",
            r"\brows? (is |are )?unchanged\b",
        ],
    ),
    (
        "object-counts",
        &[
            r"^\W*\d+ (\w+ )?tables\b",
            r"\btables remain\b",
            r"\b(number of tables|table count)\b",
            r"^\W*\d+ foreign keys?\b",
            r"^\W*\d+ ([\w-]+ ){0,3}policies\b",
        ],
    ),
    ("row-security", &[r"\brls\b", r"\brow[- ](level )?security\b", r"\bpolic(y|ies)\b"]),
    ("schema-advice", &[r"\badvis(or|ors|ories|ory)\b"]),
    (
        "drift",
        &[
            r"\bdrift\b",
            r"\bschemas?\b.*\b(agrees?|match\w*|unchanged|intact|identical)\b",
            r"\bdiffers? from (the )?migrations\b",
            r"\bschema conflicts?\b",
        ],
    ),
    (
        "archive-period",
        &[
            r"\b\d+ days?( have)? (passed|elapsed|since|after)\b.*",
            r"\bretention (date|period)\b",
            r"\b(safe to drop|archive period|deprecat\w+)\b",
        ],
    ),
    (
        "time-window",
        &[
            r"\b\d+ (days?|weeks?) of\b",
            r"\b(maintenance|deployment|change) window\b",
            r"\bnot before\b",
            r"\bwait(ed)? (for )?\d+ (days?|weeks?|hours?)\b",
        ],
    ),
    (
        "migration-order",
        &[
            r"\border of (execution|migrations)\b",
            r"\bin (this|the right|that) order\b",
            r"\b\d+\w*(\.sql)? before \d+",
            r"\bruns? before\b",
        ],
    ),
    (
        "foreign-key-order",
        &[
            r"\bdependenc(y|ies)\b.*\b(tree|order|graph|levels?)\b",
            r"\b(parents|parent tables) first\b",
            r"\bwithout a cycle\b",
        ],
    ),
    (
        "planned-effects",
        &[
            r"\bcascade\b",
            r"\bdrops (exactly|only|the|all|two|three|four|five|six|seven|eight|nine|ten|\d+)\b",
            r"\bwill be dropped\b",
            r"\b(reaches|removes|touches) no(thing| other)\b",
        ],
    ),
    (
        "ledger",
        &[
            r"\bmigrations?\b.*\b(applied|done|completed|finished)\b",
            r"\bin the ledger\b",
            r"\b\w*schema_migrations\b|\b_\w+_migrations\b|\bflyway_schema_history\b",
            r"\bdirty\b",
            r"\bcurrent version\b",
            r"\bran (through|without errors?)\b",
            r"\b(migrate|migration) (run|up|deploy)\b",
        ],
    ),
    (
        "code-references",
        &[
            r"\bsearch (of )?the code\b",
            r"\bcode (audit|search|references?)\b",
            r"\bcode ?base\b",
            r"\bgrep\b",
            r"\bno (code )?references?\b",
        ],
    ),
    ("assertion", &[r"\b(has|have|with)? ?[\d,]+ rows\b", r"\bin (state|status) \w+"]),
    ("log-clean", &[r"\blogs?\b", r"\berror rates?\b", r"\bno (\w+ )?errors?\b"]),
    ("baseline", &[r"\bbaseline\b.*\b(recorded|captured|taken|saved)\b", r"\bmetrics (captured|recorded)\b"]),
    ("extensions", &[r"\bpg_stat_statements\b", r"\bextensions?\b", r"\bpg_trgm\b", r"\bpgvector\b"]),
    (
        "privileges",
        &[r"\b(privileges?|permissions?|grants?)\b", r"\brole owns\b", r"\bowns the (tables?|objects?)\b"],
    ),
    ("timeouts", &[r"\b(lock|statement)_timeout\b", r"\btimeouts?\b"]),
    (
        "blockers",
        &[
            r"\bblock(ers?|ing)\b",
            r"\blong([- ]running)? (transactions?|queries)\b",
            r"\blong-running\b",
            r"\bidle in transaction\b",
            r"\block waits?\b",
        ],
    ),
    (
        "quiesced",
        &[
            r"\b(instances?|workers?|applications?|services?|writers?)\b.*\b(stopped|down|disconnected|shut down)\b",
            r"\bno sessions?\b",
            r"\bconnections? (are )?closed\b",
        ],
    ),
    (
        "environment",
        &[
            r"(?-i:\b[A-Z][A-Z0-9]*_(URL|KEY|TOKEN|SECRET|DSN|PASSWORD)\b)",
            r"\benvironment variables?\b",
            r"\.env\b",
        ],
    ),
    (
        "server",
        &[
            r"\bconnected to (the )?(production|database|prod|right)\b",
            r"\bconnections?( to \w+)? works?\b",
            r"\b(server|postgresql|postgres) version\b",
            r"\bdatabases?\b.*\breach(ed|able)\b",
            r"\bdifferent servers?\b",
        ],
    ),
    (
        "database-size",
        &[
            r"\b(database|storage|disk)\b.*\b(smaller|shr[aiu]nks?|size|reclaimed|freed)\b",
            r"\b(size of|storage|reclaimed)\b",
        ],
    ),
    ("columns-present", &[r"\bcolumns?\b"]),
    ("runbook-clean", &[r"\b(verification )?queries\b.*\b(run|bind|prepared|parse)\b", r"\brunbook\b"]),
    ("documents", &[r"\bdocs/", r"\.md\b", r"\bdocument(s|ed|ation)\b", r"\bwritten down\b", r"\breadme\b"]),
    (
        "command",
        &[
            r"\btests?\b.*\b(pass\w*|green|succeed\w*)\b",
            r"\bsmoke\b",
            r"\bendpoints?\b",
            r"/(api|health)\b",
            r"\breturns? 200\b",
            r"\b(starts|responds|answers?|loads)\b",
            r"\bhealth ?checks?\b",
            r"\bend[- ]to[- ]end\b",
            r"\bexit code\b",
            r"\bworks\b",
        ],
    ),
    (
        "tables-present",
        &[
            r"\b(tables?|schemas?)\b.*\b(exists?|present|absent|gone|there|left|dropped|missing|still)\b",
            r"\brequired tables\b",
            r"\btables? in\b",
            r"\bno \w+ tables?\b",
            r"\bexists?\b",
        ],
    ),
    ("static-findings", &[r"\blint\w*", r"\bstatic analysis\b"]),
];

/// Phrases as they are searched for, with the check that they stand for, if it is there.
static RECOGNITIONS: LazyLock<Vec<(Regex, Recognition)>> = LazyLock::new(|| {
    let known = |check: &str| check.is_empty() || crate::gate::find(check).is_some();
    let rows = PHRASES.iter().filter(|(check, _)| known(check));
    let each = rows.flat_map(|(check, phrases)| phrases.iter().map(move |phrase| (*check, *phrase)));
    each.filter_map(|(check, phrase)| {
        let regex = Regex::new(&format!("(?i){phrase}")).ok()?;
        Some((regex, Recognition { check, options: options::of(check) }))
    })
    .collect()
});

/// The check that answers a box. Where its own words do not tell, the heading over it may: "Backup" over "taken".
pub(super) fn recognize(text: &str, over: &[&str]) -> Option<&'static Recognition> {
    let own = fitting(text).or_else(|| fitting(&format!("{} {text}", over.first()?)));
    own.filter(|found| !found.check.is_empty())
}

fn fitting(text: &str) -> Option<&'static Recognition> {
    RECOGNITIONS.iter().find(|(phrase, _)| phrase.is_match(text)).map(|(_, recognition)| recognition)
}

/// The phase that the headings over a box speak of.
pub(super) fn phase(over: &[&str]) -> Option<Phase> {
    over.iter().find_map(|heading| {
        let heading = heading.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| heading.contains(word));
        match () {
            () if has(&["post-", "after", "verification", "success criteria", "validate"]) => {
                Some(Phase::Post)
            }
            () if has(&["before drop", "drop gate", "point of no return", "final drop"]) => Some(Phase::Drop),
            () if has(&["pre-", "before", "prerequisite", "go/no-go", "go / no-go", "readiness"]) => {
                Some(Phase::Go)
            }
            () => None,
        }
    })
}
