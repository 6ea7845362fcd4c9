//! A small analysis made by hand: five tellings of an invented ferry accident and two of a vote.

use std::collections::BTreeMap;

use jiff::civil::date;
use variorum::alignment::{Accounted, Alignment, Edit, Op, Passage, Relation, Segment};
use variorum::analysis::{
    self, Analysis, Boilerplate, DocumentPair, PairRelation, Silent, analyze,
};
use variorum::authority::{Authority, Name, NameVariant};
use variorum::corpus::{Corpus, Document, Input, Known, Skipped, Zone, ZoneKind};
use variorum::divergence::{Divergence, Effect, Kind, Located};
use variorum::span::Span;
use variorum::statement::{Reading, Statement, Story, Variant};

/// A corpus and its analysis under construction.
#[derive(Default)]
pub struct Draft {
    pub corpus: Corpus,
    pub analysis: Analysis,
}

/// A row of a variant table: per reading its words, its value and the documents that have it.
pub struct Row {
    pub kind: Kind,
    pub effect: Effect,
    pub readings: Vec<(&'static str, Option<&'static str>, Vec<usize>)>,
    pub explanation: &'static str,
}

pub fn row(
    kind: Kind,
    readings: &[(&'static str, Option<&'static str>, &[usize])],
    explanation: &'static str,
) -> Row {
    let readings = readings.iter().map(|&(text, value, docs)| (text, value, docs.to_vec()));
    Row { kind, effect: kind.usual_effect(), readings: readings.collect(), explanation }
}

impl Draft {
    pub fn document(&mut self, id: &str, source: &str, day: i8, title: &str, body: &str) -> usize {
        let text = format!("{title}\n\n{body}");
        let zones = vec![
            Zone { kind: ZoneKind::Headline, span: Span::new(0, title.len()) },
            Zone { kind: ZoneKind::Body, span: Span::new(title.len(), text.len()) },
        ];
        self.corpus.documents.push(Document {
            id: id.to_owned(),
            path: format!("in/{id}"),
            text,
            extracted: id.ends_with(".html"),
            source: Some(Known::stated(source.to_owned())),
            title: Some(Known::stated(title.to_owned())),
            date: (day > 0).then(|| Known { value: date(2031, 3, day), guessed: day % 2 == 0 }),
            language: Some(Known::guessed("en".to_owned())),
            url: Some(Known::stated(format!("https://example.org/{id}"))),
            zones,
            ..Document::default()
        });
        self.corpus.documents.len() - 1
    }

    fn find(&self, document: usize, words: &str, within: Option<Span>) -> Span {
        let text = &self.corpus.documents[document].text;
        let range = within.map_or(0..text.len(), Span::range);
        let at = text[range.clone()].find(words);
        let at = at.unwrap_or_else(|| panic!("document {document} has no “{words}”"));
        Span::new(range.start + at, range.start + at + words.len())
    }

    /// A statement with an alignment of every pair and a divergence of every two readings.
    pub fn statement(&mut self, relation: Relation, witnesses: &[(usize, &str)], rows: Vec<Row>) {
        let witnesses: Vec<_> = witnesses
            .iter()
            .map(|&(document, words)| Passage { document, span: self.find(document, words, None) })
            .collect();
        let mut of_rows = vec![Vec::new(); rows.len()];
        for (i, &left) in witnesses.iter().enumerate() {
            for &right in &witnesses[i + 1..] {
                let alignment = self.align(relation, left, right);
                for (row, of_row) in rows.iter().zip(&mut of_rows) {
                    of_row.extend(self.diverge(alignment, left, right, row));
                }
            }
        }
        let index_of = |document: &usize| witnesses.iter().position(|w| w.document == *document);
        let variants = rows
            .iter()
            .zip(of_rows)
            .map(|(row, divergences)| Variant {
                divergences,
                kind: row.kind,
                effect: row.effect,
                readings: row
                    .readings
                    .iter()
                    .map(|(text, _, documents)| Reading {
                        text: (*text).to_owned(),
                        witnesses: documents.iter().filter_map(index_of).collect(),
                    })
                    .collect(),
            })
            .collect();
        let dated = witnesses.iter().enumerate().filter_map(|(i, w)| {
            self.corpus.documents[w.document].date.as_ref().map(|d| (d.value, i))
        });
        let first = dated.min().map(|(_, i)| i);
        let id = format!("s{:03}", self.analysis.statements.len() + 1);
        self.analysis.statements.push(Statement { id, witnesses, variants, first });
    }

