//! Which language a text is in.
//!
//! In: a text. Out: a BCP 47 tag. Three witnesses are heard: the script, the small words that a
//! language cannot do without, and the detector of letter triples, which needs some length to be
//! right. Small words decide short texts, and they are cheap: a text full of English ones is asked
//! nothing more.

use std::sync::LazyLock;

use foldhash::HashMap;
use whatlang::Lang;

use super::form::{key, normal_form};
use super::{is_english, of};

/// Bytes of a document that the detector is asked about; more while it is not sure.
const SAMPLES: [usize; 2] = [300, 2000];
/// Bytes of a text whose small words are counted.
const COUNTED: usize = 2000;
/// Words from which a text is long enough for the detector's word alone.
const WORDS: usize = 6;
/// English small words from which a text is surely English, if no other language has more.
const ENOUGH: usize = 2;
/// What a small word of another language weighs, and one that also stands in names.
const STRONG: usize = 2;
const WEAK: usize = 1;
/// Weight of small words from which a text may be in their language, and surely is.
const MAY_BE: usize = 2;
const SURELY: usize = 4;

/// The language of a document's text, where it is known. Not English, and nothing else that is
/// known, is [`UNKNOWN`]; none where it may be English.
pub fn of_document(text: &str) -> Option<&'static str> {
    let signs = Signs::of(text);
    let named = SAMPLES.iter().find_map(|length| detect(head(text, *length)).filter(|it| it.sure));
    match named.and_then(|it| it.tag) {
        Some(tag) if is_english(tag) => Some(tag),
        Some(_) if signs.is_english() => Some("en"),
        Some(tag) if signs.allows_other() => Some(tag),
        _ if signs.is_english() => None,
        _ => {
            let guess = signs.weigh(detect(signs.text).unwrap_or(Guess::NONE));
            let tag = guess.tag.unwrap_or_else(|| signs.likeliest());
            Some(tag).filter(|tag| !is_english(tag))
        }
    }
}

/// The tag of a text in a language that is not known.
pub const UNKNOWN: &str = "und";

/// The languages of two texts that are compared. What is too short to tell takes the language of
/// the other one; where neither tells, both are read as one text, which is English if it can be.
pub fn of_pair(a: &str, b: &str) -> [&'static str; 2] {
    let signs = [Signs::of(a), Signs::of(b)];
    if signs.iter().all(Signs::is_english) {
        return ["en", "en"];
    }
    let guesses = [&signs[0], &signs[1]].map(Signs::guess);
    match guesses {
        [Guess { tag: Some(x), sure: true }, Guess { tag: Some(y), sure: true }] => return [x, y],
        _ if signs[0].is_latin() != signs[1].is_latin() => {}
        [Guess { tag: Some(tag), sure: true }, _] | [_, Guess { tag: Some(tag), sure: true }] => {
            return [tag, tag];
        }
        _ => {
            // In one order, whichever text is named first.
            let (first, second) = if a <= b { (a, b) } else { (b, a) };
            let joined = format!("{}\n{}", head(first, COUNTED / 2), head(second, COUNTED / 2));
            let both = Signs::of(&joined);
            let tag = both.guess().tag.unwrap_or_else(|| both.likeliest());
            return [tag, tag];
        }
    }
    [0, 1].map(|side| guesses[side].tag.unwrap_or_else(|| signs[side].likeliest()))
}

/// What a language is called in English: `Portuguese`.
pub fn name(tag: &str) -> Option<&'static str> {
    let primary = tag.split(['-', '_']).next().unwrap_or(tag);
    let mut known = LANGUAGES.iter().filter(|known| known.1.eq_ignore_ascii_case(primary));
    known.next().map(|known| known.2)
}

/// What is taken for the language of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Guess {
    tag: Option<&'static str>,
    sure: bool,
}

impl Guess {
    const NONE: Self = Self { tag: None, sure: false };
}

