//! Compares every pair with all guards and without each one that had a say. Built in the copy that `main.rs`
//! makes, where `variorum::guards` is; run in its folder.
#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "an example"
)]

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::{env, fs, process, thread, time};

use serde_json::Value;
use variorum::alignment::words::links;
use variorum::divergence::kinds::Kind;
use variorum::divergence::{Difference, Effect, classify};
use variorum::span::Span;
use variorum::telling::Telling;
use variorum::{guards, language};

/// Two texts and what is to be found.
struct Pair {
    set: String,
    texts: [String; 2],
    day: Option<jiff::civil::Date>,
    wanted: Wanted,
}

enum Wanted {
    Conflict,
    NoConflict,
    Differ,
    Harmless,
    /// The first difference of a kind has this effect; none where there is no effect.
    Kind(String, Option<String>),
    Nothing,
}

/// What moved: kind, effect and both places of each difference, sorted.
type Found = Vec<(&'static str, Effect, Option<Span>, Option<Span>)>;

#[derive(Default)]
struct Earned {
    reached: usize,
    moved: usize,
    conflicts: usize,
    /// By set: pairs that the guard makes right, and wrong.
    judged: BTreeMap<String, (usize, usize)>,
}

/// Moves after which a guard has surely earned its place and is not switched off any more.
const ENOUGH: usize = 40;

static STEPS: AtomicU64 = AtomicU64::new(0);

fn main() {
    let names: Vec<String> = read("guards.txt").lines().map(str::to_owned).collect();
    let skipped: Vec<usize> =
        read("skipped").lines().filter_map(|it| it.trim().parse().ok()).collect();
    let pairs = pairs();
    watch();
    std::panic::set_hook(Box::new(|_| {}));
    let mut all: Vec<Earned> = names.iter().map(|_| Earned::default()).collect();
    // Deep recursion of a rule without its end is met by the guard of the stack, not of the machine.
    const STACK: usize = 64 << 20;
    let work = move || {
        for pair in &pairs {
            measure(pair, &mut all, &skipped);
        }
        print(&names, &all);
    };
    thread::Builder::new().stack_size(STACK).spawn(work).expect("a thread").join().expect("an end");
}

fn measure(pair: &Pair, all: &mut [Earned], skipped: &[usize]) {
    let [a, b] = &pair.texts;
    let spans = [[Span::new(0, a.len())], [Span::new(0, b.len())]];
    let english = language::of(Some("en"));
    let left = Telling::read(a, &spans[0], english, pair.day);
    let right = Telling::read(b, &spans[1], english, pair.day);
    let words = |telling: &Telling<'_>| 0..telling.tokenized.tokens.len();
    let links = links(&left, words(&left), &right, words(&right));
    let find = || {
        let found = || of(&classify(&left, &right, spans[0][0], spans[1][0], &links));
        catch_unwind(AssertUnwindSafe(found)).ok()
    };
    guards::record(all.len());
    let with = find();
    let seen = guards::seen();
    let Some(with) = with else { return };
    for guard in seen.into_iter().filter(|guard| !skipped.contains(guard)) {
        let earned = &mut all[guard - 1];
        if earned.moved >= ENOUGH {
            continue;
        }
        fs::write("now", guard.to_string()).expect("a file");
        STEPS.fetch_add(1, Ordering::Relaxed);
        guards::switch_off(guard);
        let without = find();
        guards::switch_off(0);
        earned.reached += 1;
        let Some(without) = without.filter(|it| *it != with) else { continue };
        earned.moved += 1;
        let conflicts = |found: &Found| found.iter().filter(|it| it.1 == Effect::Conflict).count();
        earned.conflicts += usize::from(conflicts(&with) != conflicts(&without));
        let (good, bad) = (is_right(&with, pair), is_right(&without, pair));
        if good != bad {
            let judged = earned.judged.entry(pair.set.clone()).or_default();
            judged.0 += usize::from(good);
            judged.1 += usize::from(bad);
        }
    }
}

fn of(differences: &[Difference]) -> Found {
    let place = |it: &Option<variorum::divergence::Located>| it.as_ref().map(|it| it.span);
    let mut found: Found = differences
        .iter()
        .map(|it| (it.kind.name(), it.effect, place(&it.left), place(&it.right)))
        .collect();
    found.sort();
    found
}

fn is_right(found: &Found, pair: &Pair) -> bool {
    let worst = found.iter().map(|it| it.1).max().unwrap_or(Effect::None);
    match &pair.wanted {
        Wanted::Conflict => worst == Effect::Conflict,
        Wanted::NoConflict => worst < Effect::Conflict,
        Wanted::Differ => worst > Effect::Compatible,
        Wanted::Harmless => worst < Effect::Unclear,
        Wanted::Kind(kind, effect) => {
            let first = found.iter().find(|it| it.0 == kind);
            first.map(|it| format!("{:?}", it.1).to_lowercase()) == *effect
        }
        Wanted::Nothing => true,
    }
}

/// Ends the process where a comparison never does.
fn watch() {
    const PATIENCE: time::Duration = time::Duration::from_secs(30);
    thread::spawn(|| {
        let mut last = u64::MAX;
        loop {
            thread::sleep(PATIENCE);
            let now = STEPS.load(Ordering::Relaxed);
            if now == last && now > 0 {
                process::abort();
            }
            last = now;
        }
    });
}

fn print(names: &[String], all: &[Earned]) {
    println!("reached\tmoved\tconflicts\tplace\tfunction\toff\twhat\tby set: right, wrong with it");
    for (name, earned) in names.iter().zip(all) {
        let judged: Vec<String> =
            earned.judged.iter().map(|(set, (good, bad))| format!("{set} {good} {bad}")).collect();
        let Earned { reached, moved, conflicts, .. } = earned;
        println!("{reached}\t{moved}\t{conflicts}\t{name}\t{}", judged.join(", "));
    }
    let idle = all.iter().filter(|it| it.moved == 0).count();
    println!("{idle} of {} guards move nothing", all.len());
}

fn read(file: &str) -> String {
    fs::read_to_string(file).unwrap_or_default()
}

fn pairs() -> Vec<Pair> {
    let mut pairs: Vec<Pair> = read("tests/values.txt").lines().filter_map(value).collect();
    pairs.extend(Kind::ALL.iter().flat_map(|kind| rows(*kind)));
    for file in ["tests/fresh.jsonl".to_owned()].into_iter().chain(env::args().skip(1)) {
        let set = file.rsplit('/').next().unwrap_or_default().to_owned();
        let lines = read(&file);
        pairs.extend(
            lines.lines().filter_map(|line| labelled(&set, &serde_json::from_str(line).ok()?)),
        );
    }
    pairs
}

/// A row of `tests/values.txt` whose texts have no day of their own.
fn value(line: &str) -> Option<Pair> {
    let cells: Vec<&str> = line.split(" | ").map(str::trim).collect();
    let [_, wanted, frame, left, right] = cells[..] else { return None };
    let (first, second) = frame.split_once(" // ").unwrap_or((frame, frame));
    let filled = |frame: &str, words: &str| {
        let parts = if frame.matches("{}").count() > 1 {
            words.split(" // ").collect()
        } else {
            vec![words]
        };
        parts.into_iter().fold(frame.to_owned(), |text, part| text.replacen("{}", part, 1))
    };
    let wanted = match wanted {
        "conflict" => Wanted::Conflict,
        "same" => Wanted::Harmless,
        _ => Wanted::Nothing,
    };
    let texts = [filled(first, left), filled(second, right)];
    Some(Pair { set: "values".to_owned(), texts, day: None, wanted })
}

/// The rows of the page of a kind.
fn rows(kind: Kind) -> Vec<Pair> {
    let page = kind.page();
    let dated = page.lines().find(|line| line.contains("are dated"));
    let day =
        dated.and_then(|line| line.split_whitespace().last()?.trim_end_matches('.').parse().ok());
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let [left, right, raised @ ("yes" | "no"), effect] = cells[..] else { return None };
        let effect = (raised == "yes").then(|| effect.to_owned());
        let texts = [left.to_owned(), right.to_owned()];
        Some(Pair {
            set: "pages".to_owned(),
            texts,
            day,
            wanted: Wanted::Kind(kind.name().to_owned(), effect),
        })
    };
    page.lines().filter_map(row).collect()
}

fn labelled(set: &str, row: &Value) -> Option<Pair> {
    let text = |key: &str| Some(row.get(key)?.as_str()?.to_owned());
    let same = row.get("same").and_then(Value::as_u64);
    let wanted = match (text("expect").or_else(|| text("label")).as_deref(), same) {
        (Some("conflict" | "contradiction"), _) => Wanted::Conflict,
        (Some("differ"), _) => Wanted::Differ,
        (Some("harmless"), _) => Wanted::Harmless,
        (Some(_), _) | (None, Some(1)) => Wanted::NoConflict,
        _ => Wanted::Nothing,
    };
    Some(Pair { set: set.to_owned(), texts: [text("a")?, text("b")?], day: None, wanted })
}
