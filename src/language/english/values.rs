//! What English numbers and dates are written with.

use crate::language::vocabulary::{Joint, Limit, Time, ValueWords};

pub(super) static VALUES: ValueWords = ValueWords {
    decimal: '.',
    month_first: true,
    limits: LIMITS,
    limits_after: LIMITS_AFTER,
    units: UNITS,
    fractions: FRACTIONS,
    multiples: MULTIPLES,
    multiples_ahead: "double triple treble quadruple",
    ratios: "in; in every; out of; out of every; of every",
    particle_verbs: PARTICLE_VERBS,
    groups: GROUPS,
    decades: DECADES,
    eras: ERAS,
    vague: VAGUE,
    scales: SCALES,
    times: TIMES,
    zones: ZONES,
    joints: JOINTS,
};

const LIMITS: &[(Limit, &str)] = &[
    (
        Limit::About,
        "about; around; approximately; approx; some; roughly; circa; ca; estimated; an estimated;
        in the region of; in the order of; something like; more or less; at around; at about",
    ),
    (
        Limit::Nearly,
        "nearly; almost; close to; just under; just below; a little less than; slightly less than;
        just short of; not quite",
    ),
    (
        Limit::AtLeast,
        "at least; no fewer than; no less than; not less than; not fewer than; a minimum of;
        minimum; upwards of; upward of",
    ),
    (
        Limit::Above,
        "more than; over; above; in excess of; exceeding; greater than; just over; well over;
        slightly more than; a little more than; just above; larger than; higher than",
    ),
    (
        Limit::AtMost,
        "up to; at most; no more than; not more than; as many as; as much as; a maximum of;
        maximum",
    ),
    (Limit::Below, "less than; fewer than; under; below; lower than; smaller than"),
    (Limit::Precisely, "exactly; precisely"),
];

const LIMITS_AFTER: &[(Limit, &str)] = &[
    (Limit::About, "or so; or thereabouts"),
    (
        Limit::AtLeast,
        "or more; or above; or over; or higher; or older; and more; and above; and over; and older;
        and up; and upwards; at least; at the least; minimum",
    ),
    (
        Limit::AtMost,
        "or less; or fewer; or below; or under; or lower; or younger; and less; and fewer; and below;
        and under; and younger; at most; at the most; maximum",
    ),
];

