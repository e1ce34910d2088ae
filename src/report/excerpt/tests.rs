use proptest::prelude::*;

use super::*;
use crate::document::Document;
use crate::report::samples::{label, label_at};

const ROOM: Room = Room { width: 60, ellipsis: "…" };

fn shown(document: &Document, labels: &[Label]) -> Vec<(String, Vec<(String, usize)>)> {
    let positions = Positions::new(document);
    let excerpts = excerpts(&positions, labels, ROOM);
    let marks = |excerpt: &Excerpt| {
        let words = |mark: &Mark| (excerpt.text[mark.span.range()].to_owned(), mark.column);
        excerpt.marks.iter().map(words).collect()
    };
    excerpts.iter().map(|excerpt| (excerpt.text.clone(), marks(excerpt))).collect()
}

#[test]
fn a_long_line_is_cut_at_words_around_the_labels() {
    let text = format!("{}treated 9,26 patients in 12 wards, {}", "of the wards ".repeat(40), "and so on ".repeat(90));
    let document = Document::from_text("t", &text);
    let shown = shown(&document, &[label_at(&document, "9,26", ""), label_at(&document, "12", "")]);
    assert_eq!(shown.len(), 1);
    let (text, marks) = &shown[0];
    assert_eq!(marks, &[("9,26".to_owned(), 529), ("12".to_owned(), 546)]);
    assert_eq!(text, "…wards treated 9,26 patients in 12 wards, and so on…");
    assert!(text.width() <= 55);
}

#[test]
fn a_far_label_has_an_excerpt_of_its_own_after_the_primary_one() {
    let text = format!("rose to 380 {}of 463 now", "and so on ".repeat(90));
    let document = Document::from_text("t", &text);
    let shown = shown(&document, &[label_at(&document, "463", ""), label_at(&document, "380", "")]);
    let words: Vec<_> = shown.iter().map(|(_, marks)| (marks[0].0.as_str(), marks[0].1)).collect();
    assert_eq!(words, [("463", 916), ("380", 9)]);
}

#[test]
fn labels_that_overlap_do_not_share_an_excerpt_and_equal_ones_are_one() {
    let document = Document::from_text("t", "about 12 of 40 wards");
    assert_eq!(shown(&document, &[label(0, 14, ""), label(6, 2, "")]).len(), 2);
    let same = excerpts(&Positions::new(&document), &[label(6, 2, "the part"), label(6, 2, "a count")], ROOM);
    assert_eq!(same[0].marks[0].text, "the part; a count");
}

#[test]
fn a_label_that_is_wider_than_the_terminal_is_cut() {
    let document = Document::from_text("t", &"缉获毒品".repeat(50));
    let shown = shown(&document, &[label(0, document.text().len(), "")]);
    assert_eq!(shown[0].0, format!("{}缉获…", "缉获毒品".repeat(6)));
}

#[test]
fn what_would_break_a_line_is_replaced_and_a_label_may_cross_it() {
    let document = Document::from_text("t", "a\t\u{1b}9\r\n26 b\r\nc");
    assert_eq!(shown(&document, &[label(3, 5, "")]), [("a \u{fffd}9 26 b".to_owned(), vec![("9 26".to_owned(), 4)])]);
}

#[test]
fn an_empty_label_at_the_end_has_something_to_point_at() {
    let document = Document::from_text("t", "about");
    assert_eq!(shown(&document, &[label(5, 0, "")]), [("about ".to_owned(), vec![(String::new(), 6)])]);
}

#[test]
fn a_long_text_has_room_beside_its_label() {
    let text = format!("{}of 463", "and so on ".repeat(20));
    let document = Document::from_text("t", &text);
    let label = label_at(&document, "463", "the figure of a year earlier as printed");
    let excerpts = excerpts(&Positions::new(&document), &[label], ROOM);
    assert!(!excerpts[0].marks[0].text.contains('\n'), "{excerpts:?}");
}

proptest! {
    #[test]
    fn an_excerpt_fits_and_marks_the_words_of_its_labels(
        text in "([a-z9,]{1,9}[ \n]|[万吨毒品]{1,30}){1,60}",
        at in proptest::collection::vec(0..600usize, 4),
    ) {
        let document = Document::from_text("t", &text);
        let offsets: Vec<usize> = at.iter().map(|at| text.floor_char_boundary(*at)).collect();
        let labels: Vec<Label> = offsets
            .chunks(2)
            .map(|ends| Span::new(ends[0].min(ends[1]), ends[0].max(ends[1])))
            .map(|span| label(span.start, span.len(), ""))
            .collect();
        let excerpts = excerpts(&Positions::new(&document), &labels, ROOM);
        for excerpt in &excerpts {
            prop_assert!(excerpt.text.width() <= ROOM.width - 5, "{:?}", excerpt);
        }
        let primary = &excerpts[0].marks.iter().find(|mark| mark.is_primary).unwrap();
        let marked = &excerpts[0].text[primary.span.range()];
        prop_assert!(document.slice(labels[0].span).replace('\n', " ").starts_with(marked), "{:?}", excerpts);
    }
}
