//! Two books in one line each: twice the text takes about twice the work, and what is a copy is
//! still found to be one.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use std::path::Path;

use serde_json::Value;

/// Numbers that are the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, n: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % n
    }
}

/// A word of a made-up language; small numbers come far more often than great ones.
fn word(draw: &mut Draw) -> String {
    const FUNCTION: [&str; 8] = ["the", "of", "and", "to", "in", "was", "that", "for"];
    const SYLLABLES: [&str; 12] =
        ["ka", "ru", "mo", "ten", "is", "dri", "ven", "sha", "lo", "qui", "zan", "wel"];
    if draw.below(5) < 2 {
        return FUNCTION[draw.below(FUNCTION.len())].to_owned();
    }
    let most = 1 + draw.below(4000);
    let mut number = draw.below(most) + 12;
    let mut word = String::new();
    while number > 0 {
        word.push_str(SYLLABLES[number % SYLLABLES.len()]);
        number /= SYLLABLES.len();
    }
    word
}

/// How the words of a text are dressed.
type Dress = fn(usize, String) -> String;

fn prose(n: usize, word: String) -> String {
    match n % 17 {
        0 => word[..1].to_uppercase() + &word[1..],
        9 => word + ",",
        16 => word + ".",
        _ => word,
    }
}

fn bare(_: usize, word: String) -> String {
    word
}

fn capitals(n: usize, word: String) -> String {
    let word = word[..1].to_uppercase() + &word[1..];
    if n % 23 == 22 { word + "." } else { word }
}

fn numbers(n: usize, _: String) -> String {
    let number = (n * 7919 % 100_003).to_string();
    if n % 29 == 28 { number + "." } else { number }
}

fn quoted(n: usize, word: String) -> String {
    match n % 11 {
        0 => format!("“{word}"),
        6 => format!("{word},” said Torvald."),
        _ => prose(n, word),
    }
}

/// A text of about so many words in one line, and the same with a word in five hundred changed.
fn twins(words: usize, dress: Dress) -> [String; 2] {
    let mut draw = Draw(7);
    let one: Vec<String> = (0..words).map(|n| dress(n, word(&mut draw))).collect();
    let mut draw = Draw(11);
    let other: Vec<String> = one
        .iter()
        .flat_map(|own| match draw.below(1500) {
            0 => vec![],
            1 => vec![word(&mut draw)],
            2 => vec![own.clone(), word(&mut draw)],
            _ => vec![own.clone()],
        })
        .collect();
    [one.join(" "), other.join(" ")]
}

fn written(folder: &Path, texts: &[String; 2]) {
    for (name, text) in ["a.txt", "b.txt"].iter().zip(texts) {
        std::fs::write(folder.join(name), text).unwrap();
    }
}

fn report(folder: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(folder.join("reports/report.json")).unwrap()).unwrap()
}

/// Seconds of processor time that a report of two texts takes: unlike the time on the clock, it
/// does not depend on what else the machine does.
#[cfg(unix)]
fn seconds(texts: &[String; 2]) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), texts);
    let command = "\"$0\" report a.txt b.txt --quiet --threads 1 --format json && times";
    let out = std::process::Command::new("sh")
        .args(["-c", command, env!("CARGO_BIN_EXE_variorum")])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let said = String::from_utf8(out.stdout).unwrap();
    let children = said.lines().next_back().unwrap();
    let user = children.split_whitespace().next().unwrap().trim_end_matches('s');
    let (minutes, seconds) = user.split_once('m').unwrap();
    60.0 * minutes.parse::<f64>().unwrap() + seconds.replace(',', ".").parse::<f64>().unwrap()
}

#[cfg(unix)]
#[test]
fn twice_the_text_is_not_four_times_the_work() {
    // Below some thousand words all is compared with all, and that is a square by design.
    let dresses: [(&str, Dress, usize); 5] = [
        ("prose", prose, 64_000),
        ("no marks at all", bare, 64_000),
        ("capitals", capitals, 32_000),
        ("numbers", numbers, 32_000),
        ("quotations", quoted, 32_000),
    ];
    let mut wrong = Vec::new();
    for (name, dress, words) in dresses {
        let (small, large) = (seconds(&twins(words, dress)), seconds(&twins(2 * words, dress)));
        println!("{name}: {words} words {small:.2} s, twice as many {large:.2} s");
        if large > 3.2 * small.max(0.05) {
            wrong.push(format!("{name}: {small:.2} s became {large:.2} s"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_long_line_beside_its_copy_is_a_duplicate() {
    let [one, other] = twins(30_000, prose);
    for (texts, relation) in [([one.clone(), one.clone()], "verbatim"), ([one, other], "edited")] {
        let folder = tempfile::tempdir().unwrap();
        written(folder.path(), &texts);
        let out = std::process::Command::new(env!("CARGO_BIN_EXE_variorum"))
            .args(["report", "a.txt", "b.txt", "--quiet", "--format", "json"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        let report = report(folder.path());
        let pairs = report["document_pairs"].as_array().unwrap();
        assert_eq!(pairs.len(), 1);
        assert_eq!(pairs[0]["relation"], "duplicate", "{relation}: {}", pairs[0]);
        let alignments = report["alignments"].as_array().unwrap();
        let bytes = |it: &Value| {
            it["left"]["end"].as_u64().unwrap() - it["left"]["start"].as_u64().unwrap()
        };
        let covered: u64 =
            alignments.iter().filter(|it| it["relation"] == relation).map(bytes).sum();
        assert!(covered as usize * 10 >= texts[0].len() * 9, "{relation}: {covered} bytes");
    }
}
