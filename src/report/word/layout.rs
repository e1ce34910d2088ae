//! Where comments can begin and end in the XML of a Word document.
//!
//! A comment begins and ends between two runs, so a run is divided where one begins
//! or ends inside of it; both halves keep its properties.

use std::collections::{BTreeMap, BTreeSet};

use crate::read::Piece;
use crate::read::xml::{Element, Inside, Pieces, walk};
use crate::span::Span;

/// A part of the file and its runs.
#[derive(Debug, Default)]
pub(super) struct Layout {
    xml: String,
    runs: Vec<Run>,
    /// For each note, by the part that it is in and its name there, the run that calls it.
    called: BTreeMap<(usize, String), usize>,
    /// The notes that stand in this part.
    notes: Vec<(Span, String)>,
    namespace: String,
}

/// A run of text that is inside of no other one.
#[derive(Debug)]
struct Run {
    span: Span,
    /// Its first tag.
    tag: Span,
    /// How it looks.
    properties: Span,
    children: Vec<Child>,
}

/// What a run holds.
#[derive(Debug)]
struct Child {
    span: Span,
    tag: Span,
    /// What stands between its tags, if that is text.
    text: Option<Span>,
}

/// A place between two characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Point {
    at: usize,
    cut: Cut,
}

/// What is divided at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cut {
    /// Nothing: a run begins or ends there.
    Nothing,
    /// A run, between two things that it holds.
    Run(usize),
    /// A run, inside of a text that it holds.
    Text(usize, usize),
}

/// Which end of the words a place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Where they begin.
    First,
    /// Where they end.
    Last,
}

impl Layout {
    /// Reads a part.
    pub(super) fn new(xml: String) -> Layout {
        let mut survey = Survey::default();
        // What is damaged was told when it was read.
        walk(&xml, &mut survey);
        Layout { xml, ..survey.layout }
    }

    /// What the names of this part belong to.
    pub(super) fn namespace(&self) -> &str {
        &self.namespace
    }

    /// The name of the note that stands at a place of this part.
    pub(super) fn note_at(&self, at: usize) -> Option<&str> {
        let after = self.notes.partition_point(|(span, _)| span.start <= at);
        let (span, name) = self.notes.get(after.checked_sub(1)?)?;
        (at < span.end).then_some(name)
    }

    /// Where the run begins and ends that calls a note.
    pub(super) fn mark_of(&self, part: usize, note: &str) -> Option<(Point, Point)> {
        let run = &self.runs[*self.called.get(&(part, note.to_owned()))?];
        let between = |at| Point { at, cut: Cut::Nothing };
        Some((between(run.span.start), between(run.span.end)))
    }

    /// The place of an offset of the text that lies in a piece, and whether it is there exactly.
    pub(super) fn point(&self, piece: &Piece, offset: usize, end: End) -> Option<(Point, bool)> {
        let i = self.runs.partition_point(|run| run.span.end <= piece.xml.start);
        let run = self.runs.get(i).filter(|run| run.span.contains(piece.xml))?;
        let j = run.children.partition_point(|child| child.span.end <= piece.xml.start);
        let child = run.children.get(j).filter(|child| child.span.contains(piece.xml))?;
        let within = offset.clamp(piece.text.start, piece.text.end) - piece.text.start;
        let at = match (piece.is_exact, end) {
            (true, _) => piece.xml.start + within,
            (false, End::First) => piece.xml.start,
            (false, End::Last) => piece.xml.end,
        };
        if let Some(text) = child.text
            && text.start < at
            && at < text.end
        {
            return Some((Point { at, cut: Cut::Text(i, j) }, true));
        }
        let at = match end {
            End::First if j == 0 => Point { at: run.span.start, cut: Cut::Nothing },
            End::First => Point { at: child.span.start, cut: Cut::Run(i) },
            End::Last if j + 1 == run.children.len() => Point { at: run.span.end, cut: Cut::Nothing },
            End::Last => Point { at: child.span.end, cut: Cut::Run(i) },
        };
        // A tab or a line break is as good as a text; a drawing holds more than the words.
        Some((at, child.text.is_some() || child.tag == piece.xml))
    }

    /// What declares the names of marks, where those of the part have another prefix.
    fn declaration(&self) -> String {
        match self.runs.first().map(|run| &self.xml[run.tag.range()]) {
            Some(tag) if !tag.starts_with("<w:") => format!(" xmlns:w=\"{}\"", self.namespace),
            Some(_) | None => String::new(),
        }
    }
}

/// What is written into a part, and where.
#[derive(Debug, Default)]
pub(super) struct Marks {
    places: BTreeMap<usize, Place>,
}

#[derive(Debug)]
struct Place {
    cut: Cut,
    /// Comments that end here, that begin here, and that do both.
    ends: Vec<u64>,
    starts: Vec<u64>,
    points: Vec<u64>,
}

impl Marks {
    /// Puts the marks of a comment around some words.
    pub(super) fn add(&mut self, id: u64, from: Point, to: Point) {
        if to.at <= from.at {
            return self.place(from).points.push(id);
        }
        self.place(from).starts.push(id);
        self.place(to).ends.push(id);
    }

    fn place(&mut self, point: Point) -> &mut Place {
        let Point { at, cut } = point;
        self.places.entry(at).or_insert(Place { cut, ends: Vec::new(), starts: Vec::new(), points: Vec::new() })
    }

