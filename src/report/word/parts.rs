//! The parts of a Word file that hold its comments and name each other.

use std::collections::BTreeMap;

use crate::read::decoded;
use crate::read::package::Package;
use crate::read::xml::{Element, Inside, Pieces, escaped, walk};
use crate::span::Span;

const RELATIONS: &str = "word/_rels/document.xml.rels";
const TYPES: &str = "[Content_Types].xml";
const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The names of a file that keeps to the standard to the letter.
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";
const USUAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";
const W15: &str = "http://schemas.microsoft.com/office/word/2012/wordml";

/// A part as text; `None` if there is none of that name.
pub(super) fn text(package: &mut Package<'_>, name: &str) -> Result<Option<String>, String> {
    let Some(bytes) = package.part(name)? else { return Ok(None) };
    decoded(&bytes).map(Some).ok_or_else(|| format!("its part {name} holds no text"))
}

/// The comments of a file: those that it has, and those that are added.
#[derive(Debug)]
pub(super) struct Comments {
    namespace: &'static str,
    types: String,
    relations: Option<String>,
    /// The part that holds the comments, and its content if there is one.
    part: (String, Option<String>),
    /// The part that says of each comment whether it is done, if there is one.
    extended: Option<(String, String)>,
    next_id: u64,
    next_paragraph: u32,
    added: String,
    added_extended: String,
}

impl Comments {
    /// Looks up what is there.
    pub(super) fn open(package: &mut Package<'_>, namespace: &str) -> Result<Comments, String> {
        let types = text(package, TYPES)?.ok_or_else(|| format!("it has no part {TYPES}"))?;
        let relations = text(package, RELATIONS)?;
        let known = seen(relations.as_deref().unwrap_or_default());
        let target = |kind: &str| known.iter().find(|it| it.name == "Relationship" && it.kind.ends_with(kind));
        let part = match target("/comments") {
            Some(it) => it.part(),
            None => unused(package, "word/comments")?,
        };
        let content = text(package, &part)?;
        let extended = match target("/commentsExtended").map(Seen::part) {
            Some(name) => text(package, &name)?.map(|content| (name, content)),
            None => None,
        };
        let ids = seen(content.as_deref().unwrap_or_default());
        let next_id = ids.iter().filter(|it| it.name == "comment").filter_map(|it| it.id.parse::<u64>().ok()).max();
        Ok(Comments {
            namespace: if namespace == STRICT { STRICT } else { USUAL },
            types,
            relations,
            part: (part, content),
            extended,
            next_id: next_id.map_or(0, |id| id.saturating_add(1)),
            // Any number will do that no other paragraph has.
            next_paragraph: 0x5354_0001,
            added: String::new(),
            added_extended: String::new(),
        })
    }

    /// Adds a comment. Its number is what the marks in the text name it by.
    pub(super) fn add(&mut self, paragraphs: &[String]) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        let is_last = |i: usize| i + 1 == paragraphs.len();
        self.added.push_str(&format!(
            "<w:comment xmlns:w=\"{}\" w:id=\"{id}\" w:author=\"statlint\" w:initials=\"st\">",
            self.namespace
        ));
        for (i, paragraph) in paragraphs.iter().enumerate() {
            let name = if is_last(i) && self.extended.is_some() { self.name_paragraph() } else { String::new() };
            let text = escaped(paragraph);
            self.added.push_str(&format!("<w:p{name}><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>"));
        }
        self.added.push_str("</w:comment>");
        id
    }

    /// Gives the last paragraph of a comment the name by which it is known to be open.
    fn name_paragraph(&mut self) -> String {
        let taken = |name: &str| self.part.1.as_ref().is_some_and(|content| content.contains(name));
        let mut name = format!("{:08X}", self.next_paragraph);
        while taken(&name) {
            self.next_paragraph += 1;
            name = format!("{:08X}", self.next_paragraph);
        }
        self.next_paragraph += 1;
        let entry = format!("<w15:commentEx xmlns:w15=\"{W15}\" w15:paraId=\"{name}\" w15:done=\"0\"/>");
        self.added_extended.push_str(&entry);
        format!(" xmlns:w14=\"{W14}\" w14:paraId=\"{name}\"")
    }

    /// The parts that change.
    pub(super) fn changes(self) -> Result<BTreeMap<String, String>, String> {
        let mut changes = BTreeMap::new();
        let (part, content) = self.part;
        let is_named = self
            .relations
            .as_deref()
            .is_some_and(|xml| seen(xml).iter().any(|it| it.name == "Relationship" && it.kind.ends_with("/comments")));
        let content =
            content.unwrap_or_else(|| format!("{DECLARATION}<w:comments xmlns:w=\"{}\"></w:comments>", self.namespace));
        changes.insert(part.clone(), with_last(&content, &self.added, &part)?);
        if let Some((name, content)) = self.extended {
            let content = with_last(&content, &self.added_extended, &name)?;
            changes.insert(name, content);
        }
        if !is_named {
            let relations = self.relations.unwrap_or_else(|| format!("{DECLARATION}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>"));
            changes.insert(
                RELATIONS.to_owned(),
                with_last(&relations, &relation(&relations, &part, self.namespace), RELATIONS)?,
            );
        }
        if !seen(&self.types).iter().any(|it| it.part_name.trim_start_matches('/') == part) {
            let entry = format!("<Override PartName=\"/{part}\" ContentType=\"{COMMENTS_TYPE}\"/>");
            changes.insert(TYPES.to_owned(), with_last(&self.types, &entry, TYPES)?);
        }
        Ok(changes)
    }
}

