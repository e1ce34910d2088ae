use insta::assert_snapshot;
use unicode_width::UnicodeWidthStr;

use super::*;
use crate::diagnostic::Label;
use crate::report::Format;
use crate::report::samples::{audit, diagnostic, fix, label, label_at, plain, report, written};
use crate::rules::RuleSet;
use crate::span::Span;

#[test]
fn a_short_line_is_shown_as_it_is() {
    let document = Document::from_text("draft.txt", "In May\nthe clinic treated 9,26 patients\tin 12 wards\n");
    let mut finding = diagnostic([label_at(&document, "9,26", "not in threes")]);
    finding.message = "the digits of \"9,26\" are not grouped in threes".to_owned();
    finding.cause = Some("digits were put back into the wrong slot".to_owned());
    finding.also = vec!["year-as-quantity".to_owned()];
    assert_snapshot!(report(Format::Pretty, &document, vec![finding]), @r#"
     × the digits of "9,26" are not grouped in threes
      ╭─[draft.txt:2:20]
    2 │ the clinic treated 9,26 patients in 12 wards
      ·                    ──┬─
      ·                      ╰── not in threes
      ╰────
     cause: digits were put back into the wrong slot
     help: compare with the source
     rule: digit-grouping (error, high confidence; also year-as-quantity)
    "#);
}

#[test]
fn a_far_label_of_a_long_line_has_its_own_excerpt() {
    let filler = "the committee heard that the work went on as it had before, ".repeat(30);
    let text =
        format!("Exports rose by 47% to 463 tons in the year, and {filler}while a year ago they stood at 380 tons.");
    let document = Document::from_text("draft.txt", &text);
    let mut finding = diagnostic([
        label_at(&document, "47%", "that would be 558.6 tons"),
        label_at(&document, "463 tons", "to"),
        label_at(&document, "380 tons", "from"),
    ]);
    finding.message = "\"up 47%\" does not follow from 380 to 463: that is up 21.8%".to_owned();
    finding.fix = Some(fix(Safety::Display, finding.primary(), "21.8%"));
    let drawn = report(Format::Pretty, &document, vec![finding]);
    assert!(drawn.lines().all(|line| line.width() <= 80), "{drawn}");
    assert_snapshot!(drawn, @r#"
     × "up 47%" does not follow from 380 to 463: that is up 21.8%
      ╭─[draft.txt:1:17]
    1 │ Exports rose by 47% to 463 tons in the year, and the committee heard that…
      ·                 ─┬─    ────┬───
      ·                  │         ╰── to
      ·                  ╰── that would be 558.6 tons
      ╰────
      ╭─[draft.txt:1:1881]
    1 │ …went on as it had before, while a year ago they stood at 380 tons.
      ·                                                           ────┬───
      ·                                                               ╰── from
      ╰────
     repair (shown, not applied): 21.8%
     help: compare with the source
     rule: digit-grouping (error, high confidence)
    "#);
}

#[test]
fn wide_characters_are_underlined_in_their_width() {
    let text = format!(
        "{}共缉获各类毒品8.2吨，其中专项行动缉获67.15吨，抓获犯罪嫌疑人3341名。{}",
        "全区各级公安机关".repeat(9),
        "专项".repeat(50)
    );
    let document = Document::from_text("稿件.txt", &text);
    let mut finding =
        diagnostic([label_at(&document, "67.15吨", "the part"), label_at(&document, "8.2吨", "the whole")]);
    finding.message = "\"67.15吨\" cannot be part of \"8.2吨\"".to_owned();
    finding.level = Level::Warning;
    let drawn = report(Format::Pretty, &document, vec![finding]);
    assert!(drawn.lines().all(|line| line.width() <= 80), "{drawn}");
    assert_snapshot!(drawn, @r#"
     ⚠ "67.15吨" cannot be part of "8.2吨"
      ╭─[稿件.txt:1:93]
    1 │ …安机关共缉获各类毒品8.2吨，其中专项行动缉获67.15吨，抓获犯罪嫌疑人3341名…
      ·                      ──┬──                  ───┬───
      ·                        │                       ╰── the part
      ·                        ╰── the whole
      ╰────
     help: compare with the source
     rule: digit-grouping (warning, high confidence)
    "#);
}

#[test]
fn nothing_of_the_document_reaches_the_terminal_raw() {
    let document = Document::from_text("a\u{1b}.txt", "x\u{1b}[31m\r\n\u{202e}treated\t9,26\u{7}\r\n");
    let mut finding = diagnostic([label_at(&document, "9,26", "\u{1b}]")]);
    finding.message = "\u{1b}[2J".to_owned();
    finding.cause = Some("\u{9b}".to_owned());
    let drawn = report(Format::Pretty, &document, vec![finding]);
    assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()), "{drawn:?}");
    assert!(drawn.contains("a\u{fffd}.txt:2:10]"), "{drawn}");
}

#[test]
fn many_labels_are_counted() {
    let document = Document::from_text("t", "1 2 3 4 5 6 7 8 9");
    let mut finding = diagnostic([]);
    finding.labels = (0..9).map(|i| label(2 * i, 1, "")).collect();
    let drawn = report(Format::Pretty, &document, vec![finding]);
    assert!(drawn.contains("more: 1 further place of this finding is not shown"), "{drawn}");
}

#[test]
fn a_drawing_is_plain_where_it_has_to_be() {
    let document = Document::from_text("t", &"and 9,26 more ".repeat(20));
    let finding = diagnostic([Label { span: Span::new(130, 134), text: "here".to_owned() }]);
    let rules = RuleSet::default();
    let context = Context { unicode: false, ..plain(&rules) };
    let drawn = written(Format::Pretty.reporter(context), &document, &audit(vec![finding.clone()]));
    assert!(drawn.is_ascii(), "{drawn}");
    let context = Context { colour: true, ..context };
    assert!(written(Format::Pretty.reporter(context), &document, &audit(vec![finding])).contains("\u{1b}["));
}
