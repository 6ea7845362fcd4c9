//! Quotations of sentences written for the purpose, and what holds for any text.

use proptest::prelude::*;

use super::*;
use crate::language;
use crate::token::tokenize;

fn read(text: &str) -> Vec<Quotation> {
    let language = language::of(None);
    let tokenized = tokenize(text, &[Span::new(0, text.len())], language);
    quotations(text, &tokenized, language)
}

/// `words | speaker | verb`, and `?` for what is not known, `~` before words that are not spoken.
pub(super) fn shown(text: &str) -> Vec<String> {
    let show = |quotation: Quotation| {
        let part = |span: Option<Span>| span.map_or("?", |span| span.text(text)).to_owned();
        let tilde = if quotation.spoken { "" } else { "~" };
        let speaker = quotation.speaker.as_ref();
        let words = quotation.span.text(text);
        format!(
            "{tilde}{words} | {} | {}",
            part(speaker.map(|s| s.span)),
            part(speaker.and_then(|s| s.verb))
        )
    };
    read(text).into_iter().map(show).collect()
}

#[test]
fn one_quotation() {
    let rows = [
        ("“We will sign it,” Ivanov said.", "We will sign it | Ivanov | said"),
        ("“We will sign it,” said Ivanov.", "We will sign it | Ivanov | said"),
        (
            "\"We will sign it,\" said the minister on Friday.",
            "We will sign it | the minister | said",
        ),
        ("Ivanov said: “We will sign it.”", "We will sign it. | Ivanov | said"),
        (
            "«We will sign it», Foreign Minister Pyotr Ivanov noted.",
            "We will sign it | Foreign Minister Pyotr Ivanov | noted",
        ),
        ("»We will sign it«, said Ivanov.", "We will sign it | Ivanov | said"),
        ("„We will sign it“, said Ivanov.", "We will sign it | Ivanov | said"),
        (
            "‘We don’t sign the ministers’ draft today,’ said Ivanov.",
            "We don’t sign the ministers’ draft today | Ivanov | said",
        ),
        ("'We don't sign it today,' Ivanov said.", "We don't sign it today | Ivanov | said"),
        ("「明日署名する。」と大臣は述べた。", "明日署名する。 | ? | ?"),
        (
            "We value the open dialogue, ”said Foreign Minister Pyotr Ivanov.",
            "We value the open dialogue | Foreign Minister Pyotr Ivanov | said",
        ),
        (
            "“We value the open dialogue, ”said Ivanov, and left.",
            "We value the open dialogue | Ivanov | said",
        ),
        (
            "It is vital to “gain an understanding ”of the text, Ivanov said.",
            "gain an understanding | Ivanov | said",
        ),
        (
            "Ivanov said he would “gain an understanding of the whole text” first.",
            "gain an understanding of the whole text | Ivanov | said",
        ),
        ("“No,” said Ivanov.", "No | Ivanov | said"),
        ("They spoke of the “northern lands” again.", "~northern lands | ? | ?"),
        ("Ivanov said the “northern lands” were far.", "~northern lands | ? | ?"),
        (
            "“He told me ‘never’ and he meant it,” Ivanov said.",
            "He told me ‘never’ and he meant it | Ivanov | said",
        ),
        (
            "“We will sign it,” Pyotr Ivanov, the Ruritanian minister, said.",
            "We will sign it | Pyotr Ivanov | said",
        ),
        (
            "“We will sign it,” the Ruritanian foreign minister later added.",
            "We will sign it | the Ruritanian foreign minister | added",
        ),
        (
            "According to Ivanov, “the text is nearly ready”.",
            "the text is nearly ready | Ivanov | According",
        ),
        (
            "“We will sign it,” an official in the ministry told reporters.",
            "We will sign it | an official | told",
        ),
        (
            "Ivanov arrived on Monday. “We will sign it,” he said.",
            "We will sign it | Ivanov | said",
        ),
        ("“We will sign it soon. ”He then left the room.", "We will sign it soon. | ? | ?"),
        (
            "“We will sign,” said the head of the treaty department after the talks.",
            "We will sign | the head of the treaty department | said",
        ),
        ("\"We will sign it today, ”Ivanov said.", "We will sign it today | Ivanov | said"),
        ("“We will sign it today,\" Ivanov said.", "We will sign it today | Ivanov | said"),
        (
            "Inspector Pyotr Ivanov of the Treaty Board spoke. “We will sign it,” he said.",
            "We will sign it | Inspector Pyotr Ivanov | said",
        ),
        (
            "Treaty master Pyotr Ivanov came late. “We will sign it,” he said.",
            "We will sign it | Pyotr Ivanov | said",
        ),
        ("“We will sign it soon,” Interfax reports.", "We will sign it soon | Interfax | reports"),
        (
            "“We want to “ gain time ”for the “text ” and more, ”said Ivanov.",
            "We want to “ gain time ”for the “text ” and more | Ivanov | said",
        ),
        ("“Is it the end?” Ivanov asked.", "Is it the end? | Ivanov | asked"),
    ];
    let wrong: Vec<_> = rows.iter().filter(|(text, expected)| shown(text) != [*expected]).collect();
    assert!(
        wrong.is_empty(),
        "{:#?}",
        wrong.iter().map(|(t, e)| (t, e, shown(t))).collect::<Vec<_>>()
    );
}

