//! Quotation marks, paragraph by paragraph.
//!
//! Only the outermost quotation is kept; marks inside it are its text. A mark that stands where
//! it can only close is never taken to open, and the other way round; where both are possible
//! (straight marks, or marks torn off by machine translation) the count of marks that are still to
//! come decides.

use crate::language::Language;
use crate::span::Span;
use crate::token::{Token, Tokenized};

use super::{Bounds, Paragraph, Quoted, sentence_at, token_at};

/// How many marks a search for a closing one passes.
const REACH: usize = 256;

/// How many words behind a mark may name the speaker.
const NEAR: usize = 5;

/// Everything that stands between marks, in the order of the text.
pub(super) fn quoted(
    text: &str,
    tokenized: &Tokenized,
    paragraphs: &[Paragraph],
    language: &Language,
) -> Vec<Quoted> {
    let mut out = Vec::new();
    for (index, paragraph) in paragraphs.iter().enumerate() {
        let marks = marks(text, paragraph.span);
        if marks.is_empty() {
            continue;
        }
        let next = paragraphs.get(index + 1).and_then(|next| opening_mark(text, next.span));
        let mut reader = Reader {
            text,
            tokenized,
            language,
            paragraph,
            index,
            goes_on: next.is_some_and(|mark| mark != '\''),
            next,
            ahead: Ahead::new(&marks),
            left_curly: marks.iter().any(|m| &text[m.at as usize..m.end as usize] == "“"),
            marks,
            from: paragraph.span.start,
        };
        reader.read(&mut out);
    }
    out
}

/// Marks that pair with each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Family {
    Curly,
    Straight,
    Low,
    Angle,
    Corner,
    Single,
}

/// A quotation mark and what it can be where it stands.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: u32,
    end: u32,
    family: Family,
    opens: bool,
    closes: bool,
    /// A closing mark that may as well be an apostrophe: `the ministers’ talks`.
    doubtful: bool,
}

fn marks(text: &str, span: Span) -> Vec<Mark> {
    let mut out: Vec<Mark> = Vec::new();
    let mut before = ' ';
    let part = span.text(text);
    for (offset, c) in part.char_indices() {
        if is_mark(c) {
            let after = part[offset + c.len_utf8()..].chars().next().unwrap_or(' ');
            if let Some(mark) = mark(c, before, after, span.range().start + offset) {
                out.push(mark);
            }
        }
        before = c;
    }
    turn_angles(&mut out);
    out
}

fn is_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '\''
            | '“'
            | '”'
            | '‟'
            | '„'
            | '‚'
            | '‘'
            | '’'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '＂'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〝'
            | '〟'
    )
}

fn mark(c: char, before: char, after: char, at: usize) -> Option<Mark> {
    let free = before.is_whitespace()
        || matches!(before, '(' | '[' | '—' | '–' | '-' | '/' | '“' | '"' | '«' | '„');
    let ends = !after.is_alphanumeric();
    let (family, opens, closes) = match c {
        '“' => (Family::Curly, !after.is_whitespace(), !before.is_whitespace() && ends),
        '”' | '‟' => (Family::Curly, free && !ends, true),
        '"' | '＂' => (Family::Straight, !after.is_whitespace(), true),
        '„' | '‚' | '〝' => (Family::Low, true, false),
        '«' | '‹' => (Family::Angle, true, false),
        '»' | '›' => (Family::Angle, false, true),
        '「' | '『' | '《' => (Family::Corner, true, false),
        '」' | '』' | '》' | '〟' => (Family::Corner, false, true),
        '‘' => (Family::Single, free && !ends, false),
        '’' => (Family::Single, false, !before.is_whitespace() && ends),
        '\'' => (Family::Single, free && after.is_alphabetic(), !before.is_whitespace() && ends),
        _ => return None,
    };
    let doubtful = family == Family::Single && matches!(before, 's' | 'S') && after == ' ';
    let at = Span::new(at, at + c.len_utf8());
    (opens || closes).then_some(Mark { at: at.start, end: at.end, family, opens, closes, doubtful })
}

/// »So« instead of «so»: the first mark of the paragraph tells.
fn turn_angles(marks: &mut [Mark]) {
    let mut angles = marks.iter_mut().filter(|mark| mark.family == Family::Angle).peekable();
    if angles.peek().is_some_and(|first| first.closes) {
        angles.for_each(|mark| (mark.opens, mark.closes) = (mark.closes, mark.opens));
    }
}