/// What says that a part holds the comments.
fn relation(relations: &str, part: &str, namespace: &str) -> String {
    let known = seen(relations);
    let mut id = "statlint".to_owned();
    while known.iter().any(|it| it.id == id) {
        id.push('1');
    }
    let base = if namespace == STRICT {
        "http://purl.oclc.org/ooxml/officeDocument"
    } else {
        "http://schemas.openxmlformats.org/officeDocument/2006"
    };
    let target = part.trim_start_matches("word/");
    format!("<Relationship Id=\"{id}\" Type=\"{base}/relationships/comments\" Target=\"{target}\"/>")
}

/// A name for a part that none has.
fn unused(package: &mut Package<'_>, stem: &str) -> Result<String, String> {
    let mut name = format!("{stem}.xml");
    let mut number = 1;
    while package.part(&name)?.is_some() {
        number += 1;
        name = format!("{stem}{number}.xml");
    }
    Ok(name)
}

/// What the elements of a part say that name something.
#[derive(Debug)]
struct Seen {
    name: String,
    id: String,
    kind: String,
    target: String,
    part_name: String,
}

impl Seen {
    /// The part that a relation leads to, from the folder of the main part.
    fn part(&self) -> String {
        match self.target.strip_prefix('/') {
            Some(absolute) => absolute.to_owned(),
            None => match self.target.strip_prefix("../") {
                Some(above) => above.to_owned(),
                None => format!("word/{}", self.target),
            },
        }
    }
}

fn seen(xml: &str) -> Vec<Seen> {
    let mut survey = Survey::default();
    walk(xml, &mut survey);
    survey.seen
}

/// XML with something more at the end of its outermost element.
fn with_last(xml: &str, more: &str, part: &str) -> Result<String, String> {
    let mut survey = Survey::default();
    let wrong = walk(xml, &mut survey);
    let (Some(root), Some(end), None) = (survey.root, survey.end, wrong) else {
        return Err(format!("its part {part} is damaged"));
    };
    // An element that is empty has one tag for both.
    if end.is_empty() {
        let tag = xml[root.range()].trim_end_matches("/>");
        let name = tag.trim_start_matches('<').split_ascii_whitespace().next().unwrap_or_default();
        return Ok(format!("{}{tag}>{more}</{name}>{}", &xml[..root.start], &xml[root.end..]));
    }
    Ok(format!("{}{more}{}", &xml[..end.start], &xml[end.start..]))
}

#[derive(Debug, Default)]
struct Survey {
    at: Span,
    depth: usize,
    root: Option<Span>,
    end: Option<Span>,
    seen: Vec<Seen>,
}

impl Pieces for Survey {
    fn at(&mut self, place: Span) {
        self.at = place;
    }

    fn start(&mut self, element: &Element<'_>) -> Inside {
        if self.depth == 0 {
            self.root.get_or_insert(self.at);
        }
        self.depth += 1;
        if matches!(element.name, "Relationship" | "Override" | "comment") {
            let value = |name: &str| element.attribute(name).unwrap_or_default();
            self.seen.push(Seen {
                name: element.name.to_owned(),
                id: [value("Id"), value("id")].concat(),
                kind: value("Type"),
                target: value("Target"),
                part_name: value("PartName"),
            });
        }
        Inside::Read
    }

    fn end(&mut self, _: &str) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.end.get_or_insert(self.at);
        }
    }

    fn text(&mut self, _: &str) {}
}
