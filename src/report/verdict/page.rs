//! What the page of a rule says in a line and in a paragraph.

use crate::policy::Rule;

/// The head of a page.
pub(super) struct Page {
    /// Behind the name in the first line.
    pub(super) title: &'static str,
    /// The first paragraph.
    pub(super) idea: &'static str,
}

impl Page {
    /// The head of a rule's page.
    pub(super) fn of(rule: Rule) -> Self {
        let mut parts = rule.page().split("\n\n");
        let head = parts.next().unwrap_or("");
        let title = head.split_once(": ").map_or(head, |(_, title)| title);
        Self { title: title.trim(), idea: parts.next().unwrap_or(title).trim() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_a_title_and_an_idea() {
        for rule in Rule::all() {
            let page = Page::of(rule);
            assert!(page.title.len() > 8 && !page.title.contains('\n'), "{}", rule.name());
            assert!(page.idea.len() > 20 && page.idea.ends_with('.'), "{}", rule.name());
        }
    }
}
