//! Prints documents that have nothing to do with one another, but for planted passages, as JSON Lines:
//! `cargo run --example strangers -- 300 > strangers.jsonl`. `.ci/work` counts what a report of them takes.

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::io::Write;

fn main() -> std::io::Result<()> {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(300);
    std::io::stdout().write_all(corpus::lines(count).as_bytes())
}