    fn align(&mut self, relation: Relation, left: Passage, right: Passage) -> usize {
        let words = |p: Passage| words(&self.corpus.documents[p.document].text, p.span);
        let edits = edits(&words(left), &words(right));
        let id = format!("a{:03}", self.analysis.alignments.len() + 1);
        let segments = vec![Segment { left: left.span, right: right.span, score: 0.93 }];
        let accounted = Accounted::default();
        let alignment =
            Alignment { id, left, right, relation, score: 0.93, segments, edits, accounted };
        self.analysis.alignments.push(alignment);
        self.analysis.alignments.len() - 1
    }

    fn diverge(
        &mut self,
        alignment: usize,
        left: Passage,
        right: Passage,
        row: &Row,
    ) -> Option<usize> {
        let reading = |p: Passage| row.readings.iter().find(|r| r.2.contains(&p.document));
        let (a, b) = (reading(left)?, reading(right)?);
        if a.0 == b.0 {
            return None;
        }
        let located = |p: Passage, (text, value, _): &(&str, Option<&str>, Vec<usize>)| {
            (!text.is_empty()).then(|| Located {
                span: self.find(p.document, text, Some(p.span)),
                value: value.map(str::to_owned),
            })
        };
        let (left, right) = (located(left, a), located(right, b));
        let id = format!("d{:03}", self.analysis.divergences.len() + 1);
        self.analysis.divergences.push(Divergence {
            id,
            alignment,
            kind: row.kind,
            effect: row.effect,
            left,
            right,
            explanation: row.explanation.to_owned(),
            elsewhere: None,
            confidence: 0.9,
        });
        Some(self.analysis.divergences.len() - 1)
    }

    pub fn name(&mut self, name: &str, given: bool, variants: &[(&str, usize, &[usize])]) {
        let variants = variants.iter().map(|&(text, count, documents)| NameVariant {
            text: text.to_owned(),
            count,
            documents: documents.to_vec(),
        });
        let variants = variants.collect();
        let Authority { names } = &mut self.analysis.names;
        names.push(Name { name: name.to_owned(), variants, given });
    }
}

/// Spans of the words, punctuation trimmed.
fn words(text: &str, span: Span) -> Vec<(Span, String)> {
    let mut found = Vec::new();
    let mut at = span.start as usize;
    for word in text[span.range()].split(' ') {
        let inner = word.trim_matches(|c: char| !c.is_alphanumeric());
        if !inner.is_empty() {
            let start = at + word.find(inner).expect("the inner words stand in the word");
            found.push((Span::new(start, start + inner.len()), inner.to_lowercase()));
        }
        at += word.len() + 1;
    }
    found
}

