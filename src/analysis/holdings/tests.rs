use super::*;
use crate::analysis::{Silent, analyze};

const STORY: &str = "The night ferry Ada Brandt ran aground off Tollmere on Tuesday with 212 \
                     passengers on board. The harbour master said that the channel had not been \
                     dredged since 2027, and ordered divers to look at the hull.";

fn document(id: &str, text: &str) -> Document {
    let zone =
        crate::corpus::Zone { kind: crate::corpus::ZoneKind::Body, span: Span::new(0, text.len()) };
    Document {
        id: id.to_owned(),
        path: id.to_owned(),
        text: text.to_owned(),
        zones: vec![zone],
        ..Document::default()
    }
}

fn corpus(documents: Vec<Document>) -> Corpus {
    Corpus { documents, skipped: Vec::new() }
}

/// Documents that have nothing to do with the story.
fn others(count: usize) -> Vec<Document> {
    let words = ["kettle", "violin", "orchard", "dentist", "sundial", "quarry", "goalkeeper"];
    (0..count)
        .map(|n| {
            let word = |step: usize| words[(n * step + n / 7) % words.len()];
            let text =
                format!("A {} of number {n} met a {} near the {}.", word(1), word(3), word(5));
            document(&format!("z{n:03}"), &text)
        })
        .collect()
}

fn build(documents: Vec<Document>) -> Holdings {
    Holdings::build(&corpus(documents), 7, &Options::default(), &Silent)
}

fn against(holdings: &Holdings, text: &str) -> Compared {
    let new = (corpus(vec![document("new", text)]), Vec::new());
    analyze_against(new, holdings, &Options::default(), &Silent)
}

#[test]
fn a_new_document_finds_what_a_full_run_finds() {
    let new = STORY.replace("212", "221");
    for fillers in [3, 60] {
        let mut old = others(fillers);
        old.push(document("a", STORY));
        let found = against(&build(old.clone()), &new);
        old.push(document("new", &new));
        old.sort_by(|a, b| a.id.cmp(&b.id));
        let full = analyze(&corpus(old), &Options::default(), &Silent);
        let kinds = |analysis: &Analysis| -> Vec<(String, String)> {
            let all = analysis.divergences.iter();
            all.map(|it| (it.id.clone(), it.explanation.clone())).collect()
        };
        assert!(kinds(&found.analysis).iter().any(|(_, why)| why.contains("“212” against “221”")));
        for (id, why) in kinds(&found.analysis) {
            assert!(kinds(&full).contains(&(id, why.clone())), "{why}");
        }
    }
}

#[test]
fn a_copy_meets_its_twin_and_old_documents_are_not_compared() {
    let mut old = others(60);
    old.extend([document("a", STORY), document("b", &STORY.replace("212", "999"))]);
    let found = against(&build(old), STORY);
    assert_eq!(found.corpus.documents.len(), 2);
    assert_eq!(found.analysis.alignments.len(), 1);
    let pairs: Vec<bool> = found
        .analysis
        .alignments
        .iter()
        .map(|it| found.new[it.left.document] || found.new[it.right.document])
        .collect();
    assert_eq!(pairs, [true]);
}

#[test]
fn what_is_kept_reads_back_and_half_of_it_does_not() {
    let holdings = build(others(30));
    let bytes = holdings.as_bytes().to_vec();
    let again = Holdings::read(bytes.clone()).unwrap();
    assert_eq!((again.mark(), again.len()), (7, 30));
    assert_eq!(again.as_bytes(), holdings.as_bytes());
    assert!(Holdings::read(bytes[..bytes.len() / 2].to_vec()).is_none());
    let mut wrong = bytes;
    wrong[40] ^= 1;
    assert!(Holdings::read(wrong).is_none());
    assert!(Holdings::read(Vec::new()).is_none());
}

#[test]
fn nothing_old_is_no_reason_to_fail() {
    let found = against(&build(Vec::new()), STORY);
    assert_eq!((found.corpus.documents.len(), found.analysis.alignments.len()), (1, 0));
}
