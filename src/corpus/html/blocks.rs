//! The text of a page, block by block, each with the role of the part it stands in.
//!
//! In: the tree of a page and the roles of its parts. Out: its blocks (paragraphs, headings, list
//! items, cells) in the order of the page, white space collapsed, `<br>` kept as a line end.

use std::collections::HashMap;

use dom_query::{Document, NodeId, NodeRef};

use super::roles::{self, Role};
use super::tree::{Step, walk};

/// A stretch of text between two breaks of the page's layout.
#[derive(Clone, Debug, Default)]
pub struct Block {
    /// Its text, trimmed.
    pub text: String,
    /// The role of the part it stands in.
    pub role: Option<Role>,
    /// 1 to 6 for a heading, else 0.
    pub heading: u8,
    /// The text nodes it is made of, with their lengths.
    pub nodes: Vec<(NodeId, usize)>,
}

/// All blocks of the page.
pub fn blocks(page: &Document, roles: &HashMap<NodeId, Role>) -> Vec<Block> {
    let Some(body) = page.body() else { return Vec::new() };
    let mut reader = Reader { blocks: Vec::new(), block: Block::default(), within: Vec::new() };
    let mut unread: Option<NodeId> = None;
    walk(body, &mut |step| match step {
        Step::Enter(node) if unread.is_none() => {
            if is_unread(&node) {
                unread = Some(node.id);
            } else {
                reader.enter(node, roles);
            }
        }
        Step::Leave(node) if unread == Some(node.id) => unread = None,
        Step::Leave(node) if unread.is_none() => reader.leave(node),
        _ => {}
    });
    reader.flush();
    reader.blocks
}

struct Reader {
    blocks: Vec<Block>,
    block: Block,
    /// Roles of the open parts, innermost last.
    within: Vec<(NodeId, Role)>,
}

impl Reader {
    fn enter(&mut self, node: NodeRef<'_>, roles: &HashMap<NodeId, Role>) {
        if node.is_text() {
            return self.read(&node);
        }
        let Some(name) = node.node_name() else { return };
        let is_block = BLOCK.contains(&name.as_ref());
        if is_block || roles.contains_key(&node.id) {
            self.flush();
        }
        if let Some(role) = roles.get(&node.id) {
            self.within.push((node.id, *role));
        }
        if let Some(level) = heading(&name) {
            self.block.heading = level;
        }
        match name.as_ref() {
            "br" => self.end_line(),
            "a" | "span" | "button" | "label" if self.in_frame() => self.space(),
            _ => {}
        }
    }

    fn leave(&mut self, node: NodeRef<'_>) {
        let is_block = node.node_name().is_some_and(|name| BLOCK.contains(&name.as_ref()));
        let ends_part = self.within.last().is_some_and(|(id, _)| *id == node.id);
        if is_block || ends_part {
            self.flush();
        }
        if ends_part {
            self.within.pop();
        }
    }

    fn read(&mut self, node: &NodeRef<'_>) {
        let text = node.text();
        let before = self.block.text.len();
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
                self.space();
            } else {
                self.block.text.push(c);
            }
        }
        if self.block.text.len() > before {
            self.block.nodes.push((node.id, self.block.text.len() - before));
        }
    }

    /// Links of a menu stand side by side without a blank between them.
    fn in_frame(&self) -> bool {
        matches!(self.within.last(), Some((_, Role::Boilerplate)))
    }

    fn space(&mut self) {
        if !self.block.text.is_empty() && !self.block.text.ends_with([' ', '\n']) {
            self.block.text.push(' ');
        }
    }

    fn end_line(&mut self) {
        let text = &mut self.block.text;
        text.truncate(text.trim_end_matches(' ').len());
        if !text.is_empty() && !text.ends_with("\n\n") {
            text.push('\n');
        }
    }

    fn flush(&mut self) {
        let mut block = std::mem::take(&mut self.block);
        block.text.truncate(block.text.trim_end().len());
        if block.text.trim_start().is_empty() {
            return;
        }
        // A comment inside the frame is a comment; the frame of a comment is the outlet's.
        block.role = self.within.last().map(|(_, role)| *role);
        self.blocks.push(block);
    }
}

fn heading(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// What a line goes through, and what is hidden amid a line: the author does not say it. A hidden block
/// has a role of its own, as pages hide their text until somebody pays.
pub(super) fn is_taken_back(node: &NodeRef<'_>) -> bool {
    const STRUCK: [&str; 3] = ["del", "s", "strike"];
    const INLINE: [&str; 12] =
        ["a", "abbr", "b", "code", "em", "font", "i", "mark", "small", "span", "strong", "u"];
    node.node_name().is_some_and(|name| {
        STRUCK.contains(&name.as_ref())
            || INLINE.contains(&name.as_ref())
                && (roles::is_out_of_sight(node) || roles::is_struck(node))
    })
}

/// Elements whose content is not shown as text, or taken back by a line through it.
fn is_unread(node: &NodeRef<'_>) -> bool {
    node.is_comment()
        || is_taken_back(node)
        || node.node_name().is_some_and(|name| {
            matches!(
                name.as_ref(),
                "script"
                    | "style"
                    | "template"
                    | "noscript"
                    | "svg"
                    | "annotation"
                    | "annotation-xml"
                    | "iframe"
                    | "object"
                    | "canvas"
                    | "audio"
                    | "video"
                    | "input"
                    | "textarea"
                    | "select"
                    | "datalist"
                    | "title"
            )
        })
}

/// Elements that stand on lines of their own.
const BLOCK: [&str; 45] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "tr",
    "ul",
];