#[test]
fn several_quotations() {
    let rows: [(&str, &[&str]); 8] = [
        (
            "Anna Moe said: 'I ran to the miners' house.\n\n'It wasn't there.\n\n'It had gone.'\n\nHe left.",
            &[
                "I ran to the miners' house. | Anna Moe | said",
                "It wasn't there. | Anna Moe | said",
                "It had gone. | Anna Moe | said",
            ],
        ),
        (
            "Minister Pyotr Ivanov came.\n\n“We signed it,” he said, reported TASS.\n\n“It took long,” he added.",
            &["We signed it | Pyotr Ivanov | said", "It took long | Pyotr Ivanov | added"],
        ),
        (
            "“We will sign it,” Ivanov said, “but not today.”",
            &["We will sign it | Ivanov | said", "but not today. | Ivanov | said"],
        ),
        (
            "“We will sign it,” Ivanov said. “The text is ready and long.”",
            &["We will sign it | Ivanov | said", "The text is ready and long. | Ivanov | said"],
        ),
        (
            "“We will sign it,” Ivanov said.\n\n“It took long,” he added.",
            &["We will sign it | Ivanov | said", "It took long | Ivanov | added"],
        ),
        (
            "Ivanov spoke long. “We came to talk.\n\n“We leave with a text,” Ivanov said.",
            &["We came to talk. | Ivanov | said", "We leave with a text | Ivanov | said"],
        ),
        (
            "The \"first\" text and the \"second\" one differ.",
            &["~first | ? | ?", "~second | ? | ?"],
        ),
        (
            "“We lost the first one. He left. “The second is here,” Ivanov said.",
            &[
                "We lost the first one. He left. | Ivanov | said",
                "The second is here | Ivanov | said",
            ],
        ),
    ];
    let wrong: Vec<_> = rows.iter().filter(|(text, expected)| shown(text) != *expected).collect();
    assert!(
        wrong.is_empty(),
        "{:#?}",
        wrong.iter().map(|(t, e)| (t, e, shown(t))).collect::<Vec<_>>()
    );
}

#[test]
fn speech_without_marks() {
    let text = "The talks went on.\n\nWe will sign the text when it is ready\n\n- said Ivanov.\n\nHe left.";
    assert_eq!(shown(text), ["We will sign the text when it is ready | Ivanov | said"]);
    let text = "Question: Will you sign the text today?\n\nPyotr Ivanov: We will sign it when it is ready.";
    assert_eq!(
        shown(text),
        [
            "Will you sign the text today? | Question | ?",
            "We will sign it when it is ready. | Pyotr Ivanov | ?"
        ]
    );
    assert!(shown("Question Ruritania: the minister named his terms for the text").is_empty());
    assert!(shown("The US - said to be near - is far. It's the ministers' day.").is_empty());
}

