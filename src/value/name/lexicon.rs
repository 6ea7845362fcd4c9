//! Words inside names that are known beforehand, across languages: titles, legal forms of
//! companies, particles, generations, and short forms of given names.
//!
//! All words are romanised, lower case, sorted.

use std::sync::LazyLock;

use foldhash::HashMap;

/// Titles and forms of address beside those of the language, as they begin a name.
const TITLES: &[&str] = &[
    "abu",
    "acting",
    "archduke",
    "atty",
    "brig",
    "capt",
    "cdr",
    "ceo",
    "cfo",
    "cmdr",
    "col",
    "cpl",
    "don",
    "dona",
    "dott",
    "dr",
    "excellency",
    "father",
    "fr",
    "frau",
    "gen",
    "gospodin",
    "gov",
    "haji",
    "hajji",
    "herr",
    "hon",
    "honorable",
    "honourable",
    "imam",
    "ing",
    "king",
    "lt",
    "madame",
    "maj",
    "maulavi",
    "maulawi",
    "miss",
    "mister",
    "mlle",
    "mme",
    "monsieur",
    "mr",
    "mrs",
    "ms",
    "mullah",
    "pan",
    "pani",
    "pfc",
    "phd",
    "pope",
    "praesident",
    "prasident",
    "pres",
    "president",
    "presidente",
    "prof",
    "pvt",
    "qari",
    "queen",
    "rep",
    "rev",
    "saint",
    "saya",
    "sayyid",
    "sen",
    "senor",
    "senora",
    "sgt",
    "shaykh",
    "sheik",
    "sheikh",
    "signor",
    "sir",
    "sister",
    "spc",
    "sra",
    "srta",
    "sultan",
    "u",
];

/// Legal forms of companies; forms of one class stand for each other.
const LEGAL: &[(&str, u8)] = &[
    ("ab", 2),
    ("ag", 2),
    ("aktiengesellschaft", 2),
    ("ao", 2),
    ("as", 2),
    ("asa", 2),
    ("bhd", 1),
    ("bv", 1),
    ("co", 3),
    ("company", 3),
    ("corp", 2),
    ("corporation", 2),
    ("doo", 1),
    ("gesellschaft", 1),
    ("gmbh", 1),
    ("inc", 2),
    ("incorporated", 2),
    ("jsc", 2),
    ("kft", 1),
    ("kg", 4),
    ("kk", 2),
    ("limited", 1),
    ("llc", 1),
    ("llp", 4),
    ("lp", 4),
    ("ltd", 1),
    ("nv", 2),
    ("oao", 2),
    ("obschestvo", 0),
    ("oo", 1),
    ("ooo", 1),
    ("oy", 1),
    ("oyj", 2),
    ("pao", 2),
    ("pjsc", 2),
    ("plc", 2),
    ("pte", 1),
    ("pty", 1),
    ("sa", 2),
    ("sarl", 1),
    ("sas", 2),
    ("se", 2),
    ("sl", 1),
    ("spa", 2),
    ("srl", 1),
    ("sro", 1),
    ("tov", 1),
    ("zao", 2),
    ("zoo", 1),
];

/// Small words between the parts of names, and articles.
const PARTICLES: &[&str] = &[
    "a", "ad", "al", "am", "an", "and", "ar", "as", "ash", "at", "ath", "az", "ben", "bin", "bint",
    "bt", "d", "da", "das", "de", "degli", "del", "della", "den", "der", "des", "di", "do", "dos",
    "du", "e", "ed", "el", "et", "for", "ibn", "il", "in", "l", "la", "las", "le", "les", "lo",
    "los", "of", "on", "oul", "ould", "st", "te", "ten", "ter", "the", "to", "ul", "und", "van",
    "vom", "von", "y", "zu", "zum", "zur",
];

/// Generations behind a name.
/// With the generation that each stands for, the eldest first.
const GENERATIONS: &[(&str, u32)] = &[
    ("sr", 1),
    ("senior", 1),
    ("ii", 2),
    ("jr", 2),
    ("junior", 2),
    ("iii", 3),
    ("iv", 4),
    ("v", 5),
    ("vi", 6),
    ("vii", 7),
    ("viii", 8),
    ("ix", 9),
];

/// Forms of address for men.
const MEN: &[&str] = &[
    "don", "gospodin", "herr", "king", "lord", "mister", "monsieur", "mr", "senor", "signor", "sir",
];

/// Forms of address for women.
const WOMEN: &[&str] = &[
    "dona", "frau", "lady", "madam", "madame", "miss", "mlle", "mme", "mrs", "ms", "queen",
    "senora", "signora", "sister", "sra", "srta",
];