/// Longest common subsequence; what is left between two common words is one edit.
fn edits(left: &[(Span, String)], right: &[(Span, String)]) -> Vec<Edit> {
    let mut best = vec![vec![0_u32; right.len() + 1]; left.len() + 1];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            best[i][j] = if left[i].1 == right[j].1 {
                best[i + 1][j + 1] + 1
            } else {
                best[i + 1][j].max(best[i][j + 1])
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    let cover = |run: &[(Span, String)]| match run {
        [] => None,
        [first, .., last] => Some(first.0.cover(last.0)),
        [only] => Some(only.0),
    };
    while i < left.len() || j < right.len() {
        let (from_i, from_j) = (i, j);
        while i < left.len() && j < right.len() && left[i].1 == right[j].1 {
            (i, j) = (i + 1, j + 1);
        }
        if i > from_i {
            let (l, r) = (cover(&left[from_i..i]), cover(&right[from_j..j]));
            found.push(Edit { op: Op::Equal, left: l, right: r });
        }
        let (from_i, from_j) = (i, j);
        while (i < left.len() || j < right.len())
            && !(i < left.len() && j < right.len() && left[i].1 == right[j].1)
        {
            if j >= right.len() || (i < left.len() && best[i + 1][j] >= best[i][j + 1]) {
                i += 1;
            } else {
                j += 1;
            }
        }
        let op = match (i > from_i, j > from_j) {
            (true, true) => Op::Replaced,
            (true, false) => Op::Deleted,
            (false, true) => Op::Inserted,
            (false, false) => continue,
        };
        let (l, r) = (cover(&left[from_i..i]), cover(&right[from_j..j]));
        found.push(Edit { op, left: l, right: r });
    }
    found
}

/// The ferry and the vote.
pub fn ferry() -> Draft {
    let mut draft = Draft::default();
    let agency = draft.document(
        "agency.txt",
        "Nordwire",
        3,
        "Ferry runs aground off Halvern, 21 hurt",
        "HALVERN, March 3. The ferry Morning Star ran aground near the entrance of Halvern harbour on Monday, injuring 21 of the 412 people on board, the coast guard said.\n\n“We must find out why the radar was not switched on,” harbour master Aleksei Voronin told reporters. “Nobody will sail this route again before we know.”\n\nThe council of Halvern voted 12 to 9 on Tuesday to keep the northern ferry line.",
    );
    let city = draft.document(
        "city.txt",
        "Halvern Courier",
        4,
        "Morning Star on the rocks",
        "The ferry Morning Star ran aground near the entrance to Halvern harbor on 3 March, injuring 12 of the more than 400 people on board, the coast guard said on Tuesday.\n\n“We should find out why the radar was switched on,” said the harbour master, Alexei Voronin. “Nobody would sail this route again before we know.”",
    );
    let machine = draft.document(
        "machine.html",
        "Worldview24",
        4,
        "About the ferry in Khalvern",
        "On March 3, “Morning Star” sat down on the stones at the entrance to the port of Khalvern. According to the rescuers, 21 people suffered, in total there were 412 people aboard.\n\n“It is necessary for us to understand, why the radar was not included, - noted the head of the harbour administration Alexey Voronin. - No one will go this way until we find out”.",
    );
    let comment = draft.document(
        "opinion.md",
        "The Lantern",
        6,
        "Who watches the watchmen?",
        "Voronin claims that nobody will sail this route again before we know why the radar was not switched on. All ferries, however, sailed on Thursday.\n\nLess than a week ago 21 people were hurt when the Morning Star ran aground at Halvern.",
    );
    let radio = draft.document(
        "radio.txt",
        "Radio Nord",
        0,
        "Council keeps ferry",
        "Halvern's councillors voted 12 to 9 to close the northern ferry line.",
    );
    accident(&mut draft, [agency, city, machine, comment]);
    radar(&mut draft, [agency, city, machine]);
    route(&mut draft, [agency, city, machine, comment]);
    draft.statement(
        Relation::Edited,
        &[
            (
                agency,
                "The council of Halvern voted 12 to 9 on Tuesday to keep the northern ferry line.",
            ),
            (radio, "Halvern's councillors voted 12 to 9 to close the northern ferry line."),
        ],
        vec![
            row(
                Kind::Antonym,
                &[("keep", None, &[agency]), ("close", None, &[radio])],
                "“keep” and “close” are opposites: one tells the contrary of the other.",
            ),
            row(
                Kind::Omission,
                &[("on Tuesday", None, &[agency]), ("", None, &[radio])],
                "Only one side says when.",
            ),
            row(
                Kind::Wording,
                &[
                    ("The council of Halvern", None, &[agency]),
                    ("Halvern's councillors", None, &[radio]),
                ],
                "Other words for the same body.",
            ),
        ],
    );
    around(&mut draft, [agency, city, machine, comment, radio]);
    draft
}

fn accident(draft: &mut Draft, [agency, city, machine, comment]: [usize; 4]) {
    draft.statement(
        Relation::Retold,
        &[
            (agency, "The ferry Morning Star ran aground near the entrance of Halvern harbour on Monday, injuring 21 of the 412 people on board, the coast guard said."),
            (city, "The ferry Morning Star ran aground near the entrance to Halvern harbor on 3 March, injuring 12 of the more than 400 people on board, the coast guard said on Tuesday."),
            (machine, "On March 3, “Morning Star” sat down on the stones at the entrance to the port of Khalvern. According to the rescuers, 21 people suffered, in total there were 412 people aboard."),
            (comment, "Less than a week ago 21 people were hurt when the Morning Star ran aground at Halvern."),
        ],
        vec![
            row(
                Kind::NumberConflict,
                &[("21", Some("21"), &[agency, machine, comment]), ("12", Some("12"), &[city])],
                "21 against 12 people: both cannot be the number of the injured.",
            ),
            row(
                Kind::NumberPrecision,
                &[("412", Some("412"), &[agency, machine]), ("more than 400", Some("over 400"), &[city])],
                "412 is more than 400: the same number, told less exactly.",
            ),
            row(
                Kind::DateForm,
                &[
                    ("on Monday", Some("2031-03-03"), &[agency]),
                    ("on 3 March", Some("2031-03-03"), &[city]),
                    ("On March 3", Some("2031-03-03"), &[machine]),
                ],
                "Monday is 3 March 2031, counted from the day of publication.",
            ),
            row(
                Kind::DatePrecision,
                &[("on Monday", Some("2031-03-03"), &[agency]), ("Less than a week ago", Some("2031-02-27 to 2031-03-06"), &[comment])],
                "Less than a week before 6 March 2031 holds 3 March 2031.",
            ),
            row(
                Kind::NameVariant,
                &[("Halvern", None, &[agency, city, comment]), ("Khalvern", None, &[machine])],
                "Halvern and Khalvern sound alike: two spellings of one name.",
            ),
            row(
                Kind::Spelling,
                &[("harbour", None, &[agency]), ("harbor", None, &[city])],
                "British and American spelling.",
            ),
            row(
                Kind::Wording,
                &[("ran aground", None, &[agency, city, comment]), ("sat down on the stones", None, &[machine])],
                "Other words for the same.",
            ),
        ],
    );
}

fn radar(draft: &mut Draft, [agency, city, machine]: [usize; 3]) {
    draft.statement(
        Relation::Retold,
        &[
            (agency, "“We must find out why the radar was not switched on,” harbour master Aleksei Voronin told reporters."),
            (city, "“We should find out why the radar was switched on,” said the harbour master, Alexei Voronin."),
            (machine, "“It is necessary for us to understand, why the radar was not included, - noted the head of the harbour administration Alexey Voronin."),
        ],
        vec![
            row(
                Kind::Polarity,
                &[
                    ("was not switched on", None, &[agency]),
                    ("was switched on", None, &[city]),
                ],
                "One side denies what the other affirms: the radar was, or was not, switched on.",
            ),
            row(
                Kind::Modality,
                &[("must", None, &[agency]), ("should", None, &[city]), ("It is necessary for us", None, &[machine])],
                "“must” is stronger than “should”.",
            ),
            row(
                Kind::NameVariant,
                &[
                    ("Aleksei", None, &[agency]),
                    ("Alexei", None, &[city]),
                    ("Alexey", None, &[machine]),
                ],
                "Three spellings of one Russian first name.",
            ),
            row(
                Kind::Title,
                &[
                    ("harbour master", None, &[agency, city]),
                    ("head of the harbour administration", None, &[machine]),
                ],
                "The same person under another office.",
            ),
            row(
                Kind::AttributionVerb,
                &[("told", None, &[agency]), ("said", None, &[city]), ("noted", None, &[machine])],
                "“noted” takes the words for a fact.",
            ),
        ],
    );
}

fn route(draft: &mut Draft, [agency, city, machine, comment]: [usize; 4]) {
    draft.statement(
        Relation::Edited,
        &[
            (agency, "“Nobody will sail this route again before we know.”"),
            (city, "“Nobody would sail this route again before we know.”"),
            (machine, "No one will go this way until we find out”."),
            (comment, "Voronin claims that nobody will sail this route again before we know why the radar was not switched on."),
        ],
        vec![
            row(
                Kind::Tense,
                &[("will", None, &[agency, machine, comment]), ("would", None, &[city])],
                "“will” announces, “would” supposes.",
            ),
            row(
                Kind::AttributionMode,
                &[
                    ("“Nobody will sail this route again before we know.”", None, &[agency]),
                    ("Voronin claims that nobody will sail this route again before we know", None, &[comment]),
                ],
                "Direct speech here, reported speech there.",
            ),
            row(
                Kind::Addition,
                &[("", None, &[agency, city, machine]), ("why the radar was not switched on", None, &[comment])],
                "Only The Lantern says what is to be known.",
            ),
        ],
    );
}

fn around(draft: &mut Draft, [agency, city, machine, comment, radio]: [usize; 5]) {
    draft.name(
        "Aleksei Voronin",
        true,
        &[
            ("Aleksei Voronin", 1, &[agency]),
            ("Alexei Voronin", 1, &[city]),
            ("Alexey Voronin", 1, &[machine]),
            ("Voronin", 1, &[comment]),
        ],
    );
    draft.name(
        "Halvern",
        false,
        &[("Halvern", 6, &[agency, city, comment]), ("Khalvern", 2, &[machine])],
    );
    draft.name("Nordwire", false, &[("Nordwire", 1, &[agency])]);
    draft.analysis.stories = vec![Story {
        id: "y001".to_owned(),
        documents: vec![agency, city, machine, comment, radio],
    }];
    draft.analysis.document_pairs = vec![
        DocumentPair {
            left: agency,
            right: city,
            relation: PairRelation::NearDuplicate,
            shared: 0.81,
        },
        DocumentPair {
            left: agency,
            right: machine,
            relation: PairRelation::Overlap,
            shared: 0.62,
        },
        DocumentPair {
            left: agency,
            right: comment,
            relation: PairRelation::Overlap,
            shared: 0.35,
        },
        DocumentPair { left: agency, right: radio, relation: PairRelation::Overlap, shared: 0.97 },
        DocumentPair { left: city, right: machine, relation: PairRelation::Overlap, shared: 0.6 },
    ];
    draft.analysis.boilerplate = vec![Boilerplate {
        text: "Subscribe to our morning letter.".to_owned(),
        passages: vec![Passage { document: city, span: Span::new(0, 7) }],
    }];
    draft.analysis.notes = vec!["3 frequent features were capped.".to_owned()];
    draft.corpus.skipped = vec![
        Skipped { path: "in/photo.jpg".to_owned(), reason: "binary, no text".to_owned() },
        Skipped { path: "in/empty.txt".to_owned(), reason: "empty".to_owned() },
    ];
}

/// Documents whose every word tries to do harm.
pub fn hostile() -> Draft {
    let mut draft = Draft::default();
    let nasty = "</script><img src=x onerror=alert(1)> | `code` \u{1b}[31mred\u{1b}[0m \u{202e}drow\u{202c} =1+1 @admin [x](javascript:alert(1)) <!-- --> ]]> ${7*7} {{7*7}}";
    let left = draft.document("a|b`<i>.txt", "<b>Evil</b> & \u{202e}Co", 1, nasty, nasty);
    let right = draft.document(
        "z\u{1b}]0;x\u{7}.html",
        "javascript:alert(1)",
        2,
        nasty,
        &format!("{nasty} not"),
    );
    draft.corpus.documents[left].url =
        Some(Known::stated("javascript:alert(document.domain)".to_owned()));
    draft.corpus.documents[right].language =
        Some(Known::stated("en\" onmouseover=\"alert(1)".to_owned()));
    let text = draft.corpus.documents[left].text.clone();
    let other = draft.corpus.documents[right].text.clone();
    draft.statement(
        Relation::Edited,
        &[(left, &text), (right, &other)],
        vec![row(
            Kind::Polarity,
            &[
                ("</script>", Some("=cmd|' /C calc'!A0"), &[left]),
                ("not", Some("\"><script>alert(1)</script>"), &[right]),
            ],
            "<script>alert(1)</script>",
        )],
    );
    draft.name("=HYPERLINK(\"x\")", false, &[("<script>", 1, &[left]), ("@x", 2, &[right])]);
    draft.corpus.skipped =
        vec![Skipped { path: "<img src=x>".to_owned(), reason: "\u{1b}[2J".to_owned() }];
    draft.analysis.notes = vec!["<script>alert(2)</script>".to_owned()];
    draft
}

/// Many small statements over many documents: each differs in one number.
pub fn big(documents: usize, statements: usize) -> Draft {
    let mut draft = Draft::default();
    let mut texts: BTreeMap<usize, String> = BTreeMap::new();
    let mut places = Vec::new();
    for statement in 0..statements {
        let mut witnesses = Vec::new();
        for step in 0..3 {
            let document = (statement * 7 + step * 31) % documents;
            let text = texts.entry(document).or_default();
            let start = text.len();
            text.push_str(&format!(
                "In case {statement} the clerk of the lower court counted {} boxes of letters, sealed them and had them carried to the cellar before noon. ",
                100 + step / 2
            ));
            witnesses.push(Passage { document, span: Span::new(start, text.len() - 1) });
        }
        witnesses.sort_unstable();
        witnesses.dedup_by_key(|w| w.document);
        places.push(witnesses);
    }
    for document in 0..documents {
        let id = format!("{document:05}.txt");
        let source = format!("Source {}", document % 7);
        let text = texts.remove(&document).unwrap_or_default();
        draft.document(&id, &source, 1 + (document % 28) as i8, "", "");
        let zones = vec![Zone { kind: ZoneKind::Body, span: Span::new(0, text.len()) }];
        draft.corpus.documents[document].zones = zones;
        draft.corpus.documents[document].text = text;
    }
    for (index, witnesses) in places.into_iter().enumerate() {
        many(&mut draft, index, witnesses);
    }
    draft
}

fn many(draft: &mut Draft, index: usize, witnesses: Vec<Passage>) {
    let number = |p: Passage| {
        let text = p.span.text(&draft.corpus.documents[p.document].text);
        let at = text.find("counted ").unwrap() + 8;
        let start = p.span.start as usize + at;
        (Span::new(start, start + 3), text[at..at + 3].to_owned())
    };
    let numbers: Vec<_> = witnesses.iter().map(|&w| number(w)).collect();
    let before = draft.analysis.divergences.len();
    for i in 0..witnesses.len() {
        for j in i + 1..witnesses.len() {
            let alignment = draft.align(Relation::Edited, witnesses[i], witnesses[j]);
            if numbers[i].1 != numbers[j].1 {
                let located = |k: usize| {
                    Some(Located { span: numbers[k].0, value: Some(numbers[k].1.clone()) })
                };
                draft.analysis.divergences.push(Divergence {
                    id: format!("d{index}-{i}-{j}"),
                    alignment,
                    kind: Kind::NumberConflict,
                    effect: Effect::Conflict,
                    left: located(i),
                    right: located(j),
                    explanation: "100 against 101".to_owned(),
                    elsewhere: None,
                    confidence: 0.9,
                });
            }
        }
    }
    let mut readings: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, (_, text)) in numbers.iter().enumerate() {
        readings.entry(text.clone()).or_default().push(i);
    }
    let readings =
        readings.into_iter().map(|(text, witnesses)| Reading { text, witnesses }).collect();
    let divergences = (before..draft.analysis.divergences.len()).collect();
    let variant =
        Variant { kind: Kind::NumberConflict, effect: Effect::Conflict, readings, divergences };
    draft.analysis.statements.push(Statement {
        id: format!("s{index:05}"),
        witnesses,
        variants: vec![variant],
        first: Some(0),
    });
}

