//! What every family of kinds looks at: both passages with their words, the links between them,
//! the runs, and which words a divergence has already explained.
//!
//! The two sides are numbered, so that a rule is written once and holds both ways round.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use super::ground::Lasting;
use super::said::Said;
use super::support::supported;
use super::{DOUBTFUL, Difference, Effect, Kind, Located, quoted};
use crate::alignment::Op;
use crate::alignment::edits::{Run, runs};
use crate::language::cue::Cue;
use crate::language::force::{self, Force, Forces};
use crate::span::Span;
use crate::telling::Telling;
use crate::token::{Class, Token, normal_form};
use crate::value::Mention;
use crate::value::name::NameMention;

/// The left side.
pub(super) const LEFT: usize = 0;
/// The right side.
pub(super) const RIGHT: usize = 1;

/// One passage.
pub(super) struct Side<'t> {
    /// Its document.
    pub telling: &'t Telling<'t>,
    /// Its words, as indices into the document's tokens.
    pub tokens: Range<usize>,
    words: Vec<Cow<'t, str>>,
    /// Words that a divergence, or a value found equal, explains.
    explained: Vec<bool>,
    /// Words that go with the same deed told in another voice.
    voiced: Vec<bool>,
    /// Links from here to the other side, sorted.
    links: Vec<(usize, usize)>,
    /// For every word, the index of its run.
    runs: Vec<usize>,
    /// What the words of its language do.
    pub lists: &'static Forces,
    /// Words and phrases that move the meaning, in the order of the text.
    forces: Vec<(Range<usize>, &'static [Force])>,
    /// What is known of each word, once somebody asks.
    lasting: OnceCell<Lasting>,
}

/// Both passages and what was found between them.
pub(super) struct View<'t> {
    /// Left and right.
    pub sides: [Side<'t>; 2],
    /// The runs, as fine as the links.
    pub runs: Vec<Run>,
    /// The divergences so far.
    pub found: Vec<Difference>,
    /// The names of each side that the other has not, once somebody asks.
    pub open_names: OnceCell<[Vec<usize>; 2]>,
}

impl<'t> Side<'t> {
    fn new(telling: &'t Telling<'t>, span: Span, links: Vec<(usize, usize)>) -> Self {
        let tokens = tokens_in(&telling.tokenized.tokens, span);
        let words = telling.tokenized.tokens[tokens.clone()]
            .iter()
            .map(|token| normal_form(token.span.text(telling.text)))
            .collect();
        let (explained, voiced) = (vec![false; tokens.len()], vec![false; tokens.len()]);
        let lists = force::of(telling.language.words.tag);
        let forces = forces(telling, &tokens, lists);
        let (runs, lasting) = (Vec::new(), OnceCell::new());
        Self { telling, tokens, words, explained, voiced, links, runs, lists, forces, lasting }
    }

