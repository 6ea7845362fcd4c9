//! A sentence that an outlet repeats under its stories is set aside, so that it ties no two of them;
//! but it is evidence: who says otherwise contradicts it, however often it is repeated.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test panics where it fails, and reads what it checks"
)]

use variorum::analysis::{Analysis, Options, Silent, analyze};
use variorum::corpus::{self, Corpus, Input};
use variorum::divergence::Effect;

const BACKGROUND: &str = "The Orrenby bridge was opened in 1974 and carries 21,000 cars a day.";
const OTHERWISE: &str = "The Orrenby bridge was opened in 1964 and carries 21,000 cars a day.";

/// What the outlet that repeats the background tells.
const STORIES: [&str; 5] = [
    "The council of Orrenby voted on Monday to close the bridge for repairs until May. Mayor Petra \
     Lindqvist said that cracks had been found in two pillars. Buses will go round by Vastholm.",
    "A lorry lost its load of timber on Tuesday night and blocked the northern lane for six hours. \
     Nobody was hurt, police sergeant Ove Lund said. The driver had fallen asleep.",
    "Divers began on Wednesday to look at the foundations with lamps and cameras. They found an old \
     anchor of an oak ship. The museum in Skelby wants to have it.",
    "Painters will coat the railings in green this summer. The colour was chosen by pupils of three \
     schools. It costs 40,000 crowns.",
    "A falcon has nested on the eastern pylon for the third year. Three chicks were ringed on Friday. \
     Walkers are asked to keep their dogs on a lead.",
];

fn analysis(repeated: usize) -> (Corpus, Analysis) {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, source: &str, text: &str, last: &str| {
        let head = format!("---\nsource: {source}\ndate: 2025-03-04\nlanguage: en\n---\n\n");
        std::fs::write(folder.path().join(name), format!("{head}{text} {last}\n")).unwrap();
    };
    for (n, story) in STORIES.iter().take(repeated).enumerate() {
        write(&format!("gazette-{n}.md"), "Gazette", story, BACKGROUND);
    }
    let told = "Orrenby's council decided on Monday to shut the bridge for repairs until May. Two \
                pillars have cracks, said mayor Petra Lindqvist. Buses are to go round by Vastholm.";
    write("courier.md", "Courier", told, OTHERWISE);
    let input = Input::Path(folder.path().to_path_buf());
    let corpus = Corpus::read(&[input], &corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &Options::default(), &Silent);
    (corpus, analysis)
}

#[test]
fn what_an_outlet_repeats_is_contradicted_all_the_same() {
    for repeated in 1..=STORIES.len() {
        let (_, found) = analysis(repeated);
        let told = found.divergences.iter().any(|it| {
            it.effect == Effect::Conflict
                && it.explanation.contains("1964")
                && it.explanation.contains("1974")
        });
        assert!(told, "repeated {repeated} times: {:?}", found.divergences);
    }
}

#[test]
fn what_is_set_aside_is_counted_and_ties_no_stories() {
    let (corpus, found) = analysis(STORIES.len());
    assert_eq!(found.boilerplate.len(), 1);
    assert_eq!(found.boilerplate[0].text, BACKGROUND);
    assert_eq!(found.boilerplate[0].passages.len(), STORIES.len());
    let said = format!("set aside at {} other places", STORIES.len() - 1);
    assert!(found.notes.iter().any(|note| note.contains(&said)), "{:?}", found.notes);
    let source =
        |document: usize| corpus.documents[document].source.as_ref().unwrap().value.as_str();
    for it in &found.alignments {
        let sources = [source(it.left.document), source(it.right.document)];
        assert_ne!(sources[0], sources[1], "{it:?}");
    }
}