fn head(text: &str, length: usize) -> &str {
    &text[..text.floor_char_boundary(length)]
}

/// What the detector of letter triples says.
fn detect(text: &str) -> Option<Guess> {
    let found = whatlang::detect(text)?;
    let known = LANGUAGES.iter().find(|known| known.0 == found.lang())?;
    Some(Guess { tag: Some(known.1), sure: found.is_reliable() })
}

/// What the words of a text tell.
struct Signs<'t> {
    /// The start of the text.
    text: &'t str,
    words: usize,
    /// English small words that no neighbour has, and those that some have too.
    english: usize,
    shared: usize,
    /// Weight of the small words of each language of [`SMALL_WORDS`], each word once: "no pain, no
    /// gain" is not twice as Spanish as "no pain".
    others: [usize; SMALL_WORDS.len()],
    seen: Vec<(&'static Small, bool)>,
    /// Letters of the Latin script, of these beyond ASCII, and of other scripts.
    latin: usize,
    marked: usize,
    foreign: usize,
}

impl<'t> Signs<'t> {
    fn of(text: &'t str) -> Self {
        let text = head(text, COUNTED);
        let mut signs = Self {
            text,
            words: 0,
            english: 0,
            shared: 0,
            others: [0; SMALL_WORDS.len()],
            seen: Vec::new(),
            latin: 0,
            marked: 0,
            foreign: 0,
        };
        let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let before_name = words.peek().is_some_and(|next| next.starts_with(char::is_uppercase));
            signs.add(word, before_name);
        }
        signs
    }

    fn add(&mut self, word: &str, before_name: bool) {
        self.words += 1;
        for c in word.chars() {
            if c.is_ascii() {
                self.latin += 1;
            } else if matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}') {
                self.latin += 1;
                self.marked += 1;
            } else {
                self.foreign += 1;
            }
        }
        // An abbreviation or an initial in capitals is no small word: UN, WHO, O.
        let shouted = !word.contains(char::is_lowercase) && (word.len() > 1 || self.words > 1);
        if word.len() > LONGEST || shouted {
            return;
        }
        let known = match word.bytes().all(|b| b.is_ascii_lowercase()) {
            true => WEIGHTS.get(word),
            false => WEIGHTS.get(word.to_lowercase().as_str()),
        };
        let Some(known) = known else { return };
        self.english += usize::from(known.english);
        self.shared += usize::from(known.shared);
        // "Rio de Janeiro" and "Los Angeles" are no Spanish; German nouns have capitals too.
        let name = before_name || self.words > 1 && word.starts_with(char::is_uppercase);
        let seen = |it: &(&'static Small, bool)| std::ptr::eq(it.0, known) && it.1 == name;
        if known.others.is_empty() || self.seen.iter().any(seen) {
            return;
        }
        self.seen.push((known, name));
        for &(language, weight) in &known.others {
            if weight > WEAK || !name || SMALL_WORDS[language].0 == "de" {
                self.others[language] += weight;
            }
        }
    }

    /// Whether any English function word is there that is not as good a word of many languages.
    fn has_english(&self) -> bool {
        let mut words = self.text.split(|c: char| !c.is_alphabetic());
        words.any(|word| {
            let form = normal_form(word);
            of(None).is_function(key(&form)) && !ANYWHERE.contains(&form.as_ref())
        })
    }

    fn is_latin(&self) -> bool {
        self.latin >= self.foreign
    }

    fn heaviest(&self) -> usize {
        self.others.iter().copied().max().unwrap_or(0)
    }

    /// Whether the text is English beyond doubt.
    fn is_english(&self) -> bool {
        self.is_latin() && self.english >= ENOUGH && self.english >= self.heaviest()
    }

    /// Whether it can be English: by a small word, or by its letters.
    fn may_be_english(&self) -> bool {
        self.is_latin() && (self.marked == 0 || self.has_english())
    }

    /// Whether the small words of another language outweigh the English ones.
    fn speaks_other(&self) -> bool {
        let heaviest = self.heaviest();
        heaviest >= MAY_BE && heaviest > 2 * self.english && heaviest > self.shared
    }

    /// Whether the detector may be believed that the text is not English.
    fn allows_other(&self) -> bool {
        !self.is_latin()
            || self.heaviest() > self.english + self.shared
            || self.english == 0 && (self.marked > 0 || self.words >= WORDS && !self.has_english())
    }

    fn guess(&self) -> Guess {
        if self.is_english() {
            return Guess { tag: Some("en"), sure: true };
        }
        self.weigh(detect(self.text).unwrap_or(Guess::NONE))
    }

    /// The language by script, small words and what the detector says.
    fn weigh(&self, named: Guess) -> Guess {
        if !self.is_latin() {
            let tag = named.tag.filter(|tag| !is_english(tag)).unwrap_or(UNKNOWN);
            return by_letters(self.text, Guess { tag: Some(tag), sure: named.sure });
        }
        let sure = named.tag.filter(|_| named.sure);
        match sure {
            Some(tag) if is_english(tag) && !self.speaks_other() => {
                Guess { tag: Some("en"), sure: self.english > 0 }
            }
            Some(tag) if !is_english(tag) && self.allows_other() => {
                Guess { tag: Some(tag), sure: self.heaviest() >= MAY_BE || self.words > WORDS }
            }
            _ if self.speaks_other() => {
                Guess { tag: Some(self.by_words(named.tag)), sure: self.heaviest() >= SURELY }
            }
            _ if self.english > 0 => Guess { tag: Some("en"), sure: false },
            _ => Guess::NONE,
        }
    }

    /// The language of the heaviest small words; of several the one that the detector has in mind.
    fn by_words(&self, named: Option<&'static str>) -> &'static str {
        let heaviest = self.heaviest();
        let tied = self.others.iter().zip(SMALL_WORDS).filter(|(weight, _)| **weight == heaviest);
        let mut tied: Vec<&'static str> = tied.map(|(_, known)| known.0).collect();
        match named.filter(|tag| tied.contains(tag)) {
            Some(tag) => tag,
            None if tied.len() == 1 => tied.remove(0),
            None => UNKNOWN,
        }
    }

    /// What a text is most likely in that is sure of nothing: English, unless the detector has
    /// another language in mind and a small word or a letter agrees.
    fn likeliest(&self) -> &'static str {
        if !self.is_latin() {
            return self.weigh(detect(self.text).unwrap_or(Guess::NONE)).tag.unwrap_or(UNKNOWN);
        }
        let named = detect(self.text).and_then(|it| it.tag);
        let weight = |tag: &str| {
            let known = SMALL_WORDS.iter().zip(self.others).find(|(known, _)| known.0 == tag);
            known.map_or(0, |(_, weight)| weight)
        };
        match named {
            Some(tag) if is_english(tag) => "en",
            Some(tag) if weight(tag) > self.shared || weight(tag) > 0 && self.marked > 0 => tag,
            // So many words without one that only English has are hardly English.
            Some(tag) if self.english == 0 && self.words >= WORDS && weight(tag) > 0 => tag,
            _ if self.heaviest() == 0 && self.may_be_english() => "en",
            _ if self.heaviest() > self.shared => self.by_words(named),
            _ if self.may_be_english() => "en",
            _ => UNKNOWN,
        }
    }
}

