//! What a change does to a file, as `git diff` would show it.
//!
//! Invariant: an edit changes lines in place or adds them at the end, so line n stays line n; the
//! text is a patch that `git apply` takes.

use std::fmt::Write;

const AROUND: usize = 3;

/// The diff of one file; `old` is `None` where it is new.
pub fn diff(name: &str, old: Option<&[u8]>, new: &[u8]) -> String {
    let (before, after) = (lines(old.unwrap_or_default()), lines(new));
    let changed: Vec<usize> =
        (0..after.len().max(before.len())).filter(|n| before.get(*n) != after.get(*n)).collect();
    if changed.is_empty() {
        return String::new();
    }
    let from = if old.is_some() { format!("a/{name}") } else { "/dev/null".to_string() };
    let mode = if old.is_some() { "" } else { "new file mode 100644\n" };
    let mut text = format!("diff --git a/{name} b/{name}\n{mode}--- {from}\n+++ b/{name}\n");
    let mut at = 0;
    while at < changed.len() {
        let mut end = at;
        while end + 1 < changed.len() && changed[end + 1] - changed[end] <= 2 * AROUND + 1 {
            end += 1;
        }
        hunk(&before, &after, changed[at]..changed[end] + 1, &mut text);
        at = end + 1;
    }
    text
}

fn hunk(before: &[&[u8]], after: &[&[u8]], changed: std::ops::Range<usize>, text: &mut String) {
    let start = changed.start.saturating_sub(AROUND);
    let end = changed.end + AROUND;
    let (old, new) = (end.min(before.len()), end.min(after.len()));
    let span = |end: usize| {
        let count = end.saturating_sub(start);
        format!("{},{count}", if count == 0 { start } else { start + 1 })
    };
    let _ = writeln!(text, "@@ -{} +{} @@", span(old), span(new));
    let mut n = start;
    while n < old.max(new) {
        if before.get(n) == after.get(n) {
            put(' ', before[n], text);
            n += 1;
            continue;
        }
        let mut last = n;
        while last < old.max(new) && before.get(last) != after.get(last) {
            last += 1;
        }
        before[n.min(old)..last.min(old)].iter().for_each(|line| put('-', line, text));
        after[n.min(new)..last.min(new)].iter().for_each(|line| put('+', line, text));
        n = last;
    }
}

fn put(sign: char, line: &[u8], text: &mut String) {
    text.push(sign);
    text.push_str(&String::from_utf8_lossy(line));
    if !line.ends_with(b"\n") {
        text.push_str("\n\\ No newline at end of file\n");
    }
}

/// Lines with their ends.
fn lines(bytes: &[u8]) -> Vec<&[u8]> {
    bytes.split_inclusive(|b| *b == b'\n').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_appended_line_is_one_hunk() {
        let text = diff("e.csv", Some(b"a\nb\n"), b"a\nb\nc\n");
        assert!(
            text.ends_with("--- a/e.csv\n+++ b/e.csv\n@@ -1,2 +1,3 @@\n a\n b\n+c\n"),
            "{text}"
        );
    }

    #[test]
    fn a_supplied_line_end_is_shown() {
        let text = diff("e.csv", Some(b"a"), b"a\nb\n");
        assert!(
            text.ends_with("@@ -1,1 +1,2 @@\n-a\n\\ No newline at end of file\n+a\n+b\n"),
            "{text}"
        );
    }
}