    /// The token at `index`.
    pub fn token(&self, index: usize) -> &'t Token {
        &self.telling.tokenized.tokens[index]
    }

    /// The normal form of the word at `index`; nothing outside the passage.
    pub fn word(&self, index: usize) -> &str {
        index
            .checked_sub(self.tokens.start)
            .and_then(|at| self.words.get(at))
            .map_or("", Cow::as_ref)
    }

    /// The normal forms of a stretch, joined by spaces.
    pub fn phrase(&self, range: Range<usize>) -> String {
        let mut phrase = String::new();
        for index in range {
            if !phrase.is_empty() {
                phrase.push(' ');
            }
            phrase.push_str(self.word(index));
        }
        phrase
    }

    /// Where a stretch of words stands.
    pub fn span(&self, range: &Range<usize>) -> Span {
        self.token(range.start).span.cover(self.token(range.end - 1).span)
    }

    /// Whether a word goes with the same deed told in another voice.
    pub fn is_voiced(&self, index: usize) -> bool {
        let at = index.checked_sub(self.tokens.start);
        at.and_then(|at| self.voiced.get(at)).is_some_and(|&voiced| voiced)
    }

    /// The words of a stretch as the text has them.
    pub fn text(&self, range: &Range<usize>) -> &'t str {
        self.span(range).text(self.telling.text)
    }

    /// Whether the word at `index` stands in a list of small words; nothing outside the passage does.
    pub fn is(&self, index: usize, cue: Cue) -> bool {
        self.tokens.contains(&index) && self.lists.is(self.token(index).key, cue)
    }

    /// What stands between the word at `index` and the one before it.
    pub fn gap_before(&self, index: usize) -> &'t str {
        match index.checked_sub(1).filter(|before| self.tokens.contains(before)) {
            Some(before) => {
                let (from, to) = (self.token(before).span.end, self.token(index).span.start);
                Span { start: from, end: to.max(from) }.text(self.telling.text)
            }
            None => "",
        }
    }

    /// Whether the word at `index` carries content.
    pub fn is_content(&self, index: usize) -> bool {
        self.token(index).class != Class::Function
    }

    /// The words of the other side linked to the word at `index`.
    pub fn linked(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        let from = self.links.partition_point(|link| link.0 < index);
        self.links[from..].iter().take_while(move |link| link.0 == index).map(|link| link.1)
    }

    /// Whether the word at `index` has a link.
    pub fn has_link(&self, index: usize) -> bool {
        self.linked(index).next().is_some()
    }

    /// Whether the word is explained already.
    pub fn is_explained(&self, index: usize) -> bool {
        index
            .checked_sub(self.tokens.start)
            .and_then(|at| self.explained.get(at))
            .is_some_and(|&explained| explained)
    }

    /// For each word of the passage, whether it is explained already.
    pub fn explained(&self) -> &[bool] {
        &self.explained
    }

    /// What is known of each word and stays so, whatever is explained.
    pub fn lasting(&self) -> &Lasting {
        self.lasting.get_or_init(|| Lasting::new(self))
    }

    /// Marks words as explained.
    pub fn explain(&mut self, range: Range<usize>) {
        for index in range {
            if let Some(at) = index.checked_sub(self.tokens.start)
                && let Some(explained) = self.explained.get_mut(at)
            {
                *explained = true;
            }
        }
    }

    /// The words of the passage that start inside `span`.
    pub fn tokens_in(&self, span: Span) -> Range<usize> {
        let words = tokens_in(&self.telling.tokenized.tokens, span);
        let start = words.start.clamp(self.tokens.start, self.tokens.end);
        start..words.end.clamp(start, self.tokens.end)
    }

    /// The run that holds the word at `index`.
    pub fn run_of(&self, index: usize) -> usize {
        self.runs[index - self.tokens.start]
    }

    /// The numbers and dates that lie wholly in the passage.
    pub fn values(&self) -> &'t [Mention] {
        inside(&self.telling.values, &self.tokens, |mention| &mention.tokens)
    }

    /// The number or date that a word is part of.
    pub fn value_at(&self, index: usize) -> Option<&'t Mention> {
        let values = self.values();
        let at = values.partition_point(|value| value.tokens.end <= index);
        values.get(at).filter(|value| value.tokens.contains(&index))
    }

    /// The names that lie wholly in the passage.
    pub fn names(&self) -> &'t [NameMention] {
        inside(&self.telling.names, &self.tokens, |mention| &mention.tokens)
    }

    /// Words and phrases that move the meaning, in the order of the text.
    pub fn forces(&self) -> &[(Range<usize>, &'static [Force])] {
        &self.forces
    }

    /// Whether the word and the one before it are parts of one: "US-Japan".
    pub fn is_compound(&self, index: usize) -> bool {
        matches!(self.gap_before(index), "-" | "\u{2010}" | "\u{2011}" | "/")
    }

    /// Whether the word is direct speech.
    pub fn is_quoted(&self, index: usize) -> bool {
        self.quotation(index).is_some()
    }

    /// Whether the word is direct speech, and said outright: nobody is said to have said it within.
    pub fn is_said_outright(&self, index: usize) -> bool {
        self.quotation(index).is_some_and(|at| {
            let quotation = self.telling.quotations[at].span;
            let sentence = self.sentence(index).start;
            let before =
                (sentence..index).rev().take_while(|&at| quotation.contains(self.token(at).span));
            !before.into_iter().any(|at| self.is_saying(at))
        })
    }

    /// The number of the direct speech that holds the word.
    pub fn quotation(&self, index: usize) -> Option<usize> {
        let word = self.token(index).span;
        let quotations = &self.telling.quotations;
        let next = quotations.partition_point(|quotation| quotation.span.start <= word.start);
        let at = next.checked_sub(1)?;
        quotations[at].span.contains(word).then_some(at)
    }

    /// Whether a sentence begins with the word.
    pub fn begins_sentence(&self, index: usize) -> bool {
        let sentences = &self.telling.tokenized.sentences;
        sentences.binary_search_by_key(&index, |sentence| sentence.tokens.start).is_ok()
    }

    /// Whether the word helps a verb: `has`, `did`, `would`.
    pub fn is_auxiliary(&self, index: usize) -> bool {
        let key = self.token(index).key;
        self.lists.irregular(key).is_some_and(|form| form.helps)
            || self.telling.language.is_modal(key)
    }

    /// Whether the word is a verb of saying.
    pub fn is_saying(&self, index: usize) -> bool {
        self.telling.language.saying(self.token(index).stem).is_some()
    }

    /// The verb of which the word is a form, as its stem, and whether it speaks of the past.
    pub fn verb_form(&self, index: usize) -> Option<(u64, bool)> {
        let token = self.token(index);
        let word = self.word(index);
        let past = match self.lists.irregular(token.key) {
            Some(form) => form.past,
            None => word.ends_with("ed"),
        };
        (token.class != Class::Number).then_some((token.stem, past))
    }

    /// The words of the passage in the sentence of the word at `index`.
    pub fn sentence(&self, index: usize) -> Range<usize> {
        let sentences = &self.telling.tokenized.sentences;
        let at = sentences.partition_point(|sentence| sentence.tokens.end <= index);
        match sentences.get(at) {
            Some(sentence) => {
                let start = sentence.tokens.start.max(self.tokens.start);
                start..sentence.tokens.end.min(self.tokens.end).max(start)
            }
            None => self.tokens.clone(),
        }
    }

    /// Whether a mark that ends a clause, not only a quotation mark, stands before the word.
    pub fn scope_ends(&self, index: usize) -> bool {
        self.gap_before(index).contains([',', ';', ':', '.', '!', '?', '(', ')', '—', '–'])
    }

    /// Whether a mark that ends a clause stands before the word at `index`.
    pub fn clause_starts(&self, index: usize) -> bool {
        self.gap_before(index)
            .contains([',', ';', ':', '.', '!', '?', '(', ')', '—', '–', '"', '”', '“'])
    }
}