/// Letters that one of the languages of the Cyrillic script has and its neighbours have not, the
/// most telling first. The detector needs more text than a sentence to tell them apart.
const CYRILLIC: [(&str, &str); 4] = [("be", "ў"), ("uk", "іїєґ"), ("sr", "ђћљњј"), ("ru", "ыэё")];

/// A guess in the Cyrillic script, corrected by its letters.
fn by_letters(text: &str, guess: Guess) -> Guess {
    let cyrillic = ["ru", "uk", "be", "bg", "sr", "mk"];
    if guess.sure || guess.tag.is_none_or(|tag| !cyrillic.contains(&tag)) {
        return guess;
    }
    let small = text.to_lowercase();
    let has = |letters: &str| small.contains(|c| letters.contains(c));
    match CYRILLIC.iter().find(|(_, letters)| has(letters)) {
        Some(("sr", _)) if guess.tag == Some("mk") => guess,
        Some((tag, _)) => Guess { tag: Some(tag), sure: false },
        None if guess.tag == Some("bg") && has("ъ") => guess,
        None => Guess { tag: Some("ru"), sure: false },
    }
}

/// What a small word tells.
#[derive(Default)]
struct Small {
    english: bool,
    shared: bool,
    /// Indices into [`SMALL_WORDS`], with the weight there.
    others: Vec<(usize, usize)>,
}