const UNITS: &[(&str, &str)] = &[
    ("times", "time; times"),
    ("%", "percent; per cent; percents; pct"),
    ("percentage points", "percentage point; percentage points; percent points"),
    ("basis points", "basis point; basis points"),
    ("mm", "millimetre; millimetres; millimeter; millimeters; mm"),
    ("cm", "centimetre; centimetres; centimeter; centimeters; cm"),
    ("m", "metre; metres; meter; meters; m"),
    ("km", "kilometre; kilometres; kilometer; kilometers; km; kms"),
    ("inches", "inch; inches"),
    ("feet", "foot; feet; ft"),
    ("yards", "yard; yards; yd; yds"),
    ("miles", "mile; miles; mi"),
    ("nautical miles", "nautical mile; nautical miles; nmi"),
    (
        "m²",
        "square metre; square metres; square meter; square meters; sq m; sq metres; sq meters; sqm",
    ),
    ("km²", "square kilometre; square kilometres; square kilometer; square kilometers; sq km; km2"),
    ("square feet", "square foot; square feet; sq ft; sq feet; sqft"),
    ("square miles", "square mile; square miles; sq mi; sq miles"),
    ("ha", "hectare; hectares; ha"),
    ("acres", "acre; acres"),
    ("ml", "millilitre; millilitres; milliliter; milliliters; ml"),
    ("l", "litre; litres; liter; liters"),
    ("m³", "cubic metre; cubic metres; cubic meter; cubic meters"),
    ("cubic feet", "cubic foot; cubic feet; cu ft"),
    ("cubic yards", "cubic yard; cubic yards; cu yd"),
    ("gallons", "gallon; gallons"),
    ("barrels", "barrel; barrels; bbl"),
    ("µg", "microgram; micrograms; mcg; µg; μg; ug"),
    ("mg", "milligram; milligrams; mg"),
    ("g", "gram; grams; gramme; grammes; g"),
    ("kg", "kilogram; kilograms; kilogramme; kilogrammes; kilo; kilos; kg; kgs"),
    ("tonnes", "tonne; tonnes; metric ton; metric tons; metric tonnes"),
    ("tons", "ton; tons"),
    ("pounds", "lb; lbs"),
    ("ounces", "ounce; ounces; oz"),
    ("seconds", "second; seconds; sec; secs"),
    ("minutes", "minute; minutes; min; mins"),
    ("hours", "hour; hours; hr; hrs"),
    ("days", "day; days"),
    ("weeks", "week; weeks"),
    ("fortnights", "fortnight; fortnights"),
    ("months", "month; months"),
    ("years", "year; years; yr; yrs; year old; years old; years of age"),
    ("decades", "decade; decades"),
    ("centuries", "century; centuries"),
    (
        "km/h",
        "km h; kph; kmh; kilometres per hour; kilometers per hour; kilometres an hour;
        kilometers an hour; km per hour",
    ),
    ("mph", "mph; miles per hour; miles an hour"),
    ("knots", "knot; knots"),
    ("m/s", "metres per second; meters per second"),
    ("°C", "degrees celsius; degree celsius; degrees c; celsius; degrees centigrade"),
    ("°F", "degrees fahrenheit; degree fahrenheit; degrees f; fahrenheit"),
    ("degrees", "degree; degrees"),
    ("W", "watt; watts"),
    ("kW", "kilowatt; kilowatts; kw"),
    ("MW", "megawatt; megawatts; mw"),
    ("GW", "gigawatt; gigawatts; gw"),
    ("hp", "horsepower"),
    ("kWh", "kilowatt hour; kilowatt hours; kwh"),
    ("MWh", "megawatt hour; megawatt hours; mwh"),
    ("kB", "kilobyte; kilobytes; kb"),
    ("MB", "megabyte; megabytes; mb"),
    ("GB", "gigabyte; gigabytes; gb"),
    ("TB", "terabyte; terabytes; tb"),
    ("USD", "dollar; dollars; usa dollar; usa dollars; american dollars; usd; buck; bucks"),
    ("cents", "cent; cents"),
    ("EUR", "euro; euros; eur"),
    ("GBP", "pound; pounds; pound sterling; pounds sterling; sterling; gbp"),
    ("pence", "pence; penny"),
    ("JPY", "yen; japanese yen; jpy"),
    ("CNY", "yuan; renminbi; chinese yuan; cny; rmb"),
    ("RUB", "rouble; roubles; ruble; rubles; rub"),
    ("UAH", "hryvnia; hryvnias; uah"),
    ("INR", "rupee; rupees; inr"),
    ("KRW", "won; krw"),
    ("CHF", "franc; francs; swiss franc; swiss francs; chf"),
    ("TRY", "lira; liras; turkish lira"),
    ("BRL", "real; reais; brl"),
    ("CAD", "canadian dollar; canadian dollars; cad"),
    ("AUD", "australian dollar; australian dollars; aud"),
    ("HKD", "hong kong dollar; hong kong dollars; hkd"),
    ("peso", "peso; pesos"),
    ("IRR", "rial; rials"),
    ("ILS", "shekel; shekels"),
    ("PLN", "zloty; zlotys"),
    ("krone", "krona; kronor; krone; kroner; crown; crowns"),
];

const FRACTIONS: &[(&str, u64)] = &[
    ("half", 2),
    ("halves", 2),
    ("third", 3),
    ("thirds", 3),
    ("quarter", 4),
    ("quarters", 4),
    ("fourths", 4),
    ("fifth", 5),
    ("fifths", 5),
    ("sixth", 6),
    ("sixths", 6),
    ("seventh", 7),
    ("sevenths", 7),
    ("eighth", 8),
    ("eighths", 8),
    ("ninth", 9),
    ("ninths", 9),
    ("tenth", 10),
    ("tenths", 10),
    ("hundredths", 100),
];

