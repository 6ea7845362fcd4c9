//! Reads sentences with their trees, and who is mentioned in them, from CoNLL-U files of GUM.

use std::path::Path;

use crate::pair::Word;

/// A sentence of a document.
#[derive(Clone, Debug)]
pub struct Sentence {
    pub document: String,
    pub words: Vec<Word>,
    pub mentions: Vec<Mention>,
    /// Whether it is a whole statement, not a heading, a question or a fragment.
    pub states: bool,
}

/// A stretch of words that names or calls somebody or something.
#[derive(Clone, Debug)]
pub struct Mention {
    /// Who or what, by its number in the document.
    pub of: String,
    /// Of which kind: person, place, organization …
    pub kind: String,
    /// First and last word.
    pub first: usize,
    pub last: usize,
}

/// All sentences of a file.
pub fn read(path: &Path) -> Vec<Sentence> {
    let text = std::fs::read_to_string(path).unwrap();
    let document = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    text.split("\n\n")
        .filter(|block| !block.trim().is_empty())
        .map(|b| sentence(&document, b))
        .collect()
}

fn sentence(document: &str, block: &str) -> Sentence {
    let mut all = Sentence {
        document: document.to_owned(),
        words: Vec::new(),
        mentions: Vec::new(),
        states: block.contains("\n# s_type = decl\n"),
    };
    // The last word of a group that is written as one, and whether a space follows it.
    let mut group: Option<(usize, bool)> = None;
    let mut open: Vec<Mention> = Vec::new();
    for line in block.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let &[number, form, _, _, tag, _, head, relation, _, more] = fields.as_slice() else {
            continue;
        };
        let glued = more.contains("SpaceAfter=No");
        if let Some((_, last)) = number.split_once('-') {
            group = last.parse().ok().map(|last| (last, glued));
            continue;
        }
        let Ok(number) = number.parse::<usize>() else { continue };
        let glued = match group {
            Some((last, after)) if number == last => after,
            Some((last, _)) if number < last => true,
            _ => glued,
        };
        all.words.push(Word {
            form: form.to_owned(),
            tag: tag.to_owned(),
            head: head.parse::<usize>().ok().and_then(|head| head.checked_sub(1)),
            relation: relation.to_owned(),
            glued,
        });
        let entity = more.split('|').find_map(|it| it.strip_prefix("Entity=")).unwrap_or("");
        read_mentions(entity, all.words.len() - 1, &mut open, &mut all.mentions);
    }
    all
}

/// Reads brackets such as `(188-event-acc:inf-cf6-3-coref(189-time-new-cf1-1-sgl)` and `189)188)`.
fn read_mentions(entity: &str, at: usize, open: &mut Vec<Mention>, found: &mut Vec<Mention>) {
    let mut rest = entity;
    while !rest.is_empty() {
        let opens = rest.starts_with('(');
        let body = rest.trim_start_matches('(');
        let end = body.find(['(', ')']).unwrap_or(body.len());
        let closes = body[end..].starts_with(')');
        let mut fields = body[..end].split('-');
        let of = fields.next().unwrap_or_default().to_owned();
        if opens {
            let kind = fields.next().unwrap_or_default().to_owned();
            open.push(Mention { of: of.clone(), kind, first: at, last: at });
        }
        if closes && let Some(place) = open.iter().rposition(|mention| mention.of == of) {
            found.push(Mention { last: at, ..open.remove(place) });
        }
        rest = body[end..].trim_start_matches(')');
        if !opens && !closes {
            return;
        }
    }
}