static WEIGHTS: LazyLock<HashMap<&'static str, Small>> = LazyLock::new(|| {
    let mut all: HashMap<&'static str, Small> = HashMap::default();
    for word in ENGLISH.split_whitespace() {
        all.entry(word).or_default().english = true;
    }
    for word in SHARED.split_whitespace() {
        all.entry(word).or_default().shared = true;
    }
    for (language, (_, strong, weak)) in SMALL_WORDS.iter().enumerate() {
        for (weight, list) in [(STRONG, strong), (WEAK, weak)] {
            for word in list.split_whitespace() {
                all.entry(word).or_default().others.push((language, weight));
            }
        }
    }
    all
});

/// The longest small word that is listed, in bytes.
const LONGEST: usize = 10;

/// English small words that are none in the languages around.
const ENGLISH: &str = "the and that which with from this these those they their there have were \
    been would could should about after before between because through said says who whose what \
    when where while into than then its his you your our of to for by but not are had";

/// English small words that others have too, in one sense or another.
const SHARED: &str = "a an as at be do he i if in is it me no on or she so us was we will";

/// Those of them that say nothing for English beside letters that it has not.
const ANYWHERE: [&str; 10] = ["a", "an", "as", "do", "i", "in", "me", "no", "on", "so"];

/// Small words of other languages, by the tag: those that are no words of English or of names, and
/// weaker ones, which also stand in names.
const SMALL_WORDS: [(&str, &str, &str); 16] = [
    (
        "de",
        "und nicht ist eine einen einem einer kein keine keiner mit für auf sich auch wird wurde \
         wurden werden haben sind nach über dem dass zum zur vom beim sein seine ihre wir sie ich \
         noch nur oder aber bis wie sehr wies aus",
        "der das den ein im bei als von zu es hat",
    ),
    (
        "fr",
        "et pas une dans avec qui que sont ont aux cette ces mais été être nous vous ils elle \
         elles chez vers après avant hier où très selon est n'a c'est d'un",
        "le la les des du de un au en sur il ne se sa ou à plus entre leur",
    ),
    (
        "es",
        "una del que más pero como esta este fue está también sus muy nunca nadie porque desde \
         hasta por qué quién según",
        "la las el los de en un se lo al su es y para con no son era",
    ),
    (
        "it",
        "il gli una che della delle degli dei nel nella sono è più anche come dalla alla questo \
         questa stato hanno ieri nessuno qualcuno sua suo dello sulla",
        "le la di da un del al si e lo ha non con dal ma ed",
    ),
    (
        "pt",
        "não uma os em dos um que nos nas ao pelo pela é são foi mais mas como seu sua ele ela \
         também já até muito nunca está pediram",
        "o e de da se para das na com por no",
    ),
    (
        "nl",
        "het een niet zijn voor aan ook bij naar uit maar heeft werd wordt hebben deze dit nog \
         geen hij zij",
        "de en van wel te er om dat",
    ),
    (
        "pl",
        "nie się że jest przez oraz był była było były jak dla przed czy tylko jego jej ich został \
         została zostało nikt ktoś",
        "na w z po od za ale",
    ),
    (
        "tr",
        "ve bir bu için ile çok daha olarak olan gibi kadar sonra önce değil yok dedi ancak",
        "da de ama var mi en",
    ),
    ("sv", "och att som är på av för inte ett från vid efter", "det med den har om var en"),
    ("da", "og ikke til af på som fra blev efter", "det er med den har et var en de ved"),
    ("fi", "ei että se oli hän mutta kun joka ovat myös kuin sen tai", "ja ole"),
    (
        "cs",
        "je že byl byla bylo jako není jsou který která také podle však při",
        "se na pro ale po",
    ),
    ("ro", "și în este pe cu pentru că mai sunt fost după lui această", "la de un o se nu din dar"),
    ("hu", "és nem hogy egy már még csak vagy lesz után az", "el ez de meg volt"),
    ("vi", "và của là không có được trong người với một những các đã này", "cho"),
    (
        "id",
        "untuk tidak dari dalam akan pada adalah oleh juga telah sudah itu ini dengan",
        "yang dan di ke",
    ),
];

