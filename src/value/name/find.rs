//! Finds the names of a text by form and context.

use std::ops::Range;

use super::evidence::Evidence;
use super::known::is_person_name;
use super::link::link;
use super::run::{Scene, possessive};
use super::sound::sound_key;
use super::{NameKind, NameMention};
use crate::language::{Language, NameNoun, normal_form};
use crate::span::Span;
use crate::token::{Class, Tokenized};

/// The names of `text`, in its order and disjoint.
///
/// Languages without capitals give none, and so do those that are read neutrally: a capital may be
/// a name in one language and a noun in another.
pub fn names(text: &str, tokenized: &Tokenized, language: &Language) -> Vec<NameMention> {
    if language.is_neutral() {
        return Vec::new();
    }
    let evidence = Evidence::of(text, tokenized);
    let mut mentions = Vec::new();
    for (number, sentence) in tokenized.sentences.iter().enumerate() {
        let scene = Scene {
            text,
            tokens: &tokenized.tokens,
            sentence,
            language,
            evidence: &evidence,
            shouting: evidence.shouts(number),
        };
        let mut office = None;
        for run in scene.runs() {
            office = split(&scene, run, office, &mut mentions);
        }
    }
    link(text, tokenized, language, &mut mentions);
    mentions
}

/// Parts a run into title and name, and adds what it names.
///
/// A run that is all title, as in "the Foreign Minister of Japan, Taro Kono", is handed back for
/// the name behind the comma.
fn split(
    scene: &Scene,
    run: Range<usize>,
    office: Option<Range<usize>>,
    mentions: &mut Vec<NameMention>,
) -> Option<Range<usize>> {
    let Some(last_title) = run.clone().rev().find(|&at| is_office(scene, &run, at)) else {
        let behind_comma = |office: &Range<usize>| {
            office.end == run.start && run.len() >= 2 && scene.gap(office.end - 1) == ", "
        };
        add(scene, run.clone(), office.filter(behind_comma), mentions);
        return None;
    };
    let mut name = last_title + 1..run.end;
    if scene.word(name.start) == "of" {
        name = after_office_of(scene, name);
    }
    let title = title_start(scene, run.start)..name.start;
    add_places(scene, run.start..name.start, mentions);
    if name.is_empty() {
        return Some(title);
    }
    add(scene, name, Some(title), mentions);
    None
}

/// Whether the word is part of a title before a name, and not of a name such as `Justice
/// Department` or `King County`.
fn is_office(scene: &Scene, run: &Range<usize>, at: usize) -> bool {
    let noun_behind = (at + 1..run.end)
        .any(|at| scene.noun(at).is_some() && !scene.is_title(at) && scene.word(at) != "of");
    let adjective = scene.language.is_title_adjective(scene.key(at));
    let of_behind = (at + 1..run.end).any(|at| scene.word(at) == "of");
    scene.is_title(at) && !adjective && (of_behind || !noun_behind) && !is_surname(scene, run, at)
}

/// Whether a word of title is the family name of a person: in "John King" and "Olga Bishop", and in
/// "heard Bishop say", where no article and no name makes it an office.
fn is_surname(scene: &Scene, run: &Range<usize>, at: usize) -> bool {
    let word = possessive(scene.word(at)).unwrap_or(scene.word(at));
    if at + 1 != run.end || !is_person_name(&normal_form(word)) {
        return false;
    }
    if at > run.start {
        let before = normal_form(scene.word(at - 1));
        let initial = before.chars().count() == 1;
        let plain = !scene.is_title(at - 1) && scene.noun(at - 1).is_none();
        return initial || is_person_name(&before) && plain;
    }
    let office = matches!(word, "Pope" | "Queen" | "President" | "Premier");
    let before = at.checked_sub(1).filter(|&at| scene.token(at).is_some());
    let article = before.is_some_and(|at| {
        scene.language.is_determiner(scene.key(at))
            || scene.token(at).is_some_and(|token| token.capital)
            || possessive(scene.word(at)).is_some()
            || scene.is_title(at)
    });
    let next = scene.word(at + 1);
    let says = scene.language.is_saying_word(next)
        && scene.language.is_saying_form(next, scene.key(at + 1));
    // The text names somebody so: "Anna King and Peter Bishop ... King wants".
    let known = scene.evidence.inside(scene.key(at)) > 0;
    let subject = before.is_none() && scene.gap(at) == " " && (says || known || scene.acts(at));
    let small = scene.evidence.is_small(scene.key(at));
    !office
        && !article
        && !small
        && scene.gap(at) != "-"
        && next != "of"
        && (before.is_some() || subject)
}