impl<'t> View<'t> {
    /// Both passages with their links.
    pub fn new(
        left: (&'t Telling<'t>, Span),
        right: (&'t Telling<'t>, Span),
        links: &[(usize, usize)],
    ) -> Self {
        let left_tokens = tokens_in(&left.0.tokenized.tokens, left.1);
        let right_tokens = tokens_in(&right.0.tokenized.tokens, right.1);
        let mut forth: Vec<(usize, usize)> = links
            .iter()
            .copied()
            .filter(|(i, j)| left_tokens.contains(i) && right_tokens.contains(j))
            .collect();
        forth.sort_unstable();
        forth.dedup();
        let forth = supported((left.0, &left_tokens), (right.0, &right_tokens), &forth);
        let mut back: Vec<(usize, usize)> = forth.iter().map(|&(i, j)| (j, i)).collect();
        back.sort_unstable();
        let runs = runs(
            &left.0.tokenized.tokens,
            &right.0.tokenized.tokens,
            left_tokens,
            right_tokens,
            &forth,
        );
        let mut sides = [Side::new(left.0, left.1, forth), Side::new(right.0, right.1, back)];
        number_runs(&mut sides, &runs);
        Self { sides, runs, found: Vec::new(), open_names: OnceCell::new() }
    }

    /// Whether two stretches lie in one replaced run: the same place between linked words.
    pub fn same_place(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let run = self.sides[LEFT].run_of(left.start);
        self.runs[run].op == Op::Replaced && run == self.sides[RIGHT].run_of(right.start)
    }