/// The languages that have a name: as the detector calls them, as BCP 47 does, in English.
const LANGUAGES: [(Lang, &str, &str); 50] = [
    (Lang::Eng, "en", "English"),
    (Lang::Rus, "ru", "Russian"),
    (Lang::Cmn, "zh", "Chinese"),
    (Lang::Spa, "es", "Spanish"),
    (Lang::Por, "pt", "Portuguese"),
    (Lang::Ita, "it", "Italian"),
    (Lang::Fra, "fr", "French"),
    (Lang::Deu, "de", "German"),
    (Lang::Ukr, "uk", "Ukrainian"),
    (Lang::Jpn, "ja", "Japanese"),
    (Lang::Kor, "ko", "Korean"),
    (Lang::Ara, "ar", "Arabic"),
    (Lang::Heb, "he", "Hebrew"),
    (Lang::Pes, "fa", "Persian"),
    (Lang::Hin, "hi", "Hindi"),
    (Lang::Ben, "bn", "Bengali"),
    (Lang::Tha, "th", "Thai"),
    (Lang::Vie, "vi", "Vietnamese"),
    (Lang::Tur, "tr", "Turkish"),
    (Lang::Pol, "pl", "Polish"),
    (Lang::Nld, "nl", "Dutch"),
    (Lang::Ces, "cs", "Czech"),
    (Lang::Slk, "sk", "Slovak"),
    (Lang::Slv, "sl", "Slovenian"),
    (Lang::Swe, "sv", "Swedish"),
    (Lang::Dan, "da", "Danish"),
    (Lang::Nob, "nb", "Norwegian"),
    (Lang::Nob, "no", "Norwegian"),
    (Lang::Nob, "nn", "Norwegian"),
    (Lang::Fin, "fi", "Finnish"),
    (Lang::Est, "et", "Estonian"),
    (Lang::Lav, "lv", "Latvian"),
    (Lang::Lit, "lt", "Lithuanian"),
    (Lang::Hun, "hu", "Hungarian"),
    (Lang::Ron, "ro", "Romanian"),
    (Lang::Bul, "bg", "Bulgarian"),
    (Lang::Srp, "sr", "Serbian"),
    (Lang::Hrv, "hr", "Croatian"),
    (Lang::Mkd, "mk", "Macedonian"),
    (Lang::Bel, "be", "Belarusian"),
    (Lang::Ell, "el", "Greek"),
    (Lang::Cat, "ca", "Catalan"),
    (Lang::Ind, "id", "Indonesian"),
    (Lang::Kat, "ka", "Georgian"),
    (Lang::Hye, "hy", "Armenian"),
    (Lang::Aze, "az", "Azerbaijani"),
    (Lang::Uzb, "uz", "Uzbek"),
    (Lang::Urd, "ur", "Urdu"),
    (Lang::Tam, "ta", "Tamil"),
    (Lang::Tel, "te", "Telugu"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_by_their_small_words() {
        let rows = [
            ("The council did not approve the bridge.", "The council approved it.", ["en", "en"]),
            ("Shares rose 12 percent.", "Shares of the bank rose and then fell.", ["en", "en"]),
            ("Shares rose.", "Shares fell.", ["en", "en"]),
            ("Müller left.", "Müller, who had waited for the train, left.", ["en", "en"]),
            (
                "Il consiglio non ha approvato il contratto.",
                "Il consiglio ha approvato il contratto.",
                ["it", "it"],
            ),
            ("Der Rat hat nicht zugestimmt.", "Der Rat hat zugestimmt.", ["de", "de"]),
            ("Le conseil a approuvé.", "Le conseil n'a pas approuvé.", ["fr", "fr"]),
            ("El alcalde no firmó.", "El alcalde firmó.", ["es", "es"]),
            ("O governo não vai pagar.", "O governo vai pagar.", ["pt", "pt"]),
            ("Рада підтримала закон.", "Рада не підтримала закон.", ["uk", "uk"]),
            ("大臣は出席した。", "大臣は出席しない。", ["ja", "ja"]),
            ("In der Halle standen fünf Züge.", "In der Halle standen sieben Züge.", ["de", "de"]),
            ("Murieron cuatro pescadores.", "Murieron nueve pescadores en la mar.", ["es", "es"]),
            ("Police raid in Rio de Janeiro.", "Rio de Janeiro police raid fails.", ["en", "en"]),
            ("A ponte custou 1,5 milhões.", "A ponte custou 1.5 milhões.", [UNKNOWN, UNKNOWN]),
            ("No pain, no gain.", "No gain without pain.", ["en", "en"]),
            (
                "Charles O. Moe was named as Mr. Weill's heir.",
                "He was named as heir.",
                ["en", "en"],
            ),
            ("На складе сгорело 36 вагонов.", "На складе сгорело 63 вагона.", ["ru", "ru"]),
            ("部长出席了会议。", "The minister was at the meeting.", ["zh", "en"]),
        ];
        for (a, b, expected) in rows {
            assert_eq!(of_pair(a, b), expected, "{a} / {b}");
            assert_eq!(of_pair(b, a), [expected[1], expected[0]], "{b} / {a}");
        }
    }

    #[test]
    fn what_may_be_english_stays_open() {
        for text in ["Ships wait.", "Shares rose 12 percent on Monday.", "Test", ""] {
            assert_eq!(of_document(text), None, "{text}");
        }
        assert_eq!(of_document("Der Rat hat den Bau der Brücke nicht genehmigt."), Some("de"));
        assert_eq!(of_document("Городской совет одобрил строительство."), Some("ru"));
        assert_eq!(of_document("Þorgerður ánægð."), Some(UNKNOWN));
    }

    /// A word that English has says nothing against English; but `no` is too frequent in two others
    /// to be left out.
    #[test]
    fn small_words_of_others_are_none_of_english() {
        let listed = |word: &str| of(None).is_function(key(&normal_form(word)));
        let words = SMALL_WORDS.iter().flat_map(|it| [it.1, it.2]).flat_map(str::split_whitespace);
        let wrong: Vec<&str> =
            words.filter(|&word| listed(word) && word != "no" && word.is_ascii()).collect();
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(ENGLISH.split_whitespace().all(listed_or_said), "every English word is one");
    }

    fn listed_or_said(word: &str) -> bool {
        of(None).is_function(key(word)) || of(None).saying(of(None).stem(word)).is_some()
    }

    #[test]
    fn languages_have_names() {
        assert_eq!(name("pt-BR"), Some("Portuguese"));
        assert_eq!(name("und"), None);
    }
}
