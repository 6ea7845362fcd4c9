//! Rewrites sources so that each guard can be switched off.
//!
//! In: a folder `src`. Out: a line for each guard, whose number is that of the line: place, function, what
//! it becomes when it is off, its text. The sources call `crate::guards`, which is written beside them.

use std::fs;
use std::ops::Range;
use std::path::Path;

use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Arm, BinOp, Block, Expr, ReturnType, Signature};

/// Rewrites `divergence/` below a folder.
pub fn sources(src: &Path) -> Vec<String> {
    let mut guards = Vec::new();
    let mut files: Vec<_> = fs::read_dir(src.join("divergence"))
        .expect("the rules")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .collect();
    files.sort();
    for path in files {
        let text = fs::read_to_string(&path).expect("a source");
        fs::write(&path, source(&path, &text, &mut guards)).expect("a source");
    }
    let lib = fs::read_to_string(src.join("lib.rs")).expect("a source");
    let module = "#[allow(missing_docs)]\npub mod guards;\n\npub mod error;";
    fs::write(src.join("lib.rs"), lib.replacen("pub mod error;", module, 1)).expect("a source");
    fs::write(src.join("guards.rs"), SWITCHES).expect("a source");
    guards
}

/// What the rewritten sources call.
const SWITCHES: &str = r"
use std::cell::{Cell, RefCell};
thread_local! {
    static OFF: Cell<usize> = const { Cell::new(0) };
    static RECORDS: Cell<bool> = const { Cell::new(false) };
    static SEEN: RefCell<Vec<bool>> = const { RefCell::new(Vec::new()) };
}
fn see(guard: usize) {
    if RECORDS.get() {
        SEEN.with_borrow_mut(|seen| seen[guard] = true);
    }
}
pub fn on(guard: usize, neutral: bool, value: bool) -> bool {
    if OFF.get() == guard {
        return neutral;
    }
    if value != neutral {
        see(guard);
    }
    value
}
pub fn is_off(guard: usize) -> bool {
    see(guard);
    OFF.get() == guard
}
pub fn record(guards: usize) {
    SEEN.set(vec![false; guards + 1]);
    RECORDS.set(true);
    OFF.set(0);
}
pub fn seen() -> Vec<usize> {
    RECORDS.set(false);
    SEEN.take().iter().enumerate().filter(|(_, seen)| **seen).map(|(guard, _)| guard).collect()
}
pub fn switch_off(guard: usize) {
    OFF.set(guard);
}
";

fn source(path: &Path, text: &str, guards: &mut Vec<String>) -> String {
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let parsed = syn::parse_file(text).expect("a source of Rust");
    let mut marks = Marks { file, text, put: Vec::new(), guards, function: String::new() };
    marks.visit_file(&parsed);
    let mut put = marks.put;
    // What closes at a place stands before what opens there.
    put.sort_by_key(|(at, closes, _)| (*at, !*closes));
    let mut out = String::new();
    let mut last = 0;
    for (at, _, piece) in &put {
        out += &text[last..*at];
        out += piece;
        last = *at;
    }
    out + &text[last..]
}

struct Marks<'a> {
    file: String,
    text: &'a str,
    /// Place, whether it closes a call, and what is put there.
    put: Vec<(usize, bool, String)>,
    guards: &'a mut Vec<String>,
    function: String,
}

/// Whether an expression binds names, so that no call can stand around it.
fn binds(expr: &Expr) -> bool {
    match expr {
        Expr::Let(_) => true,
        Expr::Binary(it) if is_logic(expr) => binds(&it.left) || binds(&it.right),
        Expr::Paren(it) => binds(&it.expr),
        _ => false,
    }
}

fn is_logic(expr: &Expr) -> bool {
    match expr {
        Expr::Binary(it) => matches!(it.op, BinOp::And(_) | BinOp::Or(_)),
        Expr::Paren(it) => is_logic(&it.expr),
        _ => false,
    }
}