    /// How far the words around two stretches face each other, 0 to 1.
    pub fn context(&self, left: &Range<usize>, right: &Range<usize>) -> f64 {
        let [a, b] = &self.sides;
        let (mut seen, mut met) = (0.0, 0.0);
        for (weight, index) in around(a, left) {
            let near = a.linked(index).any(|other| {
                let (after, other_after) = (index >= left.end, other >= right.end);
                let distance = if other_after {
                    other + 1 - right.end
                } else {
                    right.start.saturating_sub(other)
                };
                after == other_after && !right.contains(&other) && distance <= 7
            });
            seen += weight;
            met += if near { weight } else { 0.0 };
        }
        let turned = around(b, right).into_iter().map(|(weight, _)| weight).sum::<f64>();
        if seen.max(turned) > 0.0 { met / seen.max(turned) } else { 0.5 }
    }

    /// Share of the content words of both passages that are linked, 0 to 1.
    pub fn coverage(&self) -> f64 {
        let (mut content, mut linked) = (0_u32, 0_u32);
        for side in &self.sides {
            for index in side.tokens.clone().filter(|&index| side.is_content(index)) {
                content += 1;
                linked += u32::from(side.has_link(index));
            }
        }
        if content == 0 { 0.0 } else { f64::from(linked) / f64::from(content) }
    }

    /// The same as [`Self::coverage`], of the sentences alone that two stretches stand in: what
    /// faces each other a paragraph away says nothing of them.
    pub fn coverage_around(&self, left: &Range<usize>, right: &Range<usize>) -> f64 {
        let (mut content, mut linked) = (0_u32, 0_u32);
        for (side, stretch) in self.sides.iter().zip([left, right]) {
            for index in side.sentence(stretch.start).filter(|&index| side.is_content(index)) {
                content += 1;
                linked += u32::from(side.has_link(index));
            }
        }
        if content == 0 { 0.0 } else { f64::from(linked) / f64::from(content) }
    }

    /// Share of the words of both passages outside `left` and `right` that are the same words in
    /// the same order.
    pub fn sameness(&self, left: &Range<usize>, right: &Range<usize>) -> f64 {
        let (mut words, mut same) = (0_usize, 0_usize);
        for (side, except) in self.sides.iter().zip([left, right]) {
            for index in side.tokens.clone().filter(|index| !except.contains(index)) {
                words += 1;
                same += usize::from(self.runs[side.run_of(index)].op == Op::Equal);
            }
        }
        if words == 0 { 1.0 } else { same as f64 / words as f64 }
    }

    /// Tag of the language of the left side.
    pub fn tag(&self) -> &'static str {
        self.sides[LEFT].telling.language.words.tag
    }

    /// Gives the last divergence another effect than its kind usually has.
    pub fn weigh(&mut self, effect: Effect) {
        if let Some(last) = self.found.last_mut() {
            last.effect = effect;
        }
    }

    /// Shows the last divergence at other spans than those of its words.
    pub fn relocate(&mut self, spans: [Span; 2]) {
        if let Some(last) = self.found.last_mut() {
            for (located, span) in [&mut last.left, &mut last.right].into_iter().zip(spans) {
                if let Some(located) = located {
                    located.span = span;
                }
            }
        }
    }

    /// Marks words that go with the same deed told in another voice.
    pub fn voice(&mut self, side: usize, words: Range<usize>) {
        let start = self.sides[side].tokens.start;
        for at in words {
            if let Some(voiced) = self.sides[side].voiced.get_mut(at - start) {
                *voiced = true;
            }
        }
    }

    /// A divergence that leaves its words open to other families.
    pub fn note(
        &mut self,
        kind: Kind,
        spans: [Span; 2],
        explanation: impl Into<Said>,
        confidence: f64,
    ) {
        let [left, right] = spans.map(|span| Some(Located { span, value: None }));
        self.push(kind, [left, right], explanation.into(), confidence);
    }

    fn push(&mut self, kind: Kind, sides: [Option<Located>; 2], said: Said, confidence: f64) {
        let ([left, right], effect) = (sides, kind.usual_effect());
        let Said { text: explanation, turned } = said;
        self.found.push(Difference {
            kind,
            effect,
            left,
            right,
            explanation,
            turned,
            elsewhere: None,
            confidence,
        });
    }

    /// The divergences; of doubtful ones it is only known that the words differ.
    pub fn finish(mut self) -> Vec<Difference> {
        let mut found = std::mem::take(&mut self.found);
        for difference in &mut found {
            if difference.confidence < DOUBTFUL && difference.effect > Effect::None {
                difference.kind = Kind::Wording;
                difference.effect = Effect::Unclear;
                difference.confidence = 1.0 - difference.confidence;
                let Said { text, turned } = self.plain(difference);
                (difference.explanation, difference.turned) = (text, turned);
            }
        }
        found
    }

    fn plain(&self, difference: &Difference) -> Said {
        let text = |side: usize, located: &Option<Located>| {
            let text = self.sides[side].telling.text;
            quoted(located.as_ref().map_or("", |located| located.span.text(text)))
        };
        let (left, right) = (text(LEFT, &difference.left), text(RIGHT, &difference.right));
        Said::of(&left, &right, |a, b| {
            format!("{a} and {b}: whether they exclude each other, the text around would settle")
        })
    }

    /// A divergence between two stretches, whose words are explained by it.
    pub fn differ(
        &mut self,
        kind: Kind,
        left: Option<(Range<usize>, Option<String>)>,
        right: Option<(Range<usize>, Option<String>)>,
        explanation: impl Into<Said>,
        confidence: f64,
    ) {
        let mut located = [None, None];
        for (side, place) in [left, right].into_iter().enumerate() {
            if let Some((range, value)) = place {
                located[side] = Some(Located { span: self.sides[side].span(&range), value });
                self.sides[side].explain(range);
            }
        }
        self.push(kind, located, explanation.into(), confidence);
    }
}

