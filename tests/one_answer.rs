//! One answer: a pair says the same whichever text is named first, wherever it is asked, and
//! whatever else is read with it.

#![expect(clippy::disallowed_methods, reason = "a test reads files and settings of its own")]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use rayon::prelude::*;
use variorum::analysis::{
    Analysis, Comparison, Holdings, Options, Silent, Verdict, analyze, analyze_against,
    analyze_pair, compare,
};
use variorum::corpus::{Corpus, Document, Input, Zone, ZoneKind};
use variorum::divergence::{Divergence, Effect, Kind};
use variorum::span::Span;

/// Pairs that are tried where `VARIORUM_CASES` says nothing.
const CASES: u32 = 1_000;

/// Parts in which they are tried side by side, each with numbers of its own.
const PARTS: u32 = 8;

fn document(id: &str, text: &str) -> Document {
    Document {
        id: id.to_owned(),
        path: id.to_owned(),
        text: text.to_owned(),
        zones: vec![Zone { kind: ZoneKind::Body, span: Span::new(0, text.len()) }],
        ..Document::default()
    }
}

fn seeds() -> Corpus {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds");
    Corpus::read(&[Input::Path(folder)], &variorum::corpus::Options::default())
        .expect("the seeds are read")
}

// One answer from either side.

/// What an answer says, from the left: verdict, score, everything that has places, and the reasons.
fn told(found: &Comparison, turned: bool) -> String {
    let sides = |a: String, b: String| if turned { format!("{b} {a}") } else { format!("{a} {b}") };
    let mut lines: Vec<String> = Vec::new();
    for (name, all) in [("passage", &found.passages), ("segment", &found.segments)] {
        let said = all.iter().map(|it| {
            let places = sides(format!("{:?}", it.left), format!("{:?}", it.right));
            format!("{name} {places} {}", it.score)
        });
        lines.extend(said);
    }
    let words = found.words.iter();
    lines.extend(words.map(|(i, j)| format!("words {}", sides(i.to_string(), j.to_string()))));
    lines.extend(found.divergences.iter().map(|it| {
        let kind = match (it.kind, turned) {
            (Kind::Omission, true) => Kind::Addition,
            (Kind::Addition, true) => Kind::Omission,
            (kind, _) => kind,
        };
        let places = sides(format!("{:?}", it.left), format!("{:?}", it.right));
        let (effect, sure, elsewhere) = (it.effect, it.confidence, it.elsewhere);
        format!("{} {effect:?} {places} {sure} {elsewhere:?}", kind.name())
    }));
    lines.sort();
    format!("{:?} {} {}\n{}", found.verdict, found.score, found.found, lines.join("\n"))
}

fn mirrored(a: &str, b: &str) -> Result<(), String> {
    let (forth, back) = (compare(a, b, &Options::default()), compare(b, a, &Options::default()));
    let (x, y) = (told(&forth, false), told(&back, true));
    if x != y {
        return Err(format!("{a}\n{b}\nforth {x}\nback {y}"));
    }
    // What quotes both sides reads in the order of the caller.
    for it in forth.divergences.iter().filter(|it| it.kind == Kind::Spelling) {
        let (Some(left), Some(right)) = (&it.left, &it.right) else { continue };
        let said = (left.span.text(a), right.span.text(b));
        let at = |words: &str| it.explanation.find(&format!("“{words}”"));
        if said.0 != said.1 && at(said.0) > at(said.1) {
            return Err(format!("the left words come first: {}", it.explanation));
        }
    }
    Ok(())
}

/// The sentences of the seeds.
fn sentences() -> Vec<String> {
    let documents = seeds().documents;
    let lines = documents.iter().flat_map(|it| it.text.lines());
    let sentences = lines.flat_map(|line| line.split_inclusive(". "));
    let sentences = sentences.map(str::trim).filter(|it| it.split(' ').count() > 3);
    sentences.map(str::to_owned).collect()
}