const MULTIPLES: &[(&str, f64)] = &[
    ("twice", 2.0),
    ("thrice", 3.0),
    ("twofold", 2.0),
    ("threefold", 3.0),
    ("fourfold", 4.0),
    ("fivefold", 5.0),
    ("tenfold", 10.0),
    ("hundredfold", 100.0),
    ("double", 2.0),
    ("doubled", 2.0),
    ("triple", 3.0),
    ("tripled", 3.0),
    ("treble", 3.0),
    ("trebled", 3.0),
    ("quadruple", 4.0),
    ("quadrupled", 4.0),
    ("halved", 0.5),
];

const PARTICLE_VERBS: &str = "
    bring brings bringing brought carry carried carries deliver delivered give gave given giving hand
    handed handing hands knock knocked pass passed passes passing ran run running runs sign signed
    take taken takes taking took turn turned turning turns win winning won
";

const GROUPS: &[(&str, u64)] = &[
    ("duo", 2),
    ("twosome", 2),
    ("trio", 3),
    ("threesome", 3),
    ("hat trick", 3),
    ("quartet", 4),
    ("foursome", 4),
    ("quintet", 5),
    ("sextet", 6),
];

const DECADES: &[(&str, u64)] = &[
    ("twenties", 20),
    ("thirties", 30),
    ("forties", 40),
    ("fifties", 50),
    ("sixties", 60),
    ("seventies", 70),
    ("eighties", 80),
    ("nineties", 90),
];

const ERAS: &[(&str, i16)] =
    &[("meiji", 1867), ("taisho", 1911), ("showa", 1925), ("heisei", 1988), ("reiwa", 2018)];

const VAGUE: &[(&str, u64)] = &[
    ("tens", 10),
    ("dozens", 12),
    ("scores", 20),
    ("hundreds", 100),
    ("thousands", 1_000),
    ("millions", 1_000_000),
    ("billions", 1_000_000_000),
    ("trillions", 1_000_000_000_000),
];

const SCALES: &[(&str, u64)] = &[
    ("k", 1_000),
    ("m", 1_000_000),
    ("mn", 1_000_000),
    ("mln", 1_000_000),
    ("bn", 1_000_000_000),
    ("bln", 1_000_000_000),
    ("b", 1_000_000_000),
    ("tn", 1_000_000_000_000),
    ("trn", 1_000_000_000_000),
    ("score", 20),
];

const TIMES: &[(Time, &str)] = &[
    (Time::Last, "last past"),
    (Time::Next, "next coming upcoming"),
    (Time::This, "this current"),
    (Time::Ago, "ago"),
    (Time::Later, "later"),
    (Time::Earlier, "earlier"),
    (Time::Early, "early beginning start"),
    (Time::Mid, "mid middle"),
    (Time::Late, "late end"),
    (Time::Day, "day"),
    (Time::Week, "week"),
    (Time::Weekend, "weekend"),
    (Time::Month, "month"),
    (Time::Quarter, "quarter"),
    (Time::Year, "year"),
    (Time::Decade, "decade"),
    (Time::Century, "century"),
    (Time::Spring, "spring"),
    (Time::Summer, "summer"),
    (Time::Autumn, "autumn fall"),
    (Time::Winter, "winter"),
    (Time::Morning, "morning"),
    (Time::Afternoon, "afternoon"),
    (Time::Evening, "evening"),
    (Time::Night, "night"),
    (Time::Tonight, "tonight"),
    (Time::Noon, "noon midday"),
    (Time::Midnight, "midnight"),
    (Time::Am, "am a.m a.m."),
    (Time::Pm, "pm p.m p.m."),
    (Time::Clock, "oclock"),
    (Time::Hourly, "hourly"),
    (Time::Daily, "daily"),
    (Time::Weekly, "weekly"),
    (Time::Monthly, "monthly"),
    (Time::Yearly, "yearly annually"),
    (Time::Hours, "hours hrs"),
    (Time::Ahead, "will would shall 'll due scheduled planned plans set expected expects upcoming"),
];