/// The indices of the tokens that start inside `span`.
pub(super) fn tokens_in(tokens: &[Token], span: Span) -> Range<usize> {
    let from = tokens.partition_point(|token| token.span.start < span.start);
    let to = tokens.partition_point(|token| token.span.end <= span.end);
    from..to.max(from)
}

fn inside<'t, T>(
    mentions: &'t [T],
    tokens: &Range<usize>,
    of: impl Fn(&T) -> &Range<usize>,
) -> &'t [T] {
    let from = mentions.partition_point(|mention| of(mention).start < tokens.start);
    let to = mentions.partition_point(|mention| of(mention).end <= tokens.end);
    &mentions[from..to.max(from)]
}

fn number_runs(sides: &mut [Side<'_>; 2], runs: &[Run]) {
    for (side, pick) in sides.iter_mut().zip([left_of, right_of]) {
        side.runs = vec![0; side.tokens.len()];
        for (number, run) in runs.iter().enumerate() {
            for index in pick(run) {
                side.runs[index - side.tokens.start] = number;
            }
        }
    }
}

fn left_of(run: &Run) -> Range<usize> {
    run.left.clone()
}

fn right_of(run: &Run) -> Range<usize> {
    run.right.clone()
}

/// The content words next to a stretch, two on each side, with a weight that falls with distance.
fn around(side: &Side<'_>, range: &Range<usize>) -> Vec<(f64, usize)> {
    let before = (side.tokens.start..range.start).rev();
    let after = range.end..side.tokens.end;
    let mut near = nearest(side, before);
    near.extend(nearest(side, after));
    near
}

fn nearest(side: &Side<'_>, indices: impl Iterator<Item = usize>) -> Vec<(f64, usize)> {
    indices
        .take(6)
        .enumerate()
        .filter(|&(_, index)| side.is_content(index))
        .take(2)
        .map(|(distance, index)| (1.0 / (distance as f64 + 1.0), index))
        .collect()
}

/// Words and phrases that move the meaning; phrases do not overlap, the first and longest counts.
fn forces(
    telling: &Telling<'_>,
    tokens: &Range<usize>,
    lists: &'static Forces,
) -> Vec<(Range<usize>, &'static [Force])> {
    let all = &telling.tokenized.tokens[tokens.clone()];
    let mut found = Vec::new();
    let mut at = 0;
    while at < all.len() {
        match lists.at(&mut all[at..].iter().map(|token| token.key)) {
            Some((words, what)) => {
                found.push((tokens.start + at..tokens.start + at + words, what));
                at += words;
            }
            None => at += 1,
        }
    }
    found
}
