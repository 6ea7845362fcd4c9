//! Walking a page's tree without recursion, whatever its depth.

use dom_query::NodeRef;

/// A step of a walk.
pub enum Step<'a> {
    /// A node comes, its children next.
    Enter(NodeRef<'a>),
    /// All its children were visited.
    Leave(NodeRef<'a>),
}

/// Visits `root` and all below it, in the order of the page.
pub fn walk<'a>(root: NodeRef<'a>, visit: &mut impl FnMut(Step<'a>)) {
    let mut open = Vec::new();
    let mut next = Some(root);
    loop {
        while let Some(node) = next {
            visit(Step::Enter(node));
            open.push(node);
            next = node.first_child();
        }
        let Some(node) = open.pop() else { return };
        visit(Step::Leave(node));
        // The root's own siblings are not below it.
        next = if open.is_empty() { None } else { node.next_sibling() };
    }
}
