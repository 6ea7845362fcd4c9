//! What versions of one text are told apart with, and what changes from one version to the next.

use crate::language::words::{Step, Subject, VersionWords};

pub(super) static VERSIONS: VersionWords = VersionWords {
    marks: &[
        ("UPDATE", Step::Update),
        ("UPDATED", Step::Update),
        ("RECAST", Step::Update),
        ("LEAD", Step::Lead),
        ("LD", Step::Lead),
        ("WRITETHRU", Step::Lead),
        ("WRAPUP", Step::Roundup),
        ("WRAP", Step::Roundup),
        ("ROUNDUP", Step::Roundup),
        ("REFILE", Step::Repeat),
        ("REFILED", Step::Repeat),
        ("REPEAT", Step::Repeat),
        ("RPT", Step::Repeat),
        ("CORRECTED", Step::Correction),
        ("CORRECTION", Step::Correction),
        ("CORRECTING", Step::Correction),
        ("CLARIFICATION", Step::Correction),
    ],
    notes: &[
        ("adds", Step::Update),
        ("amends", Step::Correction),
        ("clarifies", Step::Correction),
        ("corrected", Step::Correction),
        ("correcting", Step::Correction),
        ("corrects", Step::Correction),
        ("edits", Step::Update),
        ("fixes", Step::Correction),
        ("recasts", Step::Update),
        ("refiles", Step::Repeat),
        ("refiling", Step::Repeat),
        ("repeats", Step::Repeat),
        ("rewrites", Step::Update),
        ("updated", Step::Update),
        ("updates", Step::Update),
        ("updating", Step::Update),
    ],
    addressees: "eds editors",
    earlier: &[
        "a previous version of this",
        "an earlier edition of this",
        "an earlier version of this",
        "an earlier version of the",
        "earlier editions of this",
        "earlier versions of this",
        "previous versions of this",
    ],
    texts: "article column dispatch headline item page piece post report story",
    taken_back: &[
        "has been amended",
        "has been corrected",
        "incorrectly",
        "initially gave",
        "initially reported",
        "initially said",
        "misidentified",
        "misspelled",
        "misspelt",
        "misstated",
        "mistakenly",
        "originally gave",
        "originally reported",
        "originally said",
        "originally stated",
        "was amended",
        "was corrected",
        "wrongly",
    ],
    parts: "graf grafs graph graphs line lines para paragraph paragraphs paras section sentence",
    subjects: &[
        (
            Subject::Number,
            "amount count estimate figure figures number numbers percentage price sum tally toll total",
        ),
        (
            Subject::Name,
            "byline identification identity name names spelling surname misidentified misnamed \
             misspelled misspelt",
        ),
        (Subject::Date, "date dates day month time timing weekday year"),
        (Subject::Title, "office position post rank title titles"),
    ],
    rising: "
        dead death deaths died dies fatalities fatality killed killing perished toll
        hospitalised hospitalized hurt injured injuries injuring wounded wounding
        arrested arrests detained
        cases infected infections
        displaced evacuated evacuees evacuations homeless
        rescued saved
    ",
    moving: "
        missing unaccounted
        outage outages powerless
    ",
    traded: "
        ballots vote votes
        barrel price prices shares stock stocks
    ",
    trade: "
        ahead climbed closed count counted counting dropped fell far gained jumped lead leading leads
        rose slid slipped tally traded trading
    ",
    credits: &[
        "additional reporting",
        "all rights reserved",
        "as reported by",
        "contributed to this report",
        "copyright",
        "courtesy of",
        "material from",
        "originally published",
        "report by",
        "reporting by",
        "source:",
        "sources:",
        "story by",
        "text by",
        "via",
        "with files from",
        "with reporting from",
        "©",
    ],
    fresh: "climbed confirmed far latest least now recovered risen rose",
    settled: "anniversary final finally history previous worst",
};
