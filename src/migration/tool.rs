//! A migration tool, as the rules and their messages need to know it.

/// What is the same for every migration of one tool. Each layout of `discover` declares its own.
#[derive(Debug)]
pub struct Tool {
    /// As its users call it: `golang-migrate`.
    pub name: &'static str,
    pub opt_out: OptOut,
    pub rollback: RollbackConvention,
    /// The table that it keeps applied versions in, as it is by default.
    pub ledger: Option<&'static str>,
    pub after_edit: AfterEdit,
    pub naming: Naming,
}

impl Tool {
    /// Whether a migration tool was recognized: a plain folder of numbered files says nothing of what runs them.
    pub fn is_known(&self) -> bool {
        self.name != "plain"
    }

    /// Whether its SQL is a dump of the whole schema, which goes into an empty database: its migrations are code.
    pub fn loads_a_dump(&self) -> bool {
        self.name == "rails"
    }

    /// What it sends as one message: a file, or a section of one.
    pub fn message(&self) -> &'static str {
        match (self.opt_out, self.rollback) {
            (OptOut::OneStatementPerFile, RollbackConvention::Section { .. }) => "section",
            _ => "file",
        }
    }

    /// Whether what a migration leaves of a setting holds for the next one, as on the one connection of most tools.
    pub fn keeps(&self, setting: &str) -> bool {
        let of_role = matches!(setting, "role" | "session_authorization");
        match self.name {
            // Nobody knows who runs a lone folder.
            "plain" => false,
            // It goes back to its role, and to its schemas as the path.
            "flyway" => !matches!(setting, "role" | "search_path"),
            // RESET ALL before or after each migration, which leaves these two.
            "tern" | "supabase" => of_role,
            _ => true,
        }
    }

    /// Whether it leaves out a byte order mark at the beginning of a file.
    pub fn skips_byte_order_mark(&self) -> bool {
        matches!(self.name, "flyway" | "liquibase")
    }
}

/// What a tool does with a file that was changed after it ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AfterEdit {
    /// It keeps a checksum, and goes no further where that differs.
    Refused,
    /// It keeps a checksum, and asks to reset a database for development where that differs; elsewhere it only warns.
    Reset,
    /// It does not look: what it has recorded as applied is not run again.
    Ignored,
}

/// How a migration that is not there yet is called, told from those that are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Naming {
    /// A number, words and the ending of the file before; `heading` stands above what is deployed.
    Numbered { heading: Option<&'static str> },
    /// A folder of such a name, with files that are called as in every other.
    NumberedFolder,
    /// A list, a hash or a chain names every file, so that a new one is not enough.
    Unknown,
}

/// What takes a script out of its transaction, where it is not a first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Switch {
    /// Lines before everything else.
    FirstLines(&'static str),
    /// Words at the end of the line above what is deployed.
    Heading(&'static str),
    /// A file of the same name with this ending behind it.
    FileBehind {
        ending: &'static str,
        text: &'static str,
    },
    /// A file in the migration's own folder.
    FileInFolder {
        name: &'static str,
        text: &'static str,
    },
    ByHand,
}

/// How a script is taken out of its transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptOut {
    /// A line to put first: `-- no-transaction`. `splits` when the tool then sends each statement on its own.
    FirstLine {
        text: &'static str,
        splits: bool,
    },
    /// Another change in the file or beside it, in words that follow "to run it outside a transaction, ".
    Words {
        how: &'static str,
        splits: bool,
        switch: Switch,
    },
    /// There is no transaction unless a file makes one or holds several statements.
    OneStatementPerFile,
    /// Statements already run one by one.
    NotNeeded,
    Impossible,
}

/// Where the way back is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RollbackConvention {
    /// A file of its own, named like `…down.sql`.
    File,
    /// A section of the same file, after this line.
    Section {
        marker: &'static str,
    },
    None,
}