/// Of "Prime Minister of Japan Shinzo Abe" the last two words are the name; of "Minister of
/// Foreign Affairs" none is.
fn after_office_of(scene: &Scene, rest: Range<usize>) -> Range<usize> {
    let keys: Vec<u64> = (rest.start + 1..rest.end).map(|at| scene.key(at)).collect();
    if let Some(state) = scene.language.state(&keys) {
        return rest.start + 1 + state.words..rest.end;
    }
    let capital = |at: usize| scene.token(at).is_some_and(|token| token.capital);
    let body = scene.noun(rest.end - 1).is_some();
    let whole = keys.len() >= 3 && !body && (rest.end - 3..rest.end).all(capital);
    if whole { rest.end - 2..rest.end } else { rest.end..rest.end }
}

/// Titles also stand small before a name: "foreign minister Sergei Lavrov". What begins with an
/// adjective of a people is one only if an office follows.
fn title_start(scene: &Scene, name: usize) -> usize {
    let mut start = name;
    let mut at = name;
    while at > scene.sentence.tokens.start
        && matches!(scene.gap(at - 1), " " | ". " | "\u{a0}")
        && (scene.is_title(at - 1) || is_people(scene, at - 1))
    {
        at -= 1;
        let opens_office = is_people(scene, at) && start < name || is_noble(scene, at);
        if opens_office || start < name && scene.is_title(at) {
            start = at;
        }
    }
    start
}

/// A word that can be the last one of a title.
fn is_noble(scene: &Scene, at: usize) -> bool {
    scene.is_title(at) && !scene.language.is_title_adjective(scene.key(at))
}

fn is_people(scene: &Scene, at: usize) -> bool {
    scene.token(at).is_some_and(|token| token.capital) && scene.language.is_demonym(scene.key(at))
}

/// The places and bodies inside a title: `Russian` and `Japan`.
fn add_places(scene: &Scene, title: Range<usize>, mentions: &mut Vec<NameMention>) {
    let mut at = title.start;
    while at < title.end {
        let end = (at..title.end).find(|&at| is_plain(scene, at)).unwrap_or(title.end);
        if end > at && (end - at > 1 || is_known(scene, at)) {
            push(scene, at..end, None, mentions);
        }
        at = end.max(at) + 1;
    }
}

/// Whether a lone word before a title names something: a state, or what the text names elsewhere.
fn is_known(scene: &Scene, at: usize) -> bool {
    let key = scene.key(at);
    scene.language.state(&[key]).is_some()
        || scene.is_acronym(at)
        || possessive(scene.word(at)).is_some()
        || scene.evidence.inside(key) > 1 && !scene.evidence.is_small(key)
}

/// A word of a title that names nothing by itself.
fn is_plain(scene: &Scene, at: usize) -> bool {
    scene.is_title(at)
        || scene.token(at).is_none_or(|token| !token.capital || token.class == Class::Function)
}

/// Adds a name that may have a title in small letters before it.
fn add(
    scene: &Scene,
    run: Range<usize>,
    title: Option<Range<usize>>,
    mentions: &mut Vec<NameMention>,
) {
    let mut run = run;
    let served = |at: usize| scene.token(at).is_some_and(|t| t.class == Class::Function);
    while run.start < run.end && served(run.start) && !scene.is_initial(run.start) {
        run.start += 1;
    }
    if let Some(holder) = behind_state(scene, &run) {
        push(scene, run.start..holder, None, mentions);
        run.start = holder;
    }
    let start = title.map_or_else(|| title_start(scene, run.start), |title| title.start);
    push(scene, run.clone(), (start < run.start).then_some(start..run.start), mentions);
}