/// Given names and their short forms, a line each.
const SHORT_FORMS: &[&str] = &[
    "abigail abby",
    "abraham abe",
    "albert al bert",
    "alexander aleksandr alex sasha alec",
    "alfred fred alf alfie",
    "amelia millie",
    "andrew andy drew andrei",
    "angela angie",
    "anthony antony tony",
    "arthur art",
    "barack barry",
    "barbara barb babs",
    "benjamin ben benny bibi",
    "bernard bernie",
    "caroline carrie",
    "charles charlie chuck",
    "charlotte lottie",
    "christopher chris kit",
    "cynthia cindy",
    "daniel dan danny",
    "david dave davy",
    "deborah debra deb debbie",
    "desmond des",
    "dmitry dmitri dima mitya",
    "donald don donnie",
    "dorothy dot dottie dolly",
    "edmund ned ted",
    "edward ed eddie ted ned teddy",
    "eleanor ellie nell nora",
    "elizabeth liz beth betty lisa eliza lizzie libby betsy",
    "eugene gene",
    "florence flo florrie",
    "frances fran frankie",
    "francis frank frankie",
    "frederick frederic fred freddie",
    "gerald gerry jerry",
    "gilbert gil bert",
    "gregory greg",
    "gwendolen gwen",
    "harold harry hal",
    "henry harry hank",
    "hubert bert",
    "isabella bella izzy",
    "ivan vanya",
    "jacob jake",
    "jacqueline jackie",
    "james jim jimmy jamie",
    "janet jan",
    "jeffrey geoffrey jeff geoff",
    "jennifer jen jenny",
    "joanna jo",
    "john jack johnny jon",
    "jonathan jon",
    "joseph joe joey josef",
    "josephine jo josie",
    "joshua josh",
    "judith judy",
    "katherine catherine kate kathy cathy katie kathleen",
    "kenneth ken kenny",
    "lawrence laurence larry",
    "leonard len leo",
    "leslie les",
    "louis lou louie",
    "louise lou",
    "margaret maggie meg peggy",
    "maria masha mary",
    "martin marty",
    "matthew matt",
    "michael mike mikhail mick misha",
    "mildred millie",
    "nicholas nick nikolai kolya",
    "norman norm",
    "oliver ollie olly",
    "pamela pam",
    "patricia pat patty trish",
    "patrick pat paddy",
    "penelope penny",
    "peter pete petr pyotr",
    "philip phillip phil",
    "raymond ray",
    "rebecca becky",
    "reginald reg reggie",
    "richard rich rick dick ricky",
    "robert rob bob bobby robbie",
    "ronald ron ronnie",
    "rosemary rosie",
    "samuel sam sammy",
    "sanford sandy",
    "sarah sally sadie",
    "sebastian seb",
    "stephen steven steve stephan",
    "susan sue susie",
    "terence terry",
    "theodore ted teddy theo",
    "theresa terry tess tessa",
    "thomas tom tommy",
    "timothy tim",
    "victoria vicky",
    "vincent vince",
    "vladimir vova volodya",
    "walter walt",
    "william bill will billy willy",
    "winifred winnie",
    "yevgeny evgeny zhenya",
    "yury yuri yura",
    "zachary zach zack",
];

pub(super) fn is_title(word: &str) -> bool {
    TITLES.binary_search(&word).is_ok()
}

/// The class of a legal form.
pub(super) fn legal_form(word: &str) -> Option<u8> {
    LEGAL.binary_search_by_key(&word, |(form, _)| form).ok().map(|at| LEGAL[at].1)
}

pub(super) fn is_particle(word: &str) -> bool {
    PARTICLES.binary_search(&word).is_ok()
}

pub(super) fn is_generation(word: &str) -> bool {
    generation(word).is_some()
}

/// Which generation a word stands for: 2 for Jr. and II.
pub(super) fn generation(word: &str) -> Option<u32> {
    GENERATIONS.iter().find(|(known, _)| *known == word).map(|(_, generation)| *generation)
}

/// Whether a form of address is for a man; none for what addresses both, or nobody.
pub(super) fn addresses_man(word: &str) -> Option<bool> {
    let man = MEN.contains(&word);
    (man || WOMEN.contains(&word)).then_some(man)
}

/// Whether one given name is short for the other: Bob and Robert.
pub(super) fn short_forms(a: &str, b: &str) -> bool {
    // For each word the lines that have it.
    static LINES: LazyLock<HashMap<&str, Vec<usize>>> = LazyLock::new(|| {
        let mut lines: HashMap<&str, Vec<usize>> = HashMap::default();
        for (number, line) in SHORT_FORMS.iter().enumerate() {
            line.split(' ').for_each(|word| lines.entry(word).or_default().push(number));
        }
        lines
    });
    let (a, b) = (LINES.get(a), LINES.get(b));
    a.zip(b).is_some_and(|(a, b)| a.iter().any(|line| b.contains(line)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_for_the_search() {
        assert!(TITLES.is_sorted());
        assert!(PARTICLES.is_sorted());
        assert!(LEGAL.is_sorted());
    }

    #[test]
    fn short_forms_go_both_ways() {
        assert!(short_forms("bob", "robert") && short_forms("robert", "bob"));
        assert!(!short_forms("bob", "richard"));
    }
}