/// Two tellings that differ in a word's reach, in words of which nobody knows, and in a day.
pub fn unclear() -> Draft {
    let mut draft = Draft::default();
    let one = "The top diplomat of Norland opened all bridges on Monday.";
    let other = "The foreign minister of Norland opened some bridges.";
    let a = draft.document("courier.txt", "Halvern Courier", 3, "Bridges", one);
    let b = draft.document("lantern.txt", "The Lantern", 4, "Open", other);
    let who = row(
        Kind::Wording,
        &[("top diplomat", None, &[a]), ("foreign minister", None, &[b])],
        "nothing says that “top diplomat” and “foreign minister” mean the same",
    );
    let reach = row(
        Kind::Scope,
        &[("all", None, &[a]), ("some", None, &[b])],
        "“all” is wider than “some”",
    );
    let day = row(
        Kind::Omission,
        &[("on Monday", None, &[a]), ("", None, &[b])],
        "only one of them has “on Monday”",
    );
    let who = Row { effect: Effect::Unclear, ..who };
    draft.statement(Relation::Edited, &[(a, one), (b, other)], vec![reach, who, day]);
    draft
}

/// Three tellings of one thing, compared.
pub fn tellings() -> Draft {
    let telling = |name: &str, text: &str| Input::Bytes {
        name: format!("{name}.txt"),
        bytes: text.as_bytes().to_vec(),
    };
    let inputs = [
        telling(
            "brook",
            "Mill closes\n\nThe mill at Ostra will close on 4 May 2031, said Ada Lind. About 60 weavers must leave. The mill at Ostra will close on 4 May 2031, said Ada Lind.",
        ),
        telling(
            "field",
            "End of a mill\n\nAda Lynd said that the mill at Ostra would close on 5 May 2031. Some 60 weavers should leave, and nobody was asked.",
        ),
        telling(
            "stone",
            "The mill at Ostra will close on 4 May 2031, said Ada Lind. Not all of the 63 weavers must leave.",
        ),
    ];
    analysed(&inputs)
}