/// Where a person's name begins behind the state of an office: in "the head of the ministry of
/// Norway Olga Brandt", but not in "the head of Norway Shipping Holdings".
fn behind_state(scene: &Scene, run: &Range<usize>) -> Option<usize> {
    let of = run.start.checked_sub(1).filter(|&at| scene.word(at) == "of")?;
    let keys: Vec<u64> = run.clone().map(|at| scene.key(at)).collect();
    let holder = run.start + scene.language.state(&keys)?.words;
    let person = run.end.saturating_sub(holder) >= 2
        && scene.gap(of) == " "
        && !scene.language.is_demonym(scene.key(run.start))
        && (holder..run.end).all(|at| scene.noun(at).is_none() && !scene.is_acronym(at));
    person.then_some(holder)
}

fn push(
    scene: &Scene,
    run: Range<usize>,
    title: Option<Range<usize>>,
    mentions: &mut Vec<NameMention>,
) {
    let bare = run.len() == 1 && scene.noun(run.start).is_some();
    if bare && !scene.is_acronym(run.start) && !scene.acts(run.start) || is_measure(scene, &run) {
        return;
    }
    let (Some(first), Some(last)) = (scene.token(run.start), scene.token(run.end.wrapping_sub(1)))
    else {
        return;
    };
    let mut span = first.span.cover(last.span);
    let word = last.span.text(scene.text);
    if let Some(bare) = possessive(word) {
        span.end -= u32::try_from(word.len() - bare.len()).unwrap_or(0);
    }
    let title_span = title.as_ref().and_then(|title| {
        let (first, last) = (scene.token(title.start)?, scene.token(title.end.checked_sub(1)?)?);
        Some(first.span.cover(last.span))
    });
    let full = mentions.len();
    mentions.push(NameMention {
        span,
        tokens: run.clone(),
        kind: kind(scene, &run, title_span),
        title: title_span,
        full,
        sound: sound_key(scene.word(heaviest(scene, &run))),
    });
}

/// Whether a run is the unit or the currency of the number before it: "20 Celsius", "500 Norwegian
/// Kroner", "degrees Fahrenheit".
fn is_measure(scene: &Scene, run: &Range<usize>) -> bool {
    let Some(before) = run.start.checked_sub(1).filter(|&at| scene.token(at).is_some()) else {
        return false;
    };
    let unit = |range: Range<usize>| {
        let words = range.clone().map(|at| scene.key(at));
        let found = scene.language.vocabulary.unit(words);
        found.is_some_and(|(_, words)| words == range.len())
    };
    let word = scene.token(before).is_some_and(|token| token.class == Class::Number);
    let digits = scene.word(before).ends_with(|c: char| c.is_ascii_digit());
    let counted = word || digits || unit(before..before + 1);
    let people = |at: usize| scene.language.is_demonym(scene.key(at));
    let last = run.end - 1;
    counted && (unit(run.clone()) || run.len() == 2 && people(run.start) && unit(last..run.end))
}

/// What the form and the neighbours of a name say of it.
fn kind(scene: &Scene, run: &Range<usize>, title: Option<Span>) -> NameKind {
    let keys: Vec<u64> = run.clone().map(|at| scene.key(at)).collect();
    if scene.language.state(&keys).is_some_and(|state| state.words == keys.len()) {
        return NameKind::Place;
    }
    if title.is_some() {
        return NameKind::Person;
    }
    // "Anna Lake said": a family name that is also a noun for a place.
    let person = is_person_name(&normal_form(scene.word(run.end - 1)))
        && is_person_name(&normal_form(scene.word(run.start)))
        && says(scene, run);
    let noun = run.clone().rev().find_map(|at| scene.noun(at)).filter(|_| run.len() > 1 && !person);
    match noun {
        Some(NameNoun::Place) => return NameKind::Place,
        Some(NameNoun::Body) => return NameKind::Body,
        Some(NameNoun::Thing) => return NameKind::Unknown,
        None => {}
    }
    let before = run.start.checked_sub(1).and_then(|at| scene.token(at));
    if run.len() == 1 && scene.is_acronym(run.start) && scene.word(run.start).len() <= 6 {
        return NameKind::Body;
    }
    if says(scene, run) || run.len() == 1 && scene.acts(run.start) {
        return NameKind::Person;
    }
    match before {
        Some(token) if scene.language.is_before_place(token.key) => NameKind::Place,
        _ => NameKind::Unknown,
    }
}

