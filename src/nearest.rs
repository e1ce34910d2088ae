//! The word that somebody may have meant.

/// The word that is most like another, if one is.
pub fn nearest<'a>(word: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let (distance, nearest) = words.map(|other| (distance(word, other), other)).min()?;
    (distance <= word.len().max(nearest.len()) / 3 + 1).then_some(nearest)
}

/// How many letters must be put in, taken out, replaced or swapped with the next one to make
/// one word of another.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut rows: Vec<Vec<usize>> = vec![(0..=b.len()).collect()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_keyboard_is_recognised_and_another_word_is_not() {
        let codes = ["digit-grouping", "split-decimal", "placeholder"];
        assert_eq!(nearest("digit-groupng", codes.into_iter()), Some("digit-grouping"));
        assert_eq!(nearest("placeholders", codes.into_iter()), Some("placeholder"));
        assert_eq!(nearest("x", codes.into_iter()), None);
        assert_eq!((distance("", "abc"), distance("levles", "levels")), (3, 1));
    }
}
