//! Irregular verbs and plurals: lines `base form form ...`.

pub(super) const FORMS: &str = "
    be am are been being is was were art wast wert
    say said saith sayest
    take taken took
    child children
    defense defence defences
";