/// A change of a text of words, at a place drawn by chance.
#[derive(Clone, Debug)]
enum Edit {
    Drop(usize),
    Twice(usize),
    Swap(usize, usize),
    Put(usize, &'static str),
    Instead(usize, &'static str),
    Halves(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    const WORDS: [&str; 12] = [
        "not",
        "12",
        "21",
        "Tuesday",
        "Orr",
        "said",
        "must",
        "may",
        "all",
        "if",
        "January 22",
        "only",
    ];
    let word = || (0..WORDS.len()).prop_map(|n| WORDS[n]);
    let at = || 0_usize..400;
    prop_oneof![
        at().prop_map(Edit::Drop),
        at().prop_map(Edit::Twice),
        (at(), at()).prop_map(|(x, y)| Edit::Swap(x, y)),
        (at(), word()).prop_map(|(x, word)| Edit::Put(x, word)),
        (at(), word()).prop_map(|(x, word)| Edit::Instead(x, word)),
        at().prop_map(Edit::Halves),
    ]
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut words: Vec<&str> = text.split(' ').collect();
    for edit in edits {
        let n = words.len();
        if n < 2 {
            break;
        }
        match *edit {
            Edit::Drop(at) => drop(words.remove(at % n)),
            Edit::Twice(at) => words.insert(at % n, words[at % n]),
            Edit::Swap(x, y) => words.swap(x % n, y % n),
            Edit::Put(at, word) => words.insert(at % n, word),
            Edit::Instead(at, word) => words[at % n] = word,
            Edit::Halves(at) => words.rotate_left(at % n),
        }
    }
    words.join(" ")
}

fn cases() -> u32 {
    std::env::var("VARIORUM_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(CASES)
}

#[test]
fn a_pair_says_the_same_from_either_side() {
    let all = sentences();
    assert!(all.len() > 100, "the seeds have sentences");
    let count = all.len();
    let texts = (
        proptest::collection::vec(0..count, 1..5),
        proptest::collection::vec(0..count, 0..3),
        proptest::collection::vec(edit(), 0..7),
        0_usize..12,
    );
    (0..PARTS).into_par_iter().for_each(|part| {
        let config = Config { cases: cases().div_ceil(PARTS), ..Config::default() };
        let seed = [u8::try_from(part).unwrap_or(0); 32];
        let random = TestRng::from_seed(RngAlgorithm::ChaCha, &seed);
        let outcome = TestRunner::new_with_rng(config, random).run(&texts, |drawn| {
            let (own, other, edits, far) = drawn;
            let text = |numbers: &[usize]| {
                numbers.iter().map(|n| all[*n].as_str()).collect::<Vec<_>>().join(" ")
            };
            let a = text(&own);
            // Most are retold with edits, and some have to do with each other only by chance.
            let told = if far == 0 { text(&other) } else { format!("{a} {}", text(&other)) };
            let b = edited(told.trim(), &edits);
            mirrored(&a, &b).map_err(TestCaseError::fail)
        });
        if let Err(error) = outcome {
            panic!("{error}");
        }
    });
}

#[test]
fn long_texts_say_the_same_from_either_side() {
    let documents = seeds().documents;
    for pair in documents.windows(2) {
        mirrored(&pair[0].text, &pair[1].text).unwrap_or_else(|why| panic!("{why}"));
    }
}

#[test]
fn shared_news_pairs_say_the_same_from_either_side() {
    let Some(shared) = std::env::var_os("VARIORUM_SHARED").map(PathBuf::from) else {
        println!("SKIPPED: VARIORUM_SHARED is not set, so no news pairs are tried");
        return;
    };
    let pairs = std::fs::read_to_string(shared.join("eval/newspairs/mrpc.jsonl"));
    let pairs = pairs.expect("VARIORUM_SHARED names a folder with the pairs");
    let lines: Vec<&str> = pairs.lines().take(cases() as usize).collect();
    lines.par_iter().for_each(|line| {
        let pair: serde_json::Value = serde_json::from_str(line).expect("a pair");
        let text = |side: &str| pair[side].as_str().expect("a text").to_owned();
        mirrored(&text("a"), &text("b")).unwrap_or_else(|why| panic!("{why}"));
    });
}

#[test]
fn an_explanation_reads_in_the_order_of_the_arguments() {
    let (a, b) = (
        "The clerk counted 112 boxes of letters on Monday.",
        "The clerk counted 121 boxes of letters on Monday.",
    );
    let why =
        |a: &str, b: &str| compare(a, b, &Options::default()).divergences[0].explanation.clone();
    assert!(why(a, b).contains("“112” against “121”"), "{}", why(a, b));
    assert!(why(b, a).contains("“121” against “112”"), "{}", why(b, a));
}

// One answer wherever it is asked.

const TOLD: &str = "The night ferry Ada Brandt ran aground off Tollmere on Tuesday with 212 passengers \
    on board. The harbour master said that the channel had not been dredged since 2027, and ordered \
    divers to look at the hull.";

/// Pairs of every sort: a sentence, a cut quotation, a retelling, copies, strangers, long texts.
fn table() -> Vec<(String, String)> {
    let pairs = [
        ("The clerk counted 112 boxes of letters.", "The clerk counted 121 boxes of letters."),
        ("She is in Oslo.", "She is in Lima."),
        ("Ministers met in Halvern.", "A violin was sold for nine crowns."),
        (TOLD, "The harbour master said that the channel had been dredged since 2027."),
        (TOLD, TOLD),
        (
            TOLD,
            "With 221 people aboard, the ferry Ada Brandt got stuck near Tollmere on Tuesday. Divers \
             must look at the hull, the harbour master ordered; the channel had not been dredged \
             since 2027. Nobody was hurt.",
        ),
    ];
    let mut table: Vec<(String, String)> =
        pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
    let documents = seeds().documents;
    let plain = |it: &&Document| it.path.ends_with(".txt");
    let texts: Vec<String> = documents.iter().filter(plain).map(|it| it.text.clone()).collect();
    table.extend(texts.windows(2).map(|pair| (pair[0].clone(), pair[1].clone())));
    table
}

/// Kind, effect and places of every divergence, sorted.
fn kinds(divergences: &[Divergence]) -> Vec<String> {
    let mut kinds: Vec<String> = divergences
        .iter()
        .map(|it| format!("{} {:?} {:?} {:?}", it.kind.name(), it.effect, it.left, it.right))
        .collect();
    kinds.sort();
    kinds
}

fn verdict(analysis: &Analysis) -> Verdict {
    let gravest = analysis.divergences.iter().map(|it| it.effect).max();
    match analysis.alignments.is_empty() {
        true => Verdict::Unrelated,
        false => gravest.unwrap_or(Effect::None).into(),
    }
}

#[test]
fn a_pair_says_the_same_in_a_report_in_a_check_and_alone() {
    let options = Options::default();
    let mut related = 0;
    for (a, b) in table() {
        // The zones of a document cut it as the bare text is cut.
        let corpus =
            Corpus { documents: vec![document("a", &a), document("b", &b)], ..Corpus::default() };
        let alone = compare(&a, &b, &options);
        let pair = analyze_pair(&corpus, &options, &Silent);
        if alone.verdict != Verdict::Unrelated {
            assert_eq!(
                kinds(&pair.divergences),
                kinds(&alone.divergences),
                "compare on files: {a}\n{b}"
            );
        }
        assert_eq!(verdict(&pair), alone.verdict, "compare on files: {a}\n{b}");
        let report = analyze(&corpus, &options, &Silent);
        assert_eq!(!report.alignments.is_empty(), alone.found, "{a}\n{b}");
        if !alone.found {
            continue;
        }
        related += 1;
        assert_eq!(kinds(&report.divergences), kinds(&alone.divergences), "report: {a}\n{b}");
        assert_eq!(verdict(&report), alone.verdict, "report: {a}\n{b}");
        let only =
            |n: usize| Corpus { documents: vec![corpus.documents[n].clone()], ..Corpus::default() };
        let old = Holdings::build(&only(0), 1, &options, &Silent);
        let check = analyze_against((only(1), Vec::new()), &old, &options, &Silent).analysis;
        assert_eq!(kinds(&check.divergences), kinds(&alone.divergences), "check: {a}\n{b}");
    }
    assert!(related > 8, "{related} pairs have something in common");
}

#[test]
fn what_is_compared_though_no_search_finds_it_says_so() {
    let found = compare("She is in Oslo.", "She is in Lima.", &Options::default());
    assert!(!found.found);
    assert_eq!(found.verdict, Verdict::Contradiction);
    assert!(found.reasons.iter().any(|why| why.contains("compared all the same")), "{found:?}");
}

// One answer whatever else is read.

/// Documents in words of their own, each in another mix of a small stock.
fn strangers(count: usize) -> Vec<Document> {
    const NOUNS: [&str; 12] = [
        "kettle",
        "violin",
        "orchard",
        "dentist",
        "sundial",
        "quarry",
        "goalkeeper",
        "library",
        "president",
        "treaty",
        "minister",
        "harbour",
    ];
    const VERBS: [&str; 8] =
        ["bought", "painted", "counted", "praised", "sold", "visited", "discussed", "announced"];
    (0..count)
        .map(|n| {
            let noun = |step: usize| NOUNS[(n * step + n / 5) % NOUNS.len()];
            let verb = |step: usize| VERBS[(n * step + n / 3) % VERBS.len()];
            let mut text = String::new();
            for m in 0..3 {
                let _ = write!(
                    text,
                    "The {} of village {} {} {} old {}s in spring, and Olga Moe{} {} the {}. ",
                    noun(m + 1),
                    n * 7 + m,
                    verb(m + 1),
                    n % 90 + 2,
                    noun(m + 3),
                    n % 9,
                    verb(m + 2),
                    noun(m + 5),
                );
            }
            document(&format!("zz/{n:05}.txt"), text.trim())
        })
        .collect()
}

/// The ids of what lies between documents that are no strangers.
fn ids(corpus: &Corpus, analysis: &Analysis) -> Vec<String> {
    let own = |document: usize| !corpus.documents[document].id.starts_with("zz/");
    let mut ids = Vec::new();
    let kept =
        |it: &variorum::alignment::Alignment| own(it.left.document) && own(it.right.document);
    let alignments = &analysis.alignments;
    ids.extend(alignments.iter().filter(|it| kept(it)).map(|it| format!("alignment {}", it.id)));
    let divergences = analysis.divergences.iter().filter(|it| kept(&alignments[it.alignment]));
    ids.extend(divergences.map(|it| format!("divergence {}", it.id)));
    let told = analysis.statements.iter();
    let told = told.filter(|it| it.witnesses.iter().all(|it| own(it.document)));
    ids.extend(told.map(|it| format!("statement {}", it.id)));
    ids.sort();
    ids
}

#[test]
fn strangers_change_nothing() {
    let mut corpus = seeds();
    let alone = ids(&corpus, &analyze(&corpus, &Options::default(), &Silent));
    assert!(alone.len() > 200, "{} ids", alone.len());
    let own = corpus.documents.clone();
    // The more of them the longer it takes: each is like all others.
    for count in [1, 20, (cases() / 5).clamp(200, 2_000) as usize] {
        corpus.documents.clone_from(&own);
        corpus.documents.extend(strangers(count));
        corpus.documents.sort_by(|a, b| a.id.cmp(&b.id));
        let among = ids(&corpus, &analyze(&corpus, &Options::default(), &Silent));
        assert_eq!(among, alone, "{count} strangers");
    }
}

#[test]
fn the_same_words_of_two_days_differ_by_their_day() {
    let text = "The ferry Ada Brandt sank yesterday off Nordby with 212 passengers on board.";
    let of_day = |id: &str, day: i8| {
        let date = Some(variorum::corpus::Known::stated(jiff::civil::date(2021, 5, day)));
        Document { date, ..document(id, text) }
    };
    let corpus = Corpus { documents: vec![of_day("a", 3), of_day("b", 5)], ..Corpus::default() };
    let found = analyze(&corpus, &Options::default(), &Silent);
    assert!(found.divergences.iter().any(|it| it.kind == Kind::DateConflict), "{found:?}");
}

#[test]
fn who_is_named_makes_no_two_sentences_one() {
    let a = "We have ended long talks with Foreign Minister Taro Kono on the orders of President \
             Vladimir Putin and Prime Minister Shinzo Abe to speed up the drafting of a contract.";
    let b = "The dinner of President Vladimir Putin and Prime Minister Shinzo Abe will be held on \
             January 22, a spokesman told reporters beside the frozen river.";
    let filler =
        "A kettle was sold at the market of Tollmere for nine crowns, to a dentist. ".repeat(3);
    let text =
        |words: &str, n: usize| format!("{words}\n\n{}", filler.replace("nine", &n.to_string()));
    let corpus = Corpus {
        documents: vec![
            document("a", &text(a, 4)),
            document("b", &format!("{b}\n\nNobody else came.")),
        ],
        ..Corpus::default()
    };
    let found = analyze(&corpus, &Options::default(), &Silent);
    let best = found.alignments.iter().map(|it| it.score).fold(0.0, f64::max);
    assert!(best < 0.6, "{:?}", found.alignments);
}
