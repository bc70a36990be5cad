//! Contacts of a party.

pub const CONTACTS: &str = "SELECT kind, value FROM core.party_contacts WHERE party_id = $1";