const ZONES: &[(&str, i16)] = &[
    ("gmt", 0),
    ("utc", 0),
    ("bst", 60),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
    ("msk", 180),
    ("moscow", 180),
    ("ist", 330),
    ("jst", 540),
    ("kst", 540),
    ("est", -300),
    ("edt", -240),
    ("et", -300),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
];

const JOINTS: &[(Joint, &str)] = &[
    (Joint::One, "a an"),
    (Joint::And, "and"),
    (Joint::To, "to till until through"),
    (Joint::By, "by"),
    (Joint::After, "after"),
    (Joint::Before, "before"),
    (Joint::Past, "past"),
    (Joint::Per, "per"),
    (Joint::Each, "each every"),
    (Joint::Aged, "aged age ages"),
    (Joint::Zero, "oh"),
    (Joint::Or, "or"),
    (Joint::Between, "between"),
    (Joint::Minus, "minus negative"),
    (Joint::Point, "point"),
    (Joint::Of, "of"),
    (Joint::The, "the"),
    (Joint::Few, "few"),
    (Joint::Several, "several"),
    (Joint::Pair, "pair couple"),
    (Joint::Handful, "handful"),
    (Joint::Label, LABELS),
    (Joint::Craft, "flight flights"),
    (Joint::At, "at on"),
    (Joint::From, "from"),
    (Joint::As, "as"),
    (Joint::Weigh, "weigh weighs weighed weighing"),
    (Joint::YearAhead, "in since during until till around circa of for between through"),
    (
        Joint::Pronoun,
        "this that no any which some another other only first last next right wrong big
        good bad new old same single such",
    ),
    (
        Joint::Change,
        "up down off rise rises rose risen rising fall falls fell fallen falling gain gains gained
        gaining lose loses lost losing add adds added adding shed sheds shedding climb climbs
        climbed climbing drop drops dropped dropping slide slides slid sliding slip slips slipped
        slipping jump jumps jumped jumping advance advances advanced decline declines declined
        ease eases eased dip dips dipped tumble tumbles tumbled plunge plunges plunged sink sank
        soar soars soared surge surges surged rally rallied retreat retreated increase increased
        decrease decreased higher lower raise raises raised raising cut cuts cutting lift lifts
        lifted grow grows grew grown growing shrink shrinks shrank shrunk reduce reduces reduced
        reducing expand expands expanded widen widens widened narrow narrows narrowed boost boosts
        boosted hike hikes hiked slash slashes slashed trim trims trimmed revise revised change
        changed go goes went gone move moves moved swell swelled lowered lowers",
    ),
    (
        Joint::Counted,
        "people persons men women children passengers users customers workers voters jobs homes
        households votes copies shares visitors visits deaths cases refugees families units doses
        viewers readers subscribers followers residents inhabitants students pupils patients
        tourists migrants members employees",
    ),
    (Joint::Multiplied, "its their his her what"),
    (
        Joint::Result,
        "won win wins winning lose beat beats beaten beating defeat defeated defeats score scored
        vote voted voting passed result draw drew",
    ),
];

/// Words that a number behind them only tells apart: § 6, Figure 3, page 12.
const LABELS: &str = "
    section sections article articles figure figures fig figs table tables page pages p pp chapter
    chapters paragraph paragraphs para paras clause clauses annex annexes appendix appendices
    exhibit exhibits footnote footnotes note notes item items line lines verse verses volume vol
    issue version v id number nr docket ref reference isbn issn step question rule rules
    schedule schedules regulation regulations sec art plate box equation eq theorem lemma slide
";