impl Marks<'_> {
    fn number(&mut self, off: &str, range: Range<usize>) -> usize {
        const SHOWN: usize = 100;
        let line = self.text[..range.start].matches('\n').count() + 1;
        let words = self.text[range].split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: String = words.chars().take(SHOWN).collect();
        self.guards.push(format!("{}:{line}\t{}\t{off}\t{shown}", self.file, self.function));
        self.guards.len()
    }

    fn wrap(&mut self, expr: &Expr, neutral: bool) {
        let range = expr.span().byte_range();
        let number = self.number(if neutral { "true" } else { "false" }, range.clone());
        self.put.push((range.start, false, format!("crate::guards::on({number}, {neutral}, ")));
        self.visit_expr(expr);
        self.put.push((range.end, true, ")".to_owned()));
    }

    fn condition(&mut self, expr: &Expr) {
        if binds(expr) { self.visit_expr(expr) } else { self.wrap(expr, false) }
    }

    /// The parts of a chain of "and" (`neutral` is true) or "or".
    fn part(&mut self, expr: &Expr, neutral: bool) {
        match expr {
            Expr::Binary(it) if neutral && matches!(it.op, BinOp::And(_)) => self.parts(it, true),
            Expr::Binary(it) if !neutral && matches!(it.op, BinOp::Or(_)) => self.parts(it, false),
            _ if binds(expr) => self.visit_expr(expr),
            _ => self.wrap(expr, neutral),
        }
    }

    fn parts(&mut self, it: &syn::ExprBinary, neutral: bool) {
        self.part(&it.left, neutral);
        self.part(&it.right, neutral);
    }

    fn body(&mut self, signature: &Signature, block: &Block) {
        if signature.constness.is_some() {
            return;
        }
        let outer = std::mem::replace(&mut self.function, signature.ident.to_string());
        let returned = match &signature.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, kind) => self.text[kind.span().byte_range()].to_owned(),
        };
        let off: &[&str] = match returned.as_str() {
            "" => &["return"],
            "bool" => &["return true", "return false"],
            kind if kind.starts_with("Option<") => &["return None"],
            kind if kind.starts_with("Vec<") => &["return Vec::new()"],
            _ => &[],
        };
        for off in off {
            let number = self.number(off, signature.span().byte_range());
            let at = block.span().byte_range().start + 1;
            self.put.push((
                at,
                false,
                format!(" if crate::guards::is_off({number}) {{ {off}; }} "),
            ));
        }
        visit::visit_block(self, block);
        self.function = outer;
    }
}

impl<'ast> Visit<'ast> for Marks<'_> {
    fn visit_item_fn(&mut self, it: &'ast syn::ItemFn) {
        self.body(&it.sig, &it.block);
    }

    fn visit_impl_item_fn(&mut self, it: &'ast syn::ImplItemFn) {
        self.body(&it.sig, &it.block);
    }

    fn visit_item_mod(&mut self, it: &'ast syn::ItemMod) {
        if it.ident != "tests" {
            visit::visit_item_mod(self, it);
        }
    }

    fn visit_item_const(&mut self, _: &'ast syn::ItemConst) {}

    fn visit_item_static(&mut self, _: &'ast syn::ItemStatic) {}

    /// The condition of a loop is left alone: without it the loop never ends.
    fn visit_expr_while(&mut self, it: &'ast syn::ExprWhile) {
        self.visit_block(&it.body);
    }

    fn visit_expr_if(&mut self, it: &'ast syn::ExprIf) {
        self.condition(&it.cond);
        self.visit_block(&it.then_branch);
        if let Some((_, other)) = &it.else_branch {
            self.visit_expr(other);
        }
    }

    fn visit_arm(&mut self, it: &'ast Arm) {
        if let Some((_, guard)) = &it.guard {
            self.condition(guard);
        }
        self.visit_expr(&it.body);
    }

    fn visit_expr_binary(&mut self, it: &'ast syn::ExprBinary) {
        match it.op {
            BinOp::And(_) => self.parts(it, true),
            BinOp::Or(_) => self.parts(it, false),
            _ => visit::visit_expr_binary(self, it),
        }
    }

    fn visit_expr_method_call(&mut self, it: &'ast syn::ExprMethodCall) {
        self.visit_expr(&it.receiver);
        let keeps = ["filter", "retain"].contains(&it.method.to_string().as_str());
        for argument in &it.args {
            match argument {
                Expr::Closure(closure) if keeps && is_plain(&closure.body) => {
                    self.wrap(&closure.body, true);
                }
                _ => self.visit_expr(argument),
            }
        }
    }
}

fn is_plain(expr: &Expr) -> bool {
    !is_logic(expr) && !matches!(expr, Expr::Block(_) | Expr::Match(_) | Expr::If(_))
}
