//! English.

use waken_snowball::Algorithm;

use super::words::{Apostrophe, Saying, Words};

mod abbreviations;
mod citations;
mod irregular;
mod names;
mod places;
mod spelling;
mod states;
mod talk;
mod values;
mod versions;

pub(super) static WORDS: Words = Words {
    tag: "en",
    stemmer: Some(Algorithm::English),
    apostrophe: Apostrophe::Contracts,
    spelling: spelling::fold,
    function: FUNCTION,
    starters: STARTERS,
    negators: NEGATORS,
    modals: MODALS,
    titles: TITLES,
    sayings: SAYINGS,
    names: &names::NAMES,
    citations: &citations::CITATIONS,
    talk: &talk::TALK,
    versions: &versions::VERSIONS,
    numbers: NUMBERS,
    ordinals: ORDINALS,
    values: &values::VALUES,
    months: MONTHS,
    weekdays: WEEKDAYS,
    relative_days: RELATIVE_DAYS,
    irregular: irregular::FORMS,
    spellings: irregular::SPELLINGS,
    abbreviations: abbreviations::ABBREVIATIONS,
    states: states::STATES,
    places: places::PLACES,
    saying_forms: SAYING_FORMS,
    saying_endings: &["ed", "ing"],
    sources: &[("according", "to")],
    determiners: DETERMINERS,
    third_person: "he she",
    name_links: "al bin da de del der di du el ibn la le of ter van von",
    agencies: AGENCIES,
    modifiers: "at for from in of on to with within",
    beside_verbs: BESIDE_VERBS,
    dotted: DOTTED,
    dotted_names: DOTTED_NAMES,
    dotted_numbers: DOTTED_NUMBERS,
};

const FUNCTION: &str = "
    a about above across after against ago albeit all along alongside already also although am amid
    among amongst an and another any anybody anyone anything are around art as aside at away back be
    because been before behind being below beneath beside besides between beyond both but by can
    concerning could despite did do does doing done down due during each either else ere ever every
    everybody everyone everything except few for forth from further had hadst has hast hath have
    having he hence her here hereby herein hers herself him himself his hither how however i if in
    indeed inside instead into is it its itself just least less lest let like many may me might mine
    more moreover most much must my myself nay near neither never nevertheless no nobody none nor
    not nothing notwithstanding now nowhere of off often oh on once one oneself only onto or other
    others otherwise ought our ours ourselves out outside over own per perhaps rather re regarding
    same shall shalt she should shouldst since so some somebody someone something sometimes such
    than that the thee their theirs them themselves then thence there thereby therefore therein
    thereof thereto these they thine this thither those thou though through throughout thus thy
    thyself till to too toward towards under underneath unless until unto up upon us versus very via
    was wast we were wert what whatever when whence whenever where whereas whereby wherein whereof
    whereupon wherever whether which whichever while whilst whither who whoever whom whomever whose
    why will wilt with within without would wouldst ye yea yes yet you your yours yourself
    yourselves
";

const STARTERS: &str = "
    a about according after again all also although am an and another any are as asked at because
    before besides both but by can could despite did do does during each earlier even every few
    first following for from had has have having he hence her here his how however i if in indeed
    instead is it its just last later let many may maybe meanwhile might more moreover most much
    must my nevertheless next no nobody none nonetheless nor not nothing now of on once one only or
    other otherwise our over perhaps rather several shall she should similarly since so some someone
    still such than that the their then there therefore these they this those though through
    throughout thus to today tomorrow too two under unless unlike until upon was we well were what
    when where whether which while who whoever whom whose why will with within without would yes
    yesterday yet you your
";

const NEGATORS: &str = "
    barely cannot hardly lack lacked lacking lacks nay neither never no nobody none nor not nothing
    nowhere scarcely seldom without
";

const MODALS: &str = "
    can could may might must need needs obligated obliged ought shall shalt should shouldst will
    wilt would wouldst
";

const TITLES: &str = "
    admiral adviser advisor ambassador archbishop attorney baron baroness bishop brigadier candidate
    captain cardinal chair chairman chairperson chairwoman chancellor chief colonel commander
    commissioner congressman congresswoman consul corporal correspondent councillor count countess
    dame deputy diplomat director doctor dr duchess duke editor emir emperor empress envoy executive
    first fm foreign founder gen general governor head herr imam inspector judge justice king lady
    lawmaker leader legislator lieutenant lord madam madame major marshal master mayor minister miss
    monsieur mr mrs ms officer official patriarch pm pope premier president press prime prince
    princess prof professor prosecutor queen rabbi rep representative rev reverend secretary sen
    senator sergeant sheikh sheriff sir speaker spokesman spokesperson spokeswoman sultan treasurer
    tsar tsarina under vice
";

