//! The elements of an XML text, tag by tag, so that no depth is too deep; comments are no part of it.

pub(super) struct Document<'t> {
    /// In the order in which they begin.
    pub(super) elements: Vec<Element<'t>>,
}

pub(super) struct Element<'t> {
    pub(super) name: &'t str,
    /// The place of the element that it is directly inside of.
    pub(super) parent: Option<usize>,
    /// The places of those that are directly inside of it.
    children: Vec<usize>,
    /// What is written between them.
    pub(super) text: String,
}

enum Piece<'t> {
    Opens(&'t str),
    Closes(&'t str),
    Empty(&'t str),
    Text(&'t str),
    Comment,
}

impl<'t> Document<'t> {
    /// Nothing where a tag is left open or closed out of turn: no build reads such a file.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let mut document = Self { elements: Vec::new() };
        let mut inside: Option<usize> = None;
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, behind) = piece(rest)?;
            rest = behind;
            match piece {
                Piece::Opens(name) => inside = Some(document.add(name, inside)),
                Piece::Empty(name) => _ = document.add(name, inside),
                Piece::Closes(name) => {
                    let closed = document.elements.get(inside?).filter(|element| element.name == name)?;
                    inside = closed.parent;
                }
                Piece::Text(text) => {
                    if let Some(element) = inside.and_then(|at| document.elements.get_mut(at)) {
                        element.text += text;
                    }
                }
                Piece::Comment => {}
            }
        }
        inside.is_none().then_some(document)
    }

    fn add(&mut self, name: &'t str, parent: Option<usize>) -> usize {
        let at = self.elements.len();
        if let Some(parent) = parent.and_then(|parent| self.elements.get_mut(parent)) {
            parent.children.push(at);
        }
        self.elements.push(Element { name, parent, children: Vec::new(), text: String::new() });
        at
    }

    /// The elements directly inside of one.
    pub(super) fn inside(&self, element: &Element) -> impl Iterator<Item = &Element<'t>> {
        element.children.iter().filter_map(|at| self.elements.get(*at))
    }

    /// Those of a name.
    pub(super) fn named(&self, element: &Element, name: &str) -> impl Iterator<Item = &Element<'t>> {
        self.inside(element).filter(move |inner| inner.name == name)
    }
}

/// What a text begins with, and what is behind it.
fn piece(text: &str) -> Option<(Piece<'_>, &str)> {
    for (start, end) in [("<!--", "-->"), ("<?", "?>")] {
        if let Some(comment) = text.strip_prefix(start) {
            return comment.split_once(end).map(|(_, behind)| (Piece::Comment, behind));
        }
    }
    if let Some(verbatim) = text.strip_prefix("<![CDATA[") {
        return verbatim.split_once("]]>").map(|(text, behind)| (Piece::Text(text), behind));
    }
    let Some(tag) = text.strip_prefix('<') else {
        let (text, behind) = text.split_at(text.find('<').unwrap_or(text.len()));
        return Some((Piece::Text(text), behind));
    };
    let (tag, behind) = tag.split_at_checked(end(tag)?)?;
    let piece = match tag.strip_prefix('/') {
        Some(tag) => Piece::Closes(name(tag)),
        // `<!DOCTYPE …>`
        None if tag.starts_with('!') => Piece::Comment,
        None if tag.ends_with('/') => Piece::Empty(name(tag)),
        None => Piece::Opens(name(tag)),
    };
    Some((piece, behind.strip_prefix('>')?))
}

/// What stands before the attributes.
fn name(tag: &str) -> &str {
    tag.split(|c: char| c.is_whitespace() || c == '/').next().unwrap_or_default()
}

/// Where a tag ends: the values of its attributes can have a `>` too.
fn end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.char_indices().find_map(|(at, letter)| {
        match (quote, letter) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), letter) if open == letter => quote = None,
            _ => {}
        }
        None
    })
}