    /// A part with its marks.
    pub(super) fn made_in(&self, layout: &Layout) -> String {
        let xml = &layout.xml;
        let mut pieces: BTreeMap<usize, String> = BTreeMap::new();
        let mut kept = BTreeSet::new();
        let declared = layout.declaration();
        for (at, place) in &self.places {
            let marks = place.written(&declared);
            let written = match place.cut {
                Cut::Nothing => marks,
                Cut::Run(run) => {
                    let (close, open) = layout.runs[run].halves(xml);
                    format!("{close}{marks}{open}")
                }
                Cut::Text(run, child) => {
                    let child = &layout.runs[run].children[child];
                    let (close, open) = layout.runs[run].halves(xml);
                    let name = name_of(&xml[child.tag.range()]);
                    // Blanks at the ends of the halves count.
                    if !xml[child.tag.range()].contains("xml:space") && kept.insert(child.tag.end) {
                        pieces.insert(child.tag.end - 1, " xml:space=\"preserve\"".to_owned());
                    }
                    format!("</{name}>{close}{marks}{open}<{name} xml:space=\"preserve\">")
                }
            };
            pieces.entry(*at).or_default().push_str(&written);
        }
        let mut out = String::with_capacity(xml.len() + pieces.values().map(String::len).sum::<usize>());
        let mut copied = 0;
        for (at, piece) in pieces {
            out.push_str(&xml[copied..at]);
            out.push_str(&piece);
            copied = at;
        }
        out.push_str(&xml[copied..]);
        out
    }
}

impl Place {
    /// The marks at this place. What ends here began before it.
    fn written(&self, declared: &str) -> String {
        let start = |id: &u64| format!("<w:commentRangeStart{declared} w:id=\"{id}\"/>");
        let end = |id: &u64| {
            let reference = format!("<w:r{declared}><w:commentReference w:id=\"{id}\"/></w:r>");
            format!("<w:commentRangeEnd{declared} w:id=\"{id}\"/>{reference}")
        };
        let ends = self.ends.iter().map(end);
        let points = self.points.iter().map(|id| start(id) + &end(id));
        ends.chain(self.starts.iter().map(start)).chain(points).collect()
    }
}

impl Run {
    /// What ends the first half of a run that is divided, and what begins the second.
    fn halves(&self, xml: &str) -> (String, String) {
        let tag = &xml[self.tag.range()];
        (format!("</{}>", name_of(tag)), format!("{tag}{}", &xml[self.properties.range()]))
    }
}

/// The name of an element with its prefix, from its first tag.
fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/')).next().unwrap_or(name)
}

/// Looks for runs.
#[derive(Debug, Default)]
struct Survey {
    layout: Layout,
    at: Span,
    depth: usize,
    /// The run that is open, and how deep it stands.
    open: Option<(usize, Run)>,
    note: Option<(usize, String)>,
}

impl Pieces for Survey {
    fn at(&mut self, place: Span) {
        self.at = place;
    }

    fn start(&mut self, element: &Element<'_>) -> Inside {
        if self.layout.namespace.is_empty() && self.depth == 0 {
            self.layout.namespace = element.namespace();
        }
        match element.name {
            // Nothing is commented on that was deleted, or that is no text.
            "del" | "moveFrom" | "Fallback" | "pPrChange" | "rPrChange" | "oMath" => return Inside::Skipped,
            "footnote" | "endnote" => {
                self.note = element.attribute("id").map(|name| (self.at.start, name));
            }
            "footnoteReference" | "endnoteReference" if self.open.is_some() => {
                let part = if element.name == "footnoteReference" { 1 } else { 2 };
                if let Some(name) = element.attribute("id") {
                    self.layout.called.entry((part, name)).or_insert(self.layout.runs.len());
                }
            }
            _ => {}
        }
        match &mut self.open {
            None if element.name == "r" => {
                let (tag, properties) = (self.at, Span::new(self.at.end, self.at.end));
                self.open = Some((self.depth, Run { span: tag, tag, properties, children: Vec::new() }));
            }
            Some((depth, run)) if self.depth == *depth + 1 => {
                run.children.push(Child { span: self.at, tag: self.at, text: None });
            }
            Some(_) | None => {}
        }
        self.depth += 1;
        Inside::Read
    }

    fn end(&mut self, name: &str) {
        self.depth = self.depth.saturating_sub(1);
        if matches!(name, "footnote" | "endnote")
            && let Some((start, note)) = self.note.take()
        {
            self.layout.notes.push((Span::new(start, self.at.end), note));
        }
        let Some((depth, run)) = &mut self.open else { return };
        if self.depth == *depth + 1
            && let Some(child) = run.children.last_mut()
        {
            child.span = Span::new(child.tag.start, self.at.end);
            child.text = (name == "t").then(|| Span::new(child.tag.end, self.at.start.max(child.tag.end)));
            if name == "rPr" {
                run.properties = child.span;
                run.children.pop();
            }
        } else if self.depth == *depth {
            run.span = Span::new(run.tag.start, self.at.end);
            self.layout.runs.extend(self.open.take().map(|(_, run)| run));
        }
    }

    fn text(&mut self, _: &str) {}
}