#[test]
fn a_flood_of_marks_takes_linear_time() {
    for unit in [
        "“",
        "„a. ",
        "«a ",
        "\"a ",
        "'a ",
        "‘a’s ",
        "”said ",
        "- said X.\n\n",
        "“a.\n\n",
        "A: b c d e.\n",
    ] {
        let text = unit.repeat(300_000 / unit.len());
        let _ = read(&text);
    }
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("“"),
        Just("”"),
        Just("\""),
        Just("«"),
        Just("»"),
        Just("„"),
        Just("‘"),
        Just("’"),
        Just("'"),
        Just("「"),
        Just("」"),
        Just(". "),
        Just(", "),
        Just("\n"),
        Just("\n\n"),
        Just("- "),
        Just(": "),
        Just("said "),
        Just("Ivanov "),
        Just("the minister "),
        Just("he "),
        Just("не "),
        Just("日本。"),
        Just("U.S. "),
        Just("3.5 "),
        Just("don’t "),
        Just("é"),
        Just("e\u{301}"),
        Just("\u{200d}"),
        Just("\0"),
        Just("according to "),
        Just("😀"),
        Just("…"),
        Just("Mr. "),
        Just("1,000"),
        Just("ﷺ"),
        Just("ß"),
    ];
    prop::collection::vec(
        prop_oneof![4 => piece.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)],
        0..60,
    )
    .prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn spans_lie_in_the_text(text in hostile()) {
        let language = language::of(None);
        let tokenized = tokenize(&text, &[Span::new(0, text.len())], language);
        let mut last = 0;
        let mut next = 0;
        for sentence in &tokenized.sentences {
            prop_assert!(sentence.span.start >= last);
            prop_assert!(text.get(sentence.span.range()).is_some_and(|s| s.trim() == s && !s.is_empty()));
            prop_assert_eq!(sentence.tokens.start, next);
            prop_assert!(!sentence.tokens.is_empty());
            for token in &tokenized.tokens[sentence.tokens.clone()] {
                prop_assert!(sentence.span.contains(token.span) && !token.span.is_empty());
            }
            last = sentence.span.end;
            next = sentence.tokens.end;
        }
        prop_assert_eq!(next, tokenized.tokens.len());
        for pair in tokenized.tokens.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for token in &tokenized.tokens {
            prop_assert!(text.get(token.span.range()).is_some());
        }
    }

    #[test]
    fn quotations_are_sorted_and_disjoint(text in hostile()) {
        let found = read(&text);
        for quotation in &found {
            prop_assert!(text.get(quotation.span.range()).is_some_and(|s| !s.trim().is_empty()));
            if let Some(speaker) = &quotation.speaker {
                prop_assert!(text.get(speaker.span.range()).is_some_and(|s| !s.is_empty()));
            }
        }
        for pair in found.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
    }

    #[test]
    fn what_stands_elsewhere_changes_nothing(text in hostile()) {
        let language = language::of(None);
        let alone = tokenize(&text, &[Span::new(0, text.len())], language);
        let moved = format!("Before.\n\n{text}");
        let lead = moved.len() - text.len();
        let behind = tokenize(&moved, &[Span::new(lead, moved.len())], language);
        prop_assert_eq!(alone.tokens.len(), behind.tokens.len());
        for (a, b) in alone.tokens.iter().zip(&behind.tokens) {
            prop_assert_eq!((a.key, a.stem, a.class), (b.key, b.stem, b.class));
            prop_assert_eq!(a.span.start as usize + lead, b.span.start as usize);
        }
    }

    #[test]
    fn a_normal_form_is_its_own(word in "\\PC{0,12}") {
        let once = crate::token::normal_form(&word).into_owned();
        let twice = crate::token::normal_form(&once).into_owned();
        prop_assert_eq!(once, twice);
    }
}
