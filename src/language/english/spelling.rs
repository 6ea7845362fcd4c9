//! British and American spelling as one.

use std::borrow::Cow;

/// The American spelling of a word in its normal form; archaic verb endings are left alone.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.len() < 5 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    for (british, american) in ENDINGS {
        if let Some(root) = word.strip_suffix(british)
            && root.len() >= 3
            && !EXCEPTIONS.contains(&word)
        {
            return Cow::Owned([root, american].concat());
        }
    }
    Cow::Borrowed(word)
}

/// Longest first within a family.
const ENDINGS: &[(&str, &str)] = &[
    ("isations", "izations"),
    ("isation", "ization"),
    ("ising", "izing"),
    ("ised", "ized"),
    ("ises", "izes"),
    ("iser", "izer"),
    ("ise", "ize"),
    ("ysing", "yzing"),
    ("ysed", "yzed"),
    ("yse", "yze"),
    ("ouring", "oring"),
    ("oured", "ored"),
    ("ours", "ors"),
    ("our", "or"),
    ("ourable", "orable"),
    ("ourite", "orite"),
    ("elling", "eling"),
    ("elled", "eled"),
    ("eller", "eler"),
    ("ences", "enses"),
    ("ogue", "og"),
    ("ogues", "ogs"),
];

/// Words that only look British.
const EXCEPTIONS: &[&str] = &[
    "advertise",
    "advise",
    "advised",
    "advises",
    "arise",
    "arises",
    "comprise",
    "comprised",
    "comprises",
    "compromise",
    "compromised",
    "compromises",
    "demise",
    "devise",
    "devised",
    "disguise",
    "enterprise",
    "enterprises",
    "excise",
    "exercise",
    "exercised",
    "exercises",
    "expertise",
    "four",
    "fours",
    "hours",
    "improvise",
    "likewise",
    "merchandise",
    "otherwise",
    "paradise",
    "praise",
    "praised",
    "praises",
    "precise",
    "premise",
    "premises",
    "promise",
    "promised",
    "promises",
    "raise",
    "raised",
    "raises",
    "revise",
    "revised",
    "revises",
    "surprise",
    "surprised",
    "surprises",
    "televise",
    "tours",
    "yours",
];
