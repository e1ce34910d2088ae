//! What the elements of HTML do to text, by their names.

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// It changes nothing that matters here: a link, emphasis.
    Inline,
    /// It stands apart from the text around it.
    Block,
    /// A title or section heading.
    Heading,
    /// A list.
    List,
    /// Text whose line ends are shown.
    Preformatted,
    /// A table or a part of one.
    Table(Part),
    /// The end of a line.
    Break,
    /// Raised text.
    Raised,
    /// Something that is seen and is no text: a picture, a field of a form.
    Thing,
    /// Its text is no prose, but the words around it go on: code, a formula.
    Omitted,
    /// Its text is not shown, or struck out.
    Unseen,
}

/// A part of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Whole,
    Caption,
    Head,
    Body,
    Row,
    Cell,
    HeadCell,
}

/// What an element does.
pub(super) fn role(name: &str) -> Role {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "ul" | "ol" | "dl" | "menu" | "dir" => Role::List,
        "pre" | "listing" => Role::Preformatted,
        "br" => Role::Break,
        "sup" => Role::Raised,
        "img" | "input" | "embed" | "meter" | "progress" => Role::Thing,
        "table" => Role::Table(Part::Whole),
        "caption" => Role::Table(Part::Caption),
        "thead" => Role::Table(Part::Head),
        "tbody" | "tfoot" => Role::Table(Part::Body),
        "tr" => Role::Table(Part::Row),
        "td" => Role::Table(Part::Cell),
        "th" => Role::Table(Part::HeadCell),
        "code" | "kbd" | "samp" | "tt" | "math" => Role::Omitted,
        "script" | "style" | "template" | "title" | "noscript" | "iframe" | "noembed" | "noframes" | "object"
        | "audio" | "video" | "canvas" | "svg" | "select" | "datalist" | "textarea" | "xmp" | "plaintext" | "del"
        | "s" | "strike" | "rt" | "rp" => Role::Unseen,
        "address" | "article" | "aside" | "blockquote" | "body" | "center" | "dd" | "details" | "dialog" | "div"
        | "dt" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "head" | "header" | "hgroup" | "hr"
        | "html" | "legend" | "li" | "main" | "nav" | "optgroup" | "option" | "p" | "search" | "section"
        | "summary" => Role::Block,
        _ => Role::Inline,
    }
}

/// Whether an element has no end tag.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Whether an element whose end tag is left out ends where another begins.
pub(super) fn ends_at(open: &str, next: &str) -> bool {
    match open {
        "p" => !matches!(
            role(next),
            Role::Inline | Role::Break | Role::Raised | Role::Thing | Role::Omitted | Role::Unseen
        ),
        "li" => next == "li",
        "dt" | "dd" => matches!(next, "dt" | "dd"),
        "td" | "th" => matches!(next, "td" | "th" | "tr" | "tbody" | "tfoot"),
        "tr" => matches!(next, "tr" | "tbody" | "tfoot"),
        _ => false,
    }
}
