#![allow(clippy::all, missing_docs)]
use std::io::Write;
use variorum::{
    analysis,
    corpus::{self, Corpus, Input},
    report::{self, Format},
};
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let inputs: Vec<Input> = args[2..].iter().map(|p| Input::Path(p.into())).collect();
    let corpus = Corpus::read(&inputs, &corpus::Options::default()).unwrap();
    let t = std::time::Instant::now();
    let a = analysis::analyze(&corpus, &analysis::Options::default(), &analysis::Silent);
    eprintln!(
        "analyze {:?} statements {} divergences {}",
        t.elapsed(),
        a.statements.len(),
        a.divergences.len()
    );
    for f in Format::ALL {
        let t = std::time::Instant::now();
        let mut out = std::io::BufWriter::new(
            std::fs::File::create(format!("{}-{}", args[1], f.file_name())).unwrap(),
        );
        report::write(*f, &corpus, &a, &report::Options::default(), &mut out).unwrap();
        out.flush().unwrap();
        eprintln!("{} {:?}", f.file_name(), t.elapsed());
    }
    println!("{}", report::terminal::summary(&corpus, &a, &report::Options::default(), 80, &[]));
    println!("{}", report::terminal::side_by_side(&corpus, &a, &report::Options::default(), 100));
}
