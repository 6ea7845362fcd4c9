//! British, American and old spelling as one.
//!
//! The folded form is only made to be compared: it need not be a word, as long as all spellings
//! of one word get the same.

use std::borrow::Cow;

/// The form that the spellings of a word share, given its normal form.
pub(super) fn fold(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return Cow::Borrowed(old_letters(word));
    }
    match modern_ending(word).or_else(|| doubled_l(word)).or_else(|| old_ending(word)) {
        Some(folded) => Cow::Owned(folded),
        None => old_u_and_v(word),
    }
}

/// `vs`, `vp`: too short for the rules.
fn old_letters(word: &str) -> &str {
    match word {
        "vp" => "up",
        _ => word,
    }
}

/// `-ise` and `-ize`, `-our` and `-or`, `-yse` and `-yze`, `-ogue` and `-og`.
fn modern_ending(word: &str) -> Option<String> {
    let families = [IZE, OR, YZE, OG];
    families.iter().find_map(|family| {
        family.endings.iter().find_map(|(british, american)| {
            let root = word.strip_suffix(british)?;
            let known = root.len() >= family.root && !family.exceptions.contains(&root);
            known.then(|| [root, american].concat())
        })
    })
}

/// Endings that two spellings share, and the roots that only look as if.
struct Family {
    endings: &'static [(&'static str, &'static str)],
    /// Shortest root, in letters.
    root: usize,
    exceptions: &'static [&'static str],
}

const IZE: Family = Family {
    endings: &[
        ("isational", "izational"),
        ("isations", "izations"),
        ("isation", "ization"),
        ("isingly", "izingly"),
        ("ising", "izing"),
        ("isers", "izers"),
        ("ised", "ized"),
        ("iser", "izer"),
        ("ises", "izes"),
        ("ise", "ize"),
    ],
    root: 3,
    exceptions: &[
        "adv", "advert", "appra", "chast", "circumc", "comprom", "compr", "conc", "cru", "dem",
        "desp", "dev", "disgu", "enterpr", "exc", "exerc", "expert", "franch", "improv", "inc",
        "likew", "mala", "merchand", "mort", "otherw", "parad", "porp", "pra", "prec", "prem",
        "prom", "rev", "superv", "surm", "surpr", "telev", "torto", "treat", "turquo", "upra",
    ],
};

const OR: Family = Family {
    endings: &[
        ("ourhoods", "orhoods"),
        ("ourhood", "orhood"),
        ("ouring", "oring"),
        ("ourable", "orable"),
        ("ourably", "orably"),
        ("ourites", "orites"),
        ("ourite", "orite"),
        ("ourless", "orless"),
        ("ourers", "orers"),
        ("ourful", "orful"),
        ("oured", "ored"),
        ("ourer", "orer"),
        ("ours", "ors"),
        ("our", "or"),
    ],
    root: 2,
    exceptions: &[
        "cont", "dec", "det", "dev", "fl", "gl", "out", "param", "sc", "str", "troubad", "vel",
    ],
};

const YZE: Family = Family {
    endings: &[("ysing", "yzing"), ("ysed", "yzed"), ("yser", "yzer"), ("yse", "yze")],
    root: 3,
    exceptions: &[],
};

const OG: Family =
    Family { endings: &[("ogues", "ogs"), ("ogue", "og")], root: 3, exceptions: &["pir"] };

/// `travelled` and `traveled`: the stemmer undoes every double consonant but this.
fn doubled_l(word: &str) -> Option<String> {
    const SUFFIXES: [&str; 4] = ["lling", "llers", "lled", "ller"];
    const DOUBLE: [&str; 6] = ["forete", "insta", "misspe", "outse", "reca", "rese"];
    let suffix = SUFFIXES.into_iter().find(|suffix| word.ends_with(suffix))?;
    let root = &word[..word.len() - suffix.len()];
    let single = root.len() >= 4 && (root.ends_with(['a', 'e']) || root.ends_with("tro"));
    (single && !DOUBLE.contains(&root)).then(|| [root, &suffix[1..]].concat())
}

/// `numbereth`: the old third person.
fn old_ending(word: &str) -> Option<String> {
    let root = word.strip_suffix("eth")?;
    (root.len() >= 3 && !root.ends_with("ti")).then(|| [root, "es"].concat())
}

/// `vnto` and `haue`: u and v were one letter.
fn old_u_and_v(word: &str) -> Cow<'_, str> {
    let bytes = word.as_bytes();
    let first = bytes[0] == b'v' && matches!(bytes[1], b'n' | b'p' | b's' | b't');
    let inner = |at: usize| {
        bytes[at] == b'u'
            && matches!(bytes[at - 1], b'a' | b'e' | b'i' | b'o')
            && matches!(bytes[at + 1], b'e' | b'i')
    };
    if !first && !(1..bytes.len() - 1).any(inner) {
        return Cow::Borrowed(word);
    }
    let modern = |(at, c): (usize, char)| match c {
        'v' if at == 0 && first => 'u',
        'u' if at > 0 && at + 1 < bytes.len() && inner(at) => 'v',
        _ => c,
    };
    Cow::Owned(word.char_indices().map(modern).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_meet() {
        let rows = [
            ("organise", "organize"),
            ("organisations", "organizations"),
            ("criticising", "criticizing"),
            ("neighbourhood", "neighborhood"),
            ("labour", "labor"),
            ("favourite", "favorite"),
            ("analysed", "analyzed"),
            ("dialogue", "dialog"),
            ("travelled", "traveled"),
            ("signalling", "signaling"),
            ("controlled", "controled"),
            ("numbereth", "numberes"),
            ("vnto", "unto"),
            ("haue", "have"),
            ("deliuer", "deliver"),
        ];
        for (one, other) in rows {
            assert_eq!(fold(one), fold(other), "{one}");
        }
    }

    #[test]
    fn words_that_only_look_british_stay() {
        for word in [
            "advise",
            "rise",
            "promised",
            "hour",
            "four",
            "tour",
            "contour",
            "called",
            "selling",
            "precise",
            "twentieth",
            "value",
            "continuous",
            "teeth",
            "smaller",
            "differences",
        ] {
            assert_eq!(fold(word), word);
        }
    }
}