/// The mark with which a paragraph starts, if it may open a quotation.
fn opening_mark(text: &str, span: Span) -> Option<char> {
    let first = span.text(text).chars().next()?;
    matches!(first, '“' | '"' | '«' | '„' | '”' | '‘' | '\'').then_some(first)
}

/// What is still to come behind each mark, so that no search runs twice over a paragraph.
struct Ahead {
    /// Straight marks from here on.
    straight: Vec<usize>,
    /// The next mark that opens a single quotation for certain, from here on.
    single_open: Vec<usize>,
    /// The next mark that closes a single quotation for certain, or at least may do so.
    single_sure: Vec<usize>,
    single_any: Vec<usize>,
}

impl Ahead {
    fn new(marks: &[Mark]) -> Self {
        let n = marks.len();
        let mut ahead = Self {
            straight: vec![0; n + 1],
            single_open: vec![n; n + 1],
            single_sure: vec![n; n + 1],
            single_any: vec![n; n + 1],
        };
        for (i, mark) in marks.iter().enumerate().rev() {
            let single = mark.family == Family::Single;
            ahead.straight[i] =
                ahead.straight[i + 1] + usize::from(mark.family == Family::Straight);
            let put =
                |list: &mut Vec<usize>, here: bool| list[i] = if here { i } else { list[i + 1] };
            put(&mut ahead.single_open, single && mark.opens);
            put(&mut ahead.single_sure, single && mark.closes && !mark.doubtful);
            put(&mut ahead.single_any, single && mark.closes);
        }
        ahead
    }
}

struct Reader<'a> {
    text: &'a str,
    tokenized: &'a Tokenized,
    language: &'a Language,
    paragraph: &'a Paragraph,
    index: usize,
    goes_on: bool,
    /// The mark with which the next paragraph starts.
    next: Option<char>,
    marks: Vec<Mark>,
    ahead: Ahead,
    /// Whether the paragraph has a mark that is made to open.
    left_curly: bool,
    /// Past the last quotation.
    from: u32,
}

/// Where a quotation that opened at a mark ends.
enum End {
    /// At this mark.
    Mark(usize),
    /// Its closing mark is lost; the next mark that matters is this one.
    Lost(usize),
    /// It was no quotation.
    None,
}

