//! Raised figures: "10<sup>6</sup>" is 10⁶ and not 106.

/// What raised text is in plain text: `None` for the mark of a note, which is no text.
pub(super) fn raised(text: &str) -> Option<String> {
    if ["st", "nd", "rd", "th"].contains(&text) {
        return Some(text.to_owned());
    }
    text.chars().map(superscript).collect()
}

fn superscript(c: char) -> Option<char> {
    let raised = match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32(u32::from('⁴') + (u32::from(c) - u32::from('4')))?,
        '-' | '−' | '–' => '⁻',
        '+' => '⁺',
        _ => return None,
    };
    Some(raised)
}
