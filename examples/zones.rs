//! Prints the zones of documents, for reading by eye: `cargo run --example zones -- PATH...`

use variorum::corpus::{Corpus, Input, Options};

#[expect(clippy::print_stdout, reason = "an example shows what it finds")]
fn main() -> variorum::error::Result<()> {
    let inputs: Vec<Input> =
        std::env::args_os().skip(1).map(|argument| Input::from_argument(&argument)).collect();
    let corpus = Corpus::read(&inputs, &Options::default())?;
    for document in &corpus.documents {
        println!("== {}", document.id);
        println!("   source {:?}, date {:?}", document.source, document.date);
        println!("   language {:?}, title {:?}", document.language, document.title);
        for zone in &document.zones {
            println!("   {:?} {}..{}", zone.kind, zone.span.start, zone.span.end);
            for paragraph in document.stretches(&[zone.kind]) {
                if zone.span.contains(paragraph) {
                    println!("      {}", shortened(paragraph.text(&document.text)));
                }
            }
        }
    }
    for skipped in &corpus.skipped {
        println!("-- {}: {}", skipped.path, skipped.reason);
    }
    Ok(())
}

/// Start and end of a paragraph.
fn shortened(text: &str) -> String {
    let all: Vec<char> = text.chars().map(|c| if c == '\n' { '⏎' } else { c }).collect();
    if all.len() <= 110 {
        return all.into_iter().collect();
    }
    let start: String = all[..70].iter().collect();
    let end: String = all[all.len() - 35..].iter().collect();
    format!("{start} … {end}")
}
