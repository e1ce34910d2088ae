//! What is seen of a page, and where it stands in the source.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

fn page(html: &str) -> Document {
    read("t.html", Source { text: html.into(), skipped: 0 })
}

fn blocks(html: &str) -> Vec<String> {
    let document = page(html);
    document.blocks().iter().map(|block| document.slice(block.span).to_owned()).collect()
}

/// The words of the source under some words of the text.
fn source_of(html: &str, words: &str) -> String {
    let document = page(html);
    let at = document.text().find(words).expect("it is in the text");
    html[document.source_span(Span::new(at, at + words.len())).range()].to_owned()
}

#[test]
fn what_is_seen_is_read_and_nothing_else() {
    let html = "<!doctype html><title>5 sites</title><style>p{margin:1px}</style><body><h1>Sales</h1>\
        <p>Sales <em>rose</em> 12<b>%</b> <img src=x alt='47%'> to <span hidden>9,26</span>240.<p>Second\
        <script>if (a < 3) b = '</p> 77';</script><div style='display: none'>no <div>1</div> 2</div>end\
        <!-- 88 --> <noscript>99</noscript><del>3</del><input value=4 hidden> <code>x = 5</code>, too</p>";
    assert_eq!(blocks(html), ["Sales", "Sales rose 12% to 240.", "Second", "end \u{FFFC}, too"].map(str::to_owned));
}

#[test]
fn blocks_have_their_kinds() {
    let document =
        page("<h2>A</h2><ul><li>B<li><p>C</ul>D<table><caption>E</caption><tr><th>F<td>G</table><pre>H\nI</pre>");
    let kinds: Vec<_> = document.blocks().iter().map(|block| (document.slice(block.span), block.kind)).collect();
    use BlockKind::{Heading, ListItem, Paragraph, TableCell};
    assert_eq!(
        kinds,
        [
            ("A", Heading),
            ("B", ListItem),
            ("C", ListItem),
            ("D", Paragraph),
            ("E", Paragraph),
            ("F", TableCell),
            ("G", TableCell),
            ("H", Paragraph),
            ("I", Paragraph)
        ]
    );
}

#[test]
fn entities_and_tags_are_mapped_to_the_source() {
    let html = "<p>Caf&eacute; &amp; bar:&nbsp;1&#44;240&hellip; up   9<b>,</b>26 &notit; &lt5;  &unknown; 5 < 6";
    assert_eq!(blocks(html), ["Café & bar:\u{A0}1,240… up 9,26 ¬it; <5; &unknown; 5 < 6"]);
    assert_eq!(source_of(html, "9,26"), "9<b>,</b>26");
    assert_eq!(source_of(html, "Café"), "Caf&eacute;");
    assert_eq!(source_of(html, "5 < 6"), "5 < 6");
    assert_eq!(source_of(html, "240"), "240");
    assert_eq!(source_of(html, "unknown"), "unknown");
}

#[test]
fn raised_figures_and_line_ends_keep_figures_apart() {
    assert_eq!(
        blocks("10<sup>6</sup> m<sup>2</sup> on the 4<sup>th</sup> day<sup>[12]</sup>"),
        ["10⁶ m² on the 4th day"]
    );
    assert_eq!(blocks("<p>12<br>34 <br/> <br>\n56"), ["12\n34", "56"]);
    assert_eq!(blocks("<td>1<td>2<div>3</div>4"), ["1", "2", "3", "4"]);
}

#[test]
fn a_listing_is_no_prose() {
    assert_eq!(
        blocks("<pre class=screen>1 blocks <b>2</b></pre><pre>3\n 4</pre><pre><code>5</code></pre>"),
        ["3", "4"]
    );
}

#[test]
fn tables_keep_their_grid() {
    let html = "<table><thead><tr><td rowspan=2>Region<th colspan=2>Sales<tbody><tr><td>2020</td><td>2021</td></tr>\
        <tr><th>North</th><td></td><td>3</table>";
    let document = page(html);
    let cells = &document.tables()[0].cells;
    let grid: Vec<_> = cells
        .iter()
        .map(|cell| {
            (document.slice(document.blocks()[cell.blocks().start].span), cell.row, cell.column, cell.is_header)
        })
        .collect();
    assert_eq!(
        grid,
        [
            ("Region", 0, 0, true),
            ("Sales", 0, 1, true),
            ("2020", 1, 1, false),
            ("2021", 1, 2, false),
            ("North", 2, 0, true),
            ("3", 2, 2, false)
        ]
    );
}

#[test]
fn hidden_elements_end_where_their_end_tag_is_left_out() {
    assert_eq!(blocks("<ul><li hidden>1<li>2</ul>3"), ["2", "3"]);
    assert_eq!(blocks("<ul><li hidden>1<ul><li>2</ul></ul>3"), ["3"]);
    assert_eq!(blocks("<p hidden>1<div>2</div>"), ["2"]);
    assert_eq!(blocks("<table><tr><td hidden>1<td>2</table>"), ["2"]);
    assert_eq!(blocks("<div hidden><p>1<p>2</b></div>3"), ["3"]);
}

#[test]
fn a_page_in_xml_may_close_elements_at_once() {
    assert_eq!(blocks("<?xml version='1.0'?><html><head><title/></head><body><p>9,26</p></body></html>"), ["9,26"]);
}

#[test]
fn a_page_may_be_nested_as_deep_as_it_likes() {
    let html = "<div>".repeat(100_000) + "9,26" + &"</div>".repeat(100_000);
    assert_eq!(blocks(&html), ["9,26"]);
    let html = "<table><tr><td>".repeat(100_000) + "9,26";
    assert_eq!(blocks(&html), ["9,26"]);
}

#[test]
fn depth_and_disorder_take_linear_time() {
    let time = |html: String| {
        let start = Instant::now();
        page(&html);
        start.elapsed()
    };
    for piece in [
        "<div>",
        "<table><tr><td>",
        "<ul><li>",
        "</b></div>",
        "<b hidden><i>",
        "<p hidden>3</i>",
        "<td rowspan=9>1",
        "<a b=c d>&amp;",
    ] {
        let (few, many) = (time(piece.repeat(3_000)), time(piece.repeat(30_000)));
        assert!(many < few * 40 + Duration::from_millis(400), "{piece}: {few:?} and {many:?}");
    }
}

proptest! {
    #[test]
    fn every_page_is_read_and_words_point_at_themselves(
        html in proptest::collection::vec(
            prop_oneof![
                Just("<p>"), Just("</p>"), Just("<div hidden>"), Just("</div>"), Just("<table>"), Just("<tr>"), Just("<td colspan=3>"),
                Just("</table>"), Just("&amp;"), Just("&nbsp;"), Just("&#x4e07;"), Just("<b"), Just(">"), Just("<script>"), Just("</script>"),
                Just("<"), Just("é万"), Just("12,5"), Just("  \r\n"), Just("\0"), Just("<br>"), Just("<sup>"), Just("</sup>"), Just("<!--"), Just("-->"),
                Just("<pre>"), Just("</pre>"), Just("<code>"), Just("<?xml"), Just("<![CDATA[")
            ],
            0..40,
        ).prop_map(|pieces| pieces.concat())
    ) {
        let document = page(&html);
        for block in document.blocks() {
            let text = document.slice(block.span);
            for (at, word) in text.match_indices("12,5") {
                let span = Span::new(at, at + word.len()).shifted(block.span.start);
                if document.is_contiguous(span) {
                    prop_assert_eq!(&html[document.source_span(span).range()], word);
                }
            }
        }
    }
}
