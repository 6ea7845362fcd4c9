//! Patterns of paths, as in a shell.
//!
//! A folder may state something for thousands of patterns, and each of thousands of files would be
//! held against each of them. So a path is first searched for what the patterns have beside their
//! stars, all at once, and held only against those that are left.

use std::collections::BTreeMap;

use aho_corasick::AhoCorasick;

/// Whether a path is a pattern.
pub fn is_one(path: &str) -> bool {
    path.contains(['*', '?'])
}

/// Whether a path fits a pattern with `*` (within a folder), `**` (across folders) or `?`.
pub fn path_fits(pattern: &str, path: &str) -> bool {
    Pattern(pattern.to_owned()).fits(path)
}

/// Several patterns, in a given order.
#[derive(Default)]
pub struct Patterns {
    all: Vec<Pattern>,
    /// Finds the literals.
    finder: Option<AhoCorasick>,
    /// By literal: the patterns that have it.
    having: Vec<Vec<usize>>,
    /// Patterns without any.
    bare: Vec<usize>,
}

impl std::fmt::Debug for Patterns {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.all.fmt(f)
    }
}

impl Patterns {
    /// Prepares patterns.
    pub fn new(patterns: Vec<String>) -> Self {
        let all: Vec<Pattern> = patterns.into_iter().map(Pattern).collect();
        let mut literals: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, pattern) in all.iter().enumerate() {
            literals.entry(pattern.literal()).or_default().push(at);
        }
        let bare = literals.remove("").unwrap_or_default();
        let finder = AhoCorasick::new(literals.keys()).ok();
        let having: Vec<Vec<usize>> = literals.into_values().collect();
        // Too many literals for a finder are a matter of gigabytes; then each is tried.
        let bare = if finder.is_some() { bare } else { (0..all.len()).collect() };
        Self { all, finder, having, bare }
    }

    /// Those that a path fits, by their place in the order.
    pub fn fitting(&self, path: &str) -> Vec<usize> {
        let mut likely = self.bare.clone();
        if let Some(finder) = &self.finder {
            let found = finder.find_overlapping_iter(path);
            likely.extend(found.flat_map(|found| &self.having[found.pattern().as_usize()]));
        }
        likely.sort_unstable();
        likely.dedup();
        likely.retain(|&at| self.all[at].fits(path));
        likely
    }
}

/// A path with `*` (within a folder), `**` (across folders) or `?` (one character).
#[derive(Debug)]
struct Pattern(String);

impl Pattern {
    /// The longest run of characters that every path has which fits.
    fn literal(&self) -> &str {
        let mut longest = "";
        let mut start = 0;
        let mut deep = false;
        for (at, c) in self.0.char_indices().chain([(self.0.len(), '*')]) {
            if !matches!(c, '*' | '?') {
                continue;
            }
            let run = &self.0[start..at];
            let next_to_star = c == '*' && run.is_empty() && start > 0;
            // `**/` also stands for no folder at all.
            let run = if deep { run.strip_prefix('/').unwrap_or(run) } else { run };
            if run.len() > longest.len() {
                longest = run;
            }
            (deep, start) = (next_to_star, at + 1);
        }
        longest
    }

    /// On a mismatch the last star takes one character more, and where it may not, the last
    /// double star does: the steps are bounded by the product of the lengths.
    fn fits(&self, path: &str) -> bool {
        let pattern: Vec<char> = self.0.chars().collect();
        let path: Vec<char> = path.chars().collect();
        let (mut p, mut t) = (0, 0);
        let mut star: Option<(usize, usize)> = None;
        let mut deep: Option<(usize, usize)> = None;
        while t < path.len() {
            match pattern.get(p) {
                Some('*') if pattern.get(p + 1) == Some(&'*') => {
                    p += 2;
                    // `**/` also stands for no folder at all.
                    p += usize::from(pattern.get(p) == Some(&'/'));
                    (star, deep) = (None, Some((p, t)));
                }
                Some('*') => {
                    p += 1;
                    star = Some((p, t));
                }
                Some(c) if *c == path[t] || (*c == '?' && path[t] != '/') => {
                    p += 1;
                    t += 1;
                }
                _ => {
                    let shallow = star.filter(|(_, taken)| path[*taken] != '/');
                    let Some((after, taken)) = shallow.or(deep) else { return false };
                    let next = Some((after, taken + 1));
                    (star, deep) = if shallow.is_some() { (next, deep) } else { (None, next) };
                    (p, t) = (after, taken + 1);
                }
            }
        }
        pattern[p..].iter().all(|c| *c == '*')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_fit_as_in_a_shell() {
        let fits = |pattern: &str, path: &str| Pattern(pattern.to_owned()).fits(path);
        assert!(fits("*.txt", "a.txt") && !fits("*.txt", "b/a.txt"));
        assert!(fits("**/*.txt", "a.txt") && fits("**/*.txt", "b/c/a.txt"));
        assert!(fits("gull/**", "gull/a/b.txt") && !fits("gull/**", "tern/a.txt"));
        assert!(fits("a?.txt", "a1.txt") && !fits("a?.txt", "a.txt"));
        assert!(fits("*b*b", "abbbb") && !fits("*b*c", "abbbb"));
        assert!(!fits(&"*a".repeat(30), &"a".repeat(29)));
    }

    #[test]
    fn a_pattern_is_found_by_what_it_has_beside_its_stars() {
        let literal = |pattern: &str| Pattern(pattern.to_owned()).literal().to_owned();
        assert_eq!(literal("gull/**"), "gull/");
        assert_eq!(literal("**/*.txt"), ".txt");
        assert_eq!(literal("a/**/boats"), "boats");
        assert_eq!(literal("**/b"), "b");
        assert_eq!(literal("*?**"), "");
    }

    proptest::proptest! {
        #[test]
        fn the_search_finds_what_a_trial_of_each_finds(
            patterns in proptest::collection::vec("[ab/*?]{0,7}", 0..12),
            path in "[ab/]{0,8}",
        ) {
            let each: Vec<usize> =
                (0..patterns.len()).filter(|at| path_fits(&patterns[*at], &path)).collect();
            proptest::prop_assert_eq!(Patterns::new(patterns).fitting(&path), each);
        }
    }
}