fn analysed(inputs: &[Input]) -> Draft {
    let options = analysis::Options { within: true, ..analysis::Options::default() };
    let corpus = Corpus::read(inputs, &variorum::corpus::Options::default()).unwrap();
    let analysis = analyze(&corpus, &options, &Silent);
    assert!(!analysis.statements.is_empty() && !analysis.divergences.is_empty());
    Draft { corpus, analysis }
}

/// Five tellings of one thing that differ mostly in their words, and in a few facts.
pub fn told() -> Draft {
    let telling = |name: &str, text: &str| Input::Bytes {
        name: format!("{name}.txt"),
        bytes: text.as_bytes().to_vec(),
    };
    analysed(&[
        telling(
            "arrow",
            "The old bridge over the Varn at Elmstead was closed on Tuesday after a barge struck \
             its middle pier, the county council said. Engineers found three long cracks in the \
             stone and expect repairs to last until the end of June. Buses between Elmstead and \
             Northwick will take the road by the quarry.\n\nNobody else was there when our \
             reporter walked along the frozen towpath that morning.",
        ),
        telling(
            "beacon",
            "The old bridge over the Varn at Elmstead was shut on Tuesday after a heavy barge hit \
             its middle pier, the county council said. Engineers found four long cracks in the \
             stone and expect works to last until the end of July. Buses between Elmstead and \
             Northwick must take the narrow road by the quarry.",
        ),
        telling(
            "courier",
            "After a barge struck its middle pier, the old bridge over the Varn at Elmstead was \
             closed on Tuesday, the county council said on Wednesday. Engineers found three long \
             cracks in the brickwork and expect repairs to last until the end of June. Coaches \
             between Elmstead and Northwick will take the lane by the quarry for weeks.",
        ),
        telling(
            "dial",
            "The old bridge over the Varn at Elmstead was closed on Tuesday after a barge struck \
             its middle pier, the county council said. Inspectors found three deep cracks in the \
             stone and hope that repairs will not last beyond the end of June. All buses between \
             Elmstead and Northwick will probably take the road by the quarry, drivers were told.",
        ),
        telling(
            "echo",
            "Elmstead's old bridge over the Varn was closed on Tuesday because a barge had struck \
             a middle pier, the council said. Engineers discovered three cracks in the stone, and \
             repairs are expected to last until the end of June at least. Buses between Northwick \
             and Elmstead take the road by the quarry.",
        ),
    ])
}
