//! The values of YAML documents by their dotted names, event by event, so that no depth is too deep.

use saphyr_parser::Event;

/// Where the reader is: in a mapping, perhaps behind a key, or in a sequence.
enum Level {
    Mapping { key: Option<String> },
    Sequence,
}

#[derive(Default)]
pub(super) struct Reader {
    levels: Vec<Level>,
    pub(super) documents: Vec<Vec<(String, String)>>,
}

impl Reader {
    pub(super) fn take(&mut self, event: Event) {
        match event {
            Event::DocumentStart(_) => self.documents.push(Vec::new()),
            Event::MappingStart(..) => self.levels.push(Level::Mapping { key: None }),
            Event::SequenceStart(..) => self.levels.push(Level::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                self.levels.pop();
                self.end("");
            }
            Event::Alias(_) => self.end(""),
            Event::Scalar(text, ..) => {
                let is_value = match self.levels.last() {
                    Some(Level::Mapping { key }) => key.is_some(),
                    Some(Level::Sequence) => true,
                    None => false,
                };
                if is_value {
                    self.say(&text);
                }
                self.end(&text);
            }
            _ => {}
        }
    }

    /// A node has ended: it was the key of its mapping, or the value behind the key.
    fn end(&mut self, text: &str) {
        if let Some(Level::Mapping { key }) = self.levels.last_mut() {
            *key = match key {
                None => Some(text.to_owned()),
                Some(_) => None,
            };
        }
    }

    /// The items of a sequence are one value, with commas between.
    fn say(&mut self, value: &str) {
        let keys = self.levels.iter().filter_map(|level| match level {
            Level::Mapping { key } => key.as_deref(),
            Level::Sequence => None,
        });
        let name = keys.collect::<Vec<_>>().join(".");
        let in_sequence = matches!(self.levels.last(), Some(Level::Sequence));
        let Some(said) = self.documents.last_mut() else { return };
        match said.last_mut().filter(|(known, _)| in_sequence && *known == name) {
            Some((_, items)) => *items += &format!(",{value}"),
            None => said.push((name, value.to_owned())),
        }
    }
}