/// Whether a verb of saying stands right after the name or right before it.
fn says(scene: &Scene, run: &Range<usize>) -> bool {
    let verb = |at: usize| {
        scene.token(at).is_some_and(|token| {
            !token.capital && scene.language.is_saying_form(scene.word(at), token.key)
        })
    };
    let after = matches!(scene.gap(run.end - 1), " " | " also ") && verb(run.end);
    let before = run.start > 0 && scene.gap(run.start - 1) == " " && verb(run.start - 1);
    after || before
}

/// The word by which a name is found again: the last one that is no common noun.
fn heaviest(scene: &Scene, run: &Range<usize>) -> usize {
    let plain = |at: &usize| {
        scene.noun(*at).is_none()
            && scene.token(*at).is_some_and(|token| token.capital || token.class == Class::Content)
            && !matches!(scene.word(*at), "Jr" | "Jr." | "Sr" | "II" | "III" | "IV")
    };
    run.clone().rev().find(plain).unwrap_or(run.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language;
    use crate::token::tokenize;

    /// Every mention as `title [name]`, with `= full` where that differs.
    fn read(text: &str) -> Vec<String> {
        let english = language::of(None);
        let tokenized = tokenize(text, &[Span::new(0, text.len())], english);
        let mentions = names(text, &tokenized, english);
        let line = |mention: &NameMention| {
            let title =
                mention.title.map_or(String::new(), |title| format!("{} ", title.text(text)));
            let (name, full) = (mention.span.text(text), mentions[mention.full].span.text(text));
            let full = if name == full { String::new() } else { format!(" = {full}") };
            format!("{title}[{name}]{full}")
        };
        mentions.iter().map(line).collect()
    }

    #[test]
    fn a_family_name_alone_at_the_head_of_a_sentence_is_a_name() {
        for name in ["Smith", "Lee", "King", "Bishop", "Lake", "Berg", "Khan", "Costa", "Price"] {
            for rest in [
                "resigned on Friday after a long dispute.",
                "was arrested at the airport last night.",
                "has led the company since 2011.",
                "won the seat by nine votes.",
            ] {
                assert_eq!(read(&format!("{name} {rest}")), [format!("[{name}]")], "{name} {rest}");
            }
        }
        for text in [
            "Price rise",
            "Lake dried up",
            "Young people were told to leave at once.",
            "Banks lend less money to small firms.",
            "The price rose on Friday after a dispute.",
        ] {
            assert_eq!(read(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn parts_titles_from_names() {
        let rows: [(&str, &[&str]); 8] = [
            (
                "He met Polish Foreign Minister Anna Nowak and Mr. Petrov.",
                &["[Polish]", "Polish Foreign Minister [Anna Nowak]", "Mr [Petrov]"],
            ),
            (
                "Then Prime Minister of Japan Ichiro Mori spoke.",
                &["[Japan]", "Prime Minister of Japan [Ichiro Mori]"],
            ),
            (
                "It was the Finance Minister of Norway, Kari Holm, who left.",
                &["[Norway]", "Finance Minister of Norway [Kari Holm]"],
            ),
            ("They asked spokesman Ivan Brandt.", &["spokesman [Ivan Brandt]"]),
            ("The foreign ministers met in Oslo.", &["[Oslo]"]),
            ("She leads the Ministry of Foreign Affairs.", &["[Ministry of Foreign Affairs]"]),
            ("He is Secretary of the Council of Ministers.", &[]),
            ("We flew over King County.", &["[King County]"]),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn knows_small_words_inside_names() {
        let rows: [(&str, &[&str]); 12] = [
            ("A treaty with Oslo Denmark did not have.", &["[Oslo]", "[Denmark]"]),
            ("We flew from Oslo Norway to Chad.", &["[Oslo Norway]", "[Chad]"]),
            ("He left the People's Republic of China.", &["[People's Republic of China]"]),
            ("We saw Oslo's Workers’ Party.", &["[Oslo]", "[Workers’ Party]"]),
            ("We saw Hamid al-Rashid there.", &["[Hamid al-Rashid]"]),
            ("We saw Piet van der Meer there.", &["[Piet van der Meer]"]),
            ("We saw Lee Sung-min there.", &["[Lee Sung-min]"]),
            ("The US-Japan pact holds.", &["[US]", "[Japan]"]),
            ("The Oslo-based Bank of Norway fell.", &["[Oslo]", "[Bank of Norway]"]),
            ("We asked J. K. Moe of Norway’s team.", &["[J. K. Moe]", "[Norway]"]),
            ("Then Moe & Brandt's 500 Index fell.", &["[Moe & Brandt's 500 Index]"]),
            ("Norway's 500 Cup ships left.", &["[Norway]"]),
        ];
        for (text, expected) in rows {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn a_capital_at_the_start_of_a_sentence_needs_a_witness() {
        assert_eq!(read("Talks went on."), Vec::<String>::new());
        assert_eq!(read("Brandt left. We saw Brandt."), ["[Brandt]", "[Brandt]"]);
        assert_eq!(read("Norway's team won."), ["[Norway]"]);
        assert_eq!(read("Three Norwegian ships left."), ["[Norwegian]"]);
        assert_eq!(read("DEVELOPING: the ships left."), Vec::<String>::new());
        assert_eq!(read("Toyama scored twice."), ["[Toyama]"]);
        assert_eq!(read("Officials said so."), Vec::<String>::new());
    }

    #[test]
    fn family_names_that_are_titles_or_months() {
        assert_eq!(read("They heard Olga Bishop and John King."), ["[Olga Bishop]", "[John King]"]);
        assert_eq!(read("They heard Bishop sing."), ["[Bishop]"]);
        assert_eq!(read("They heard the Bishop sing."), Vec::<String>::new());
        assert_eq!(read("We heard that April Lund sang."), ["[April Lund]"]);
        assert_eq!(read("In April Nordby sang."), ["[Nordby]"]);
    }

    #[test]
    fn a_person_begins_behind_a_place() {
        assert_eq!(read("Then the mayor of Doran Petra Lund sang."), ["[Doran]", "[Petra Lund]"]);
        assert_eq!(read("He came from Doran Hill Club."), ["[Doran Hill Club]"]);
    }

    #[test]
    fn units_are_no_names() {
        assert_eq!(read("It was 20 degrees Celsius in Oslo."), ["[Oslo]"]);
    }

    #[test]
    fn a_line_in_capitals_has_names() {
        let text = "CAPTAIN HOLM LEFT THE OLD HARBOUR UNDER WATER";
        assert_eq!(read(text), ["CAPTAIN [HOLM]"]);
    }

    #[test]
    fn headlines_need_a_witness_too() {
        let text = "Seven Ships Leave Brandt Harbour After Long Talks\n\nThe ships left. Brandt saw \
                    them, and so did we, with Brandt.";
        assert_eq!(read(text).first().map(String::as_str), Some("[Brandt]"));
    }

    #[test]
    fn short_forms_point_to_full_ones() {
        let text = "President Olga Brandt spoke. Brandt left with the Baltic Energy Forum (BEF). The \
                    BEF liked Brandt.";
        let expected = [
            "President [Olga Brandt]",
            "[Brandt] = Olga Brandt",
            "[Baltic Energy Forum]",
            "[BEF] = Baltic Energy Forum",
            "[BEF] = Baltic Energy Forum",
            "[Brandt] = Olga Brandt",
        ];
        assert_eq!(read(text), expected);
    }

    #[test]
    fn namesakes_stay_apart() {
        let text = "We met Olga Brandt and Karl Brandt. Then Olga Brandt sang. Brandt bowed.";
        assert_eq!(read(text).last().map(String::as_str), Some("[Brandt] = Olga Brandt"));
    }
}
