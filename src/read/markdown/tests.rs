use proptest::prelude::*;

use super::*;

fn document(source: &str) -> Document {
    read("t.md", Source { text: source.into(), skipped: 0 })
}

/// The blocks, one a line, with the first letter of their kind.
fn prose(source: &str) -> Vec<String> {
    let document = document(source);
    let blocks = document.blocks().iter();
    blocks
        .map(|block| format!("{:?}: {}", block.kind, document.slice(block.span)).replacen("Paragraph: ", "", 1))
        .collect()
}

#[test]
fn what_is_prose_is_read_block_by_block() {
    let source = "---\nyear: 2021\n---\n\n# Sales **2022**\n\nUp 12%\nto 240.\n\n- one 1\n- two 2\n  - three 3\n\n1. four\n\n   five\n\n> six\n\n| a | b |\n|---|---|\n| 7 | 8 |\n";
    assert_eq!(
        prose(source),
        [
            "Heading: Sales 2022",
            "Up 12%\nto 240.",
            "ListItem: one 1",
            "ListItem: two 2",
            "ListItem: three 3",
            "ListItem: four",
            "ListItem: five",
            "six",
            "TableCell: a",
            "TableCell: b",
            "TableCell: 7",
            "TableCell: 8",
        ]
    );
}

#[test]
fn code_html_targets_and_pictures_are_not_prose() {
    let source = "a `1` b [2](http://x/3 \"4\") ![5](6.png) <b>7</b> <!-- 8 --> <http://9>\n\n```\n10\n```\n\n    11\n\n<div>\n12\n</div>\n\n<!-- 13 -->\n\n![14](15.png)\n\n[x]: http://16\n";
    assert_eq!(prose(source), ["a \u{FFFC} b 2   7"]);
}

#[test]
fn figures_in_blocks_of_html_are_not_passed_over_in_silence() {
    assert_eq!(document("<table>\n<tr><td>12</td></tr>\n</table>\n").notes.len(), 1);
    assert!(document("<div align=12>\nno figures\n</div>\n\n<!-- 12 -->\n").notes.is_empty());
}

#[test]
fn front_matter_of_both_kinds_is_not_prose() {
    assert_eq!(prose("+++\nweight = 12\n+++\n\nText 3.\n"), ["Text 3."]);
}

#[test]
fn notes_are_blocks_and_their_marks_are_not_text() {
    assert_eq!(prose("Up 1,200[^1] in May.\n\n[^1]: In 40 shops.\n"), ["Up 1,200 in May.", "In 40 shops."]);
    // Without a note of that name it is text.
    assert_eq!(prose("Up 1,200[^1] in May."), ["Up 1,200[^1] in May."]);
}

#[test]
fn marks_between_digits_stay() {
    assert_eq!(prose("5~10 and 20~30"), ["5~10 and 20~30"]);
    assert_eq!(prose("2*3*4 and 2**3**4"), ["2*3*4 and 2**3**4"]);
    assert_eq!(prose("~~1,200~~ 1,300 people"), ["1,300 people"]);
    assert_eq!(prose("2***3***4"), ["2***3***4"]);
    assert_eq!(prose("![a ~b~ c](d) 9,26"), ["9,26"]);
    assert_eq!(prose("8 ,**612** ha"), ["8 ,612 ha"]);
}

#[test]
fn placeholders_stay() {
    assert_eq!(prose("1443,<> yuan, <>.<> and ** tons"), ["1443,<> yuan, <>.<> and ** tons"]);
}

#[test]
fn raised_figures_do_not_run_into_others() {
    assert_eq!(prose("7 x 10<sup>-3</sup> m<sup>2</sup>"), ["7 x 10⁻³ m²"]);
    assert_eq!(prose("281.35<sup>a</sup> on the 5<sup>th</sup>"), ["281.35 on the 5th"]);
}

#[test]
fn entities_and_escapes_point_at_their_source() {
    let document = document("R&amp;D cost 5&nbsp;000 \\* 3 | x\n");
    assert_eq!(document.text().trim_end(), "R&D cost 5\u{A0}000 * 3 | x");
    let figure = document.text().find("5\u{A0}000").expect("it is there");
    let span = document.source_span(Span::new(figure, figure + 6));
    assert_eq!(&document.source().text[span.range()], "5&nbsp;000");
    assert!(!document.is_contiguous(Span::new(figure, figure + 6)));
}

#[test]
fn an_escaped_pipe_in_a_cell_moves_nothing() {
    let document = document("| a |\n|---|\n| 12 \\| 500 people |\n");
    let figure = document.text().find("500").expect("it is there");
    let span = document.source_span(Span::new(figure, figure + 3));
    assert_eq!(&document.source().text[span.range()], "500");
}

#[test]
fn deep_nesting_is_read() {
    for opener in [">", "- ", "[", "*", "**a ", "<b>", "![", "(", "`", "~", "|", "[^"] {
        let deep = opener.repeat(5_000);
        assert!(document(&format!("{deep} 9,26")).text().len() < 3 * deep.len() + 100);
    }
}

/// A picture of what Markdown is made of, in no order that makes sense.
fn anything() -> impl Strategy<Value = String> {
    let pieces = [
        "12",
        "9,26",
        " ",
        "\n",
        "\n\n",
        "# ",
        "- ",
        "> ",
        "1. ",
        "| ",
        "|\n|---|\n",
        "*",
        "**",
        "~",
        "~~",
        "`",
        "```\n",
        "&amp;",
        "&nbsp;",
        "\\*",
        "\\|",
        "[a](b)",
        "![a](b)",
        "[^1]",
        "[^1]: ",
        "<b>",
        "<sup>",
        "</sup>",
        "<br>",
        "<!--",
        "-->",
        "<http://x>",
        "---\n",
        "+++\n",
        "é",
        "吨",
        "\r\n",
        "\t",
        "    ",
        "[ ] ",
        "<>",
        "\u{0}",
        "\u{FEFF}",
    ];
    prop::collection::vec(prop::sample::select(pieces.to_vec()), 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn text_is_its_source_byte_for_byte_or_rendered(source in anything()) {
        let document = document(&source);
        for block in document.blocks() {
            for (at, c) in document.slice(block.span).char_indices() {
                let at = block.span.start + at;
                let place = document.source_span(Span::new(at, at + c.len_utf8()));
                let rendered = "\u{FFFC}\u{FFFD}\n &\u{A0}⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺".contains(c);
                prop_assert!(source.is_char_boundary(place.start));
                prop_assert!(rendered || source[place.start..].starts_with(c), "{c:?} at {place:?}");
            }
        }
    }
}

#[test]
fn a_table_keeps_its_grid_and_the_heading_before_it() {
    let source = "# Boats (in thousands)\n\n| Port | 2020 | 2021 |\n|---|---|---|\n| North | 4 | |\n| South | | 5 |\n";
    let document = read("t.md", Source { text: source.into(), skipped: 0 });
    let [table] = document.tables() else { panic!("one table") };
    let cells: Vec<String> = table
        .cells
        .iter()
        .map(|cell| {
            let text = document.slice(document.blocks()[cell.blocks().start].span);
            format!("{text}@{},{}{}", cell.row, cell.column, if cell.is_header { "h" } else { "" })
        })
        .collect();
    assert_eq!(cells.join(" "), "Port@0,0h 2020@0,1h 2021@0,2h North@1,0 4@1,1 South@2,0 5@2,2");
    assert_eq!(table.caption, Some(0));
}