impl Reader<'_> {
    fn read(&mut self, out: &mut Vec<Quoted>) {
        let mut i = 0;
        if let Some(last) = self.whole_paragraph() {
            let (open, close) = (self.marks[0], self.marks[last]);
            self.push(out, (open.end, close.at), (open.at, close.end), Bounds::Pair);
            i = last + 1;
        }
        while i < self.marks.len() {
            let mark = self.marks[i];
            if mark.closes && self.is_unopened(i) {
                let start = self.lost_start(mark.at);
                self.push(out, (start, mark.at), (start, mark.end), Bounds::Half);
                i += 1;
                continue;
            }
            if !self.may_open(i) {
                i += 1;
                continue;
            }
            match self.end_of(i) {
                End::Mark(j) => {
                    let close = self.marks[j];
                    self.push(out, (mark.end, close.at), (mark.at, close.end), Bounds::Pair);
                    i = j + 1;
                }
                End::Lost(j) => {
                    let (stop, bounds) = self.lost_end(i, j);
                    self.push(out, (mark.end, stop), (mark.at, stop), bounds);
                    i = self.marks.partition_point(|m| m.at < stop).max(i + 1);
                }
                End::None => i += 1,
            }
        }
    }

    fn may_open(&self, i: usize) -> bool {
        let mark = self.marks[i];
        if mark.family == Family::Straight {
            return mark.opens && !self.looks_closing(mark);
        }
        // ” opens only in texts that know no “.
        mark.opens && !(self.left_curly && mark.family == Family::Curly && mark.closes)
    }

    /// A straight mark that stands on the word before it.
    fn looks_closing(&self, mark: Mark) -> bool {
        let before = self.text[..mark.at as usize].chars().next_back().unwrap_or(' ');
        let after = self.text[mark.end as usize..].chars().next().unwrap_or(' ');
        !before.is_whitespace()
            && !matches!(before, '(' | '[' | '—' | '–' | '-' | '/')
            && !after.is_alphanumeric()
            && mark.at > self.paragraph.span.start
    }

    fn end_of(&self, i: usize) -> End {
        match self.marks[i].family {
            Family::Curly => self.curly_end(i),
            Family::Straight => self.straight_end(i),
            Family::Low => self.find(i, |m| {
                matches!(m.family, Family::Curly | Family::Straight | Family::Low)
                    && (m.closes || m.family == Family::Curly)
            }),
            Family::Angle | Family::Corner => self.nested_end(i),
            Family::Single => self.single_end(i),
        }
    }

    fn find(&self, i: usize, is: impl Fn(&Mark) -> bool) -> End {
        let n = self.marks.len();
        (i + 1..n.min(i + REACH)).find(|&j| is(&self.marks[j])).map_or(End::Lost(n), End::Mark)
    }

    /// “…”, also when “ stands in for ” or a second pair is nested inside.
    fn curly_end(&self, i: usize) -> End {
        let n = self.marks.len();
        let curly = |j: &usize| self.marks[*j].family == Family::Curly;
        let Some(next) = (i + 1..n).find(curly) else {
            // “…": the other kind of mark stands in.
            return self.find(i, |m| m.family == Family::Straight && self.looks_closing(*m));
        };
        let inner = self.marks[next];
        if inner.closes {
            return End::Mark(next);
        }
        let mut closes = (next + 1..n).filter(curly).take_while(|&j| self.marks[j].closes);
        match (closes.next(), closes.next()) {
            (Some(_), Some(outer)) => End::Mark(outer),
            _ => End::Lost(next),
        }
    }

    /// "…": the next mark, unless those that follow pair among themselves.
    fn straight_end(&self, i: usize) -> End {
        let n = self.marks.len();
        let Some(next) = (i + 1..n).find(|&j| self.marks[j].family == Family::Straight) else {
            return self.find(i, |m| m.family == Family::Curly && m.closes);
        };
        let mark = self.marks[next];
        let before = self.text[..mark.at as usize].chars().next_back().unwrap_or(' ');
        let after = self.text[mark.end as usize..].chars().next().unwrap_or(' ');
        let looks_open = before.is_whitespace() && after.is_alphanumeric();
        if looks_open && self.ahead.straight[next].is_multiple_of(2) {
            End::Lost(next)
        } else {
            End::Mark(next)
        }
    }

    /// Marks that tell open from close may stand inside each other.
    fn nested_end(&self, i: usize) -> End {
        let family = self.marks[i].family;
        let mut depth = 1;
        let mut last = None;
        for (j, mark) in self
            .marks
            .iter()
            .enumerate()
            .take(i + REACH)
            .skip(i + 1)
            .filter(|(_, m)| m.family == family)
        {
            if mark.opens {
                depth += 1;
            } else {
                depth -= 1;
                last = Some(j);
            }
            if depth == 0 {
                break;
            }
        }
        last.map_or(End::Lost(self.marks.len()), End::Mark)
    }

    /// ‘…’: a mark that may be an apostrophe closes only when no better one follows.
    fn single_end(&self, i: usize) -> End {
        let n = self.marks.len();
        let (sure, any) = (self.ahead.single_sure[i + 1], self.ahead.single_any[i + 1]);
        let open = self.ahead.single_open[i + 1];
        match (sure < n && sure <= open, any < n) {
            (true, _) => End::Mark(sure),
            // 'It was late.\n\n'We left': marks that open each paragraph of a speech.
            (false, _) if self.opens_alike(i) => End::Lost(n),
            (false, true) if any < open => End::Mark(any),
            _ => End::None,
        }
    }

    /// Whether the next paragraph starts with the same single mark, and this one may be the start of
    /// a speech: the paragraph or a colon stands before it.
    fn opens_alike(&self, i: usize) -> bool {
        let (mark, text) = (self.marks[i], self.text);
        let glyph = text[mark.at as usize..].chars().next();
        let head = Span { start: self.paragraph.span.start, end: mark.at }.text(text).trim_end();
        glyph == self.next && (head.is_empty() || head.ends_with(':'))
    }

    /// A closing mark without an opening one: kept where the text goes on to say who spoke.
    fn is_unopened(&self, i: usize) -> bool {
        let mark = self.marks[i];
        let kind = match mark.family {
            Family::Curly | Family::Angle => true,
            // An even count pairs up without it.
            Family::Straight => self.ahead.straight[i] % 2 == 1,
            _ => false,
        };
        if !kind || mark.at <= self.from {
            return false;
        }
        let tail = self.text[mark.end as usize..self.paragraph.span.range().end]
            .trim_start_matches([' ', '-', '–', '—', ',']);
        let word = tail.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        self.language.is_saying_word(word)
    }

    /// The last mark of a paragraph that is one quotation with marks astray inside: it opens with
    /// a mark, some marks do not touch their words, and only one is followed by who speaks.
    fn whole_paragraph(&self) -> Option<usize> {
        let first = *self.marks.first()?;
        if first.at != self.paragraph.span.start
            || first.family == Family::Single
            || self.is_regular()
        {
            return None;
        }
        let mut attributed = (1..self.marks.len()).filter(|&i| self.names_speaker(i));
        match (attributed.next(), attributed.next()) {
            (Some(last), None) if last >= 2 => Some(last),
            _ => None,
        }
    }

    /// Whether every mark touches the words that it encloses.
    fn is_regular(&self) -> bool {
        self.marks.iter().filter(|mark| mark.family != Family::Single).all(|mark| {
            let glyph = Span { start: mark.at, end: mark.end }.text(self.text);
            let before = self.text[..mark.at as usize].chars().next_back().unwrap_or(' ');
            let after = self.text[mark.end as usize..].chars().next().unwrap_or(' ');
            match glyph {
                "“" | "„" | "«" => !after.is_whitespace(),
                "”" | "»" => !before.is_whitespace(),
                _ => true,
            }
        })
    }

    /// Whether one of the few words behind a mark, before the next one, is a verb of saying.
    fn names_speaker(&self, i: usize) -> bool {
        let start = self.marks[i].end;
        let stop = self.marks.get(i + 1).map_or(self.paragraph.span.end, |next| next.at);
        let first = token_at(self.tokenized, start);
        let tokens =
            self.tokenized.tokens[first..].iter().take(NEAR).take_while(|t| t.span.start < stop);
        self.marks[i].closes && tokens.into_iter().any(|token| self.is_said(token))
    }

    /// Whether a token is a verb of saying and no noun.
    fn is_said(&self, token: &Token) -> bool {
        let word = token.span.text(self.text);
        self.language.is_saying_word(word) && self.language.is_saying_form(word, token.key)
    }

    /// The start of a quotation whose opening mark is lost.
    fn lost_start(&self, at: u32) -> u32 {
        let between = token_at(self.tokenized, self.from)..token_at(self.tokenized, at);
        if !self.tokenized.tokens[between].iter().any(|token| self.is_said(token)) {
            return self.from;
        }
        let sentence = sentence_at(self.tokenized, at);
        self.tokenized.sentences.get(sentence).map_or(self.from, |s| s.span.start.max(self.from))
    }

    /// The end of a quotation whose closing mark is lost, before the mark `j`.
    fn lost_end(&self, i: usize, j: usize) -> (u32, Bounds) {
        let open = self.marks[i];
        let whole = self.paragraph.span;
        let Some(next) = self.marks.get(j) else {
            let heads = open.at == whole.start;
            let goes_on = self.goes_on || open.family == Family::Single;
            if heads || goes_on {
                return (whole.end, if goes_on { Bounds::Open } else { Bounds::Half });
            }
            let sentence = sentence_at(self.tokenized, open.end);
            let end = self.tokenized.sentences.get(sentence).map_or(whole.end, |s| s.span.end);
            return (end.clamp(open.end, whole.end), Bounds::Half);
        };
        let before = sentence_at(self.tokenized, next.at);
        let sentences = &self.tokenized.sentences[..before.min(self.tokenized.sentences.len())];
        let end = sentences.last().map_or(next.at, |s| s.span.end);
        (if end > open.end { end.min(next.at) } else { next.at }, Bounds::Half)
    }

    fn push(
        &mut self,
        out: &mut Vec<Quoted>,
        inner: (u32, u32),
        outer: (u32, u32),
        bounds: Bounds,
    ) {
        self.from = outer.1;
        let (start, end) = (inner.0 as usize, inner.1 as usize);
        let part = &self.text[start..end.max(start)];
        let lead = part.len() - part.trim_start().len();
        let kept = part
            .trim_start()
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、'));
        let inner = Span::new(start + lead, start + lead + kept.len());
        let words = token_at(self.tokenized, inner.start)..token_at(self.tokenized, inner.end);
        if !words.is_empty() {
            let outer = Span { start: outer.0, end: outer.1.max(inner.end) };
            out.push(Quoted { inner, outer, paragraph: self.index, bounds });
        }
    }
}