const SAYINGS: &[(Saying, &str)] = &[
    (
        Saying::Neutral,
        "add announce answer ask call cite clarify comment conclude continue convey declare describe
        explain express inform mention note observe point quote read recall remark remind reply report
        respond say speak state suggest talk tell think utter voice warn write inquire believe
        propose statement comment remark wonder joke quip whisper shout cry exclaim murmur mutter",
    ),
    (
        Saying::Assertive,
        "affirm argue assert assure confirm demand emphasize highlight insist maintain reaffirm
        reiterate stress underline underscore urge vow pledge promise swear guarantee declare",
    ),
    (Saying::Doubting, "allege boast claim contend profess purport pretend"),
    (Saying::Admitting, "acknowledge admit concede confess grant recognize"),
    (Saying::Denying, "deny disavow dismiss dispute refuse refute reject repudiate rebut"),
];

const SAYING_FORMS: &str = "
    adds admits argues asks asserts believe believes claims concludes confesses continues declares
    denies emphasises emphasizes explains foretold insist insists maintains observes quoth reads
    recalls said saith say says spake speaks spoke stresses suggests tell tells think thinks thought
    told underlines underscores writes wrote
";

const AGENCIES: &str = "
    afp ap bbc bloomberg cbs cnn guardian interfax itar kommersant kyodo nbc newsweek nhk novosti
    npr post reuters ria rt sputnik tass telegraph times upi xinhua yonhap
";

const DETERMINERS: &str = "
    a an another each every her his its my our some that the their these this those your
";

const BESIDE_VERBS: &str = "
    again also always as been being did does first further had has have in instead is just later
    nevertheless now often once openly quoted repeatedly reply response since soon still
    subsequently then therefore thus too turn was were
";

const NUMBERS: &[(&str, u64)] = &[
    ("billion", 1_000_000_000),
    ("crore", 10_000_000),
    ("crores", 10_000_000),
    ("dozen", 12),
    ("dozens", 12),
    ("eight", 8),
    ("eighteen", 18),
    ("eighty", 80),
    ("eleven", 11),
    ("fifteen", 15),
    ("fifty", 50),
    ("five", 5),
    ("forty", 40),
    ("four", 4),
    ("fourteen", 14),
    ("hundred", 100),
    ("hundreds", 100),
    ("lakh", 100_000),
    ("lakhs", 100_000),
    ("million", 1_000_000),
    ("millions", 1_000_000),
    ("nine", 9),
    ("nineteen", 19),
    ("ninety", 90),
    ("one", 1),
    ("seven", 7),
    ("seventeen", 17),
    ("seventy", 70),
    ("six", 6),
    ("sixteen", 16),
    ("sixty", 60),
    ("ten", 10),
    ("thirteen", 13),
    ("thirty", 30),
    ("thousand", 1_000),
    ("thousands", 1_000),
    ("three", 3),
    ("trillion", 1_000_000_000_000),
    ("twelve", 12),
    ("twenty", 20),
    ("two", 2),
    ("zero", 0),
];

const ORDINALS: &[(&str, u64)] = &[
    ("eighteenth", 18),
    ("eighth", 8),
    ("eightieth", 80),
    ("eleventh", 11),
    ("fifteenth", 15),
    ("fifth", 5),
    ("fiftieth", 50),
    ("first", 1),
    ("fortieth", 40),
    ("fourteenth", 14),
    ("fourth", 4),
    ("hundredth", 100),
    ("nineteenth", 19),
    ("ninetieth", 90),
    ("ninth", 9),
    ("second", 2),
    ("seventeenth", 17),
    ("seventh", 7),
    ("seventieth", 70),
    ("sixteenth", 16),
    ("sixth", 6),
    ("sixtieth", 60),
    ("tenth", 10),
    ("third", 3),
    ("thirteenth", 13),
    ("thirtieth", 30),
    ("thousandth", 1_000),
    ("twelfth", 12),
    ("twentieth", 20),
];

const MONTHS: &[&str] = &[
    "january jan",
    "february feb",
    "march mar",
    "april apr",
    "may",
    "june jun",
    "july jul",
    "august aug",
    "september sep sept",
    "october oct",
    "november nov",
    "december dec",
];

const WEEKDAYS: &[&str] = &[
    "monday mon mondays",
    "tuesday tue tues tuesdays",
    "wednesday wed wednesdays",
    "thursday thu thur thurs thursdays",
    "friday fri fridays",
    "saturday sat saturdays",
    "sunday sundays",
];

const RELATIVE_DAYS: &[(&str, i8)] =
    &[("today", 0), ("tomorrow", 1), ("tonight", 0), ("yesterday", -1)];

const DOTTED: &str = "
    ave bldg blvd bros co corp dept dist div est etc ext gmbh govt inc intl jr lt ltd min mt nat
    natl plc pty sq sr univ
";

const DOTTED_NAMES: &str = "
    adm amb brig capt cdr cf cmdr col cpl dr eg fr gen gov hon ie lt maj messrs mlle mme mr mrs ms
    mx pres prof rep reps rev sen sens sgt st supt viz vs
";

const DOTTED_NUMBERS: &str = "
    approx apr art arts aug ca ch chap cl dec ed eds feb fig figs jan jul jun mar no nos nov oct p
    par para pp pt ref sec sect sep sept vol vols
";
