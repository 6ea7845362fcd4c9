//! Languages that nobody taught the program are read neutrally: no difference is taken for none,
//! and no English rule makes a contradiction of what is none.
//!
//! `languages.jsonl` holds pairs in twelve languages: `differs` (something planted that changes
//! what is said), `same` (typed again, in another style of marks) and `harmless` (a faithful second
//! version).
#![expect(clippy::unwrap_used, reason = "a test panics where it fails")]

use serde::Deserialize;
use variorum::analysis::{Analysis, Options, Silent, Verdict, analyze, compare};
use variorum::corpus::{Corpus, Input};
use variorum::divergence::{Effect, Kind};
use variorum::report;

#[derive(Deserialize)]
struct Row {
    id: String,
    language: String,
    expect: String,
    what: String,
    a: String,
    b: String,
}

fn rows() -> Vec<Row> {
    let lines = include_str!("languages.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn weightiest(a: &str, b: &str) -> (Verdict, Effect) {
    let found = compare(a, b, &Options::default());
    let effects = found.divergences.iter().map(|it| it.effect);
    (found.verdict, effects.max().unwrap_or(Effect::None))
}

#[test]
fn every_row_holds_both_ways_round() {
    let (mut wrong, mut named) = (Vec::new(), 0);
    for row in rows() {
        for (a, b) in [(&row.a, &row.b), (&row.b, &row.a)] {
            let found = compare(a, b, &Options::default());
            let effects = found.divergences.iter().map(|it| it.effect);
            let effect = effects.max().unwrap_or(Effect::None);
            let fine = match row.expect.as_str() {
                "differs" => found.verdict != Verdict::Same && effect != Effect::Shift,
                "same" => found.verdict == Verdict::Same,
                "harmless" => found.verdict != Verdict::Same && effect <= Effect::Unclear,
                other => panic!("{}: expects {other}", row.id),
            };
            // Only values say more than that the words differ.
            let values = [Kind::NumberConflict, Kind::DateConflict];
            let grave = found.divergences.iter().filter(|it| it.effect > Effect::Unclear);
            let sound = grave.clone().all(|it| values.contains(&it.kind));
            let told = found.notes.len() == 1;
            let one = found.languages[0] == found.languages[1];
            named += usize::from(found.languages[0] == row.language);
            if !(fine && sound && told && one) {
                let (id, what, verdict) = (&row.id, &row.what, found.verdict);
                wrong.push(format!(
                    "{id} {what}: {verdict:?} {effect:?} {:?} {:?}",
                    found.languages, found.divergences
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // A sentence may be too short to be named right; it is never taken for English.
    let share = named as f64 / (2 * rows().len()) as f64;
    assert!(share >= 0.85, "{share}");
}

#[test]
fn the_set_is_as_large_as_it_says() {
    let rows = rows();
    let count = |expect: &str| rows.iter().filter(|row| row.expect == expect).count();
    let languages: std::collections::BTreeSet<&str> =
        rows.iter().map(|row| row.language.as_str()).collect();
    assert!(count("differs") >= 60 && count("same") + count("harmless") >= 30);
    assert!(languages.len() >= 11 && !languages.contains("en"));
}

/// The words of a text with what follows each of them.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let spaced = text.contains(' ');
    for c in text.chars() {
        let letter = c.is_alphanumeric();
        let goes_on = words.last().is_some_and(|last: &String| {
            let inside = last.chars().all(char::is_alphanumeric);
            if letter { spaced && inside } else { true }
        });
        match words.last_mut() {
            Some(last) if goes_on => last.push(c),
            _ => words.push(c.to_string()),
        }
    }
    words
}

/// Whatever word is lost, told twice, moved or changed by a letter: the verdict is never "same".
#[test]
fn no_change_of_a_word_is_taken_for_none() {
    let mut wrong = Vec::new();
    for row in rows().iter().filter(|row| row.what == "identical") {
        let all = words(&row.a);
        let mut others: Vec<String> = Vec::new();
        for at in 0..all.len() {
            let mut lost = all.clone();
            lost.remove(at);
            others.push(lost.concat());
            let mut twice = all.clone();
            twice.insert(at, all[at].clone());
            others.push(twice.concat());
            let mut swapped = all.clone();
            let next = (at + 1) % all.len();
            swapped.swap(at, next);
            others.push(swapped.concat());
            let mut changed = all.clone();
            let first = all[at].chars().next().unwrap();
            let letter = if first == 'ж' { 'ш' } else { 'ж' };
            changed[at] = all[at].replacen(first, &letter.to_string(), 1);
            others.push(changed.concat());
        }
        for other in others.iter().filter(|other| words(other) != all) {
            let (verdict, effect) = weightiest(&row.a, other);
            if verdict == Verdict::Same || effect > Effect::Unclear {
                wrong.push(format!("{verdict:?}: {} / {other}", row.a));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Marks that are a part of the value, and those that are not.
#[test]
fn signs_are_seen() {
    let differ = [
        (
            "Die Firma verlor in dem Jahr 5 € je Aktie.",
            "Die Firma verlor in dem Jahr 5 $ je Aktie.",
        ),
        ("Es waren am Morgen -5 Grad in der Stadt.", "Es waren am Morgen 5 Grad in der Stadt."),
        ("Наценка на хлеб составила 5 %.", "Наценка на хлеб составила 5 ‰."),
        ("Он вернётся домой завтра?", "Он вернётся домой завтра."),
        ("Die Fläche misst 10² Meter im Norden.", "Die Fläche misst 102 Meter im Norden."),
    ];
    for (a, b) in differ {
        let (verdict, effect) = weightiest(a, b);
        assert!(verdict >= Verdict::Unclear && effect >= Effect::Unclear, "{a} / {b}");
    }
    let same = [
        ("Она сказала: «Да»...", "Она сказала: \"Да\"…"),
        ("Мы ждём поезд", "Мы ждём поезд."),
        ("Das Haus – alt, aber schön – steht noch.", "Das Haus - alt, aber schön - steht noch."),
        ("価格は５％上がった。", "価格は5%上がった。"),
        ("Die Stadt zahlt 2\u{a0}400 Euro.", "Die Stadt zahlt 2400 Euro."),
    ];
    let (verdict, effect) =
        weightiest("A ponte custou 1,5 milhões.", "A ponte custou 1.5 milhões.");
    assert_eq!((verdict, effect), (Verdict::Unclear, Effect::Unclear));
    for (a, b) in same {
        assert_eq!(weightiest(a, b).0, Verdict::Same, "{a} / {b}");
    }
}

#[test]
fn values_conflict_only_where_they_are_certain() {
    let rows = [
        (
            "Die Stadt zahlt 240 Euro im Jahr.",
            "Die Stadt zahlt 420 Euro im Jahr.",
            Kind::NumberConflict,
        ),
        (
            "Die Stadt zahlt 2.400 Euro im Jahr.",
            "Die Stadt zahlt 2400 Euro im Jahr.",
            Kind::NumberForm,
        ),
        (
            "Die Stadt zahlt 2.400 Euro im Jahr.",
            "Die Stadt zahlt 2,400 Euro im Jahr.",
            Kind::NumberForm,
        ),
        (
            "Die Stadt zahlt 2.400 Euro im Jahr.",
            "Die Stadt zahlt 4200 Euro im Jahr.",
            Kind::Wording,
        ),
        (
            "Die Stadt zahlt 5 Millionen Euro im Jahr.",
            "Die Stadt zahlt 5.000.000 Euro im Jahr.",
            Kind::Wording,
        ),
        (
            "Встреча прошла 2024-03-12 в Риге.",
            "Встреча прошла 2024-03-13 в Риге.",
            Kind::DateConflict,
        ),
        ("Встреча прошла 12.03.2024 в Риге.", "Встреча прошла 2024-03-12 в Риге.", Kind::DateForm),
        (
            "Le prix était de 12 500 francs hier.",
            "Le prix était de 12 600 francs hier.",
            Kind::NumberConflict,
        ),
    ];
    for (a, b, kind) in rows {
        let found = compare(a, b, &Options::default()).divergences;
        assert_eq!(found.iter().map(|it| it.kind).collect::<Vec<_>>(), [kind], "{a} / {b}");
        let conflict = matches!(kind, Kind::NumberConflict | Kind::DateConflict);
        let effect = if conflict { Effect::Conflict } else { Effect::Unclear };
        assert_eq!(found[0].effect, effect, "{a} / {b}");
    }
}

/// A changed character in a script without spaces is located to a few characters.
#[test]
fn places_are_narrow_in_scripts_without_spaces() {
    for row in rows().iter().filter(|row| ["ja", "zh"].contains(&row.language.as_str())) {
        if row.expect != "differs" {
            continue;
        }
        for it in compare(&row.a, &row.b, &Options::default()).divergences {
            for (side, text) in [(&it.left, &row.a), (&it.right, &row.b)] {
                let Some(located) = side else { continue };
                let length = located.span.text(text).chars().count();
                assert!(length <= 6, "{}: {:?}", row.id, located.span.text(text));
            }
        }
    }
}

fn analysis(documents: &[(&str, &str)]) -> (Corpus, Analysis) {
    let input = |(name, text): &(&str, &str)| Input::Bytes {
        name: (*name).to_owned(),
        bytes: text.as_bytes().to_vec(),
    };
    let inputs: Vec<Input> = documents.iter().map(input).collect();
    let corpus = Corpus::read(&inputs, &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    (corpus, analysis)
}

const HARBOUR_PT: &str = "A câmara municipal não aprovou a construção da nova ponte sobre o rio. \
    O presidente da câmara disse que a decisão será discutida em setembro. No porto trabalham 240 \
    pessoas, e os barcos saem todas as manhãs.\n";
const HARBOUR_PT_BR: &str = "A câmara municipal aprovou a construção da nova ponte sobre o rio. \
    O presidente da câmara disse que a decisão será discutida em setembro. Do porto vivem 420 \
    pessoas, e os barcos saem todas as manhãs.\n";
const HARBOUR_EN: &str = "The council did not approve the new bridge. The mayor said that they \
    would talk about it in September. 240 people work in the harbour.\n";

#[test]
fn every_report_says_which_language_is_not_supported() {
    let documents = [("a.txt", HARBOUR_PT), ("b.txt", HARBOUR_PT_BR), ("c.txt", HARBOUR_EN)];
    let (corpus, analysis) = analysis(&documents);
    let note = "Portuguese is not supported yet: 2 documents are compared word by word and number \
                by number; differences in words are unclear.";
    assert_eq!(analysis.notes, [note]);
    let options = report::Options::default();
    let terminal = report::terminal::summary(&corpus, &analysis, &options, 120, &[]);
    let side_by_side = report::terminal::side_by_side(
        &corpus,
        &analysis,
        &options,
        report::terminal::View { width: 200, forms: false },
    );
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for text in [terminal, side_by_side] {
        assert!(plain(&text).contains(note), "{text}");
    }
    assert!(!analysis.divergences.is_empty());
    for it in &analysis.divergences {
        assert!(it.effect <= Effect::Unclear || it.kind == Kind::NumberConflict, "{it:?}");
    }
    let lost = analysis.divergences.iter().any(|it| {
        let side = it.left.as_ref().or(it.right.as_ref()).unwrap();
        it.effect == Effect::Unclear && side.span.text(&corpus.documents[0].text) == "não"
    });
    assert!(lost, "{:?}", analysis.divergences);
}

/// Two languages in one comparison: what one of them would say of its words says nothing here.
#[test]
fn between_two_languages_nothing_is_more_than_unclear() {
    let pairs = [
        (
            "The mayor did not sign the contract with the firm.",
            "Bürgermeister: der Vertrag nicht unterschrieben, no contract.",
        ),
        (
            "Talks with Iran must not fail, the minister said.",
            "Переговоры с Ираном не должны провалиться, сказал министр.",
        ),
    ];
    for (a, b) in pairs {
        let (verdict, effect) = weightiest(a, b);
        assert!(effect <= Effect::Unclear && verdict != Verdict::Same, "{a} / {b}");
    }
}

/// Names of English documents stay in the table; a capital in German makes none.
#[test]
fn a_capital_is_no_name_where_nobody_knows_the_language() {
    let german = "Im Herbst hat der Rat den Bau der Brücke nicht genehmigt, und die Bürger waren \
                  mit der Entscheidung nicht zufrieden.\n";
    let english = "The minister Sergei Lavrov said in Oslo on Monday that the bridge would be \
                   built. It was not the first time that Lavrov promised it.\n";
    let other =
        "Sergey Lavrov, the minister, said in Oslo on Monday that the bridge would be built.\n";
    let (_, analysis) = analysis(&[("a.txt", german), ("b.txt", english), ("c.txt", other)]);
    let names: Vec<&str> = analysis.names.names.iter().map(|name| name.name.as_str()).collect();
    assert!(names.iter().any(|name| name.contains("Lavrov")), "{names:?}");
    let nouns = ["Herbst", "Rat", "Bau", "Brücke", "Bürger"];
    assert!(!names.iter().any(|name| nouns.contains(name)), "{names:?}");
}
