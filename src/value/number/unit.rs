//! Units of measure and currencies, with what converts one into another.

use serde::{Deserialize, Serialize};

/// What a [`Unit`] measures. Only units of one dimension convert.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// Nothing: a bare number or a count of things.
    Count,
    /// How many times.
    Multiple,
    /// A share of a whole.
    Share,
    /// A difference of two shares.
    Points,
    /// A length, in metres.
    Length,
    /// An area, in square metres.
    Area,
    /// A volume, in litres.
    Volume,
    /// A mass, in kilograms.
    Mass,
    /// A stretch of time or an age, in seconds.
    Duration,
    /// A speed, in metres per second.
    Speed,
    /// A temperature, in kelvin.
    Temperature,
    /// A power, in watts.
    Power,
    /// An energy, in joules.
    Energy,
    /// A pressure, in pascals.
    Pressure,
    /// An angle, in degrees.
    Angle,
    /// Digital data, in bytes.
    Data,
    /// Money: two currencies do not convert, as the rate of the day is not in the text.
    Money,
}

macro_rules! units {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $dimension:ident, $factor:expr, [$($symbol:literal),*];)*) => {
        /// A unit of measure or a currency.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum Unit {
            $($(#[$doc])* $name,)*
        }

        impl Unit {
            /// How the unit is printed after a number; empty for [`Unit::One`].
            pub fn name(self) -> &'static str {
                match self { $(Self::$name => $text),* }
            }

            /// What it measures.
            pub fn dimension(self) -> Dimension {
                match self { $(Self::$name => Dimension::$dimension),* }
            }

            /// How many base units of its dimension one unit is.
            pub fn factor(self) -> f64 {
                match self { $(Self::$name => $factor),* }
            }

            const NAMES: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),*];

            /// The signs and abbreviations that mean the unit in every language.
            pub const SYMBOLS: &'static [(&'static str, Self)] = &[$($(($symbol, Self::$name),)*)*];
        }
    };
}

const DAY: f64 = 86_400.0;
const YEAR: f64 = 365.2425 * DAY;

units! {
    /// No unit.
    One = "", Count, 1.0, [];
    /// How often, or how many times as much.
    Time = "times", Multiple, 1.0, [];
    /// Per cent.
    Percent = "%", Share, 0.01, ["%", "٪", "pct"];
    /// Per mille.
    Permille = "‰", Share, 0.001, ["‰"];
    /// Percentage points.
    Point = "percentage points", Points, 1.0, ["pp"];
    /// Basis points.
    BasisPoint = "basis points", Points, 0.01, ["bp", "bps"];
    /// Millimetre.
    Millimetre = "mm", Length, 0.001, ["mm"];
    /// Centimetre.
    Centimetre = "cm", Length, 0.01, ["cm"];
    /// Metre.
    Metre = "m", Length, 1.0, ["m"];
    /// Kilometre.
    Kilometre = "km", Length, 1000.0, ["km", "kms"];
    /// Inch.
    Inch = "inches", Length, 0.0254, ["″"];
    /// Foot.
    Foot = "feet", Length, 0.3048, ["ft", "′"];
    /// Yard.
    Yard = "yards", Length, 0.9144, ["yd", "yds"];
    /// Mile.
    Mile = "miles", Length, 1609.344, ["mi"];
    /// Nautical mile.
    NauticalMile = "nautical miles", Length, 1852.0, ["nmi"];
    /// Square metre.
    SquareMetre = "m²", Area, 1.0, ["m²", "m2", "sqm"];
    /// Square kilometre.
    SquareKilometre = "km²", Area, 1e6, ["km²", "km2"];
    /// Square foot.
    SquareFoot = "square feet", Area, 0.092_903_04, ["sqft"];
    /// Square mile.
    SquareMile = "square miles", Area, 2_589_988.110_336, [];
    /// Hectare.
    Hectare = "ha", Area, 1e4, ["ha"];
    /// Acre.
    Acre = "acres", Area, 4_046.856_422_4, [];
    /// Millilitre.
    Millilitre = "ml", Volume, 0.001, ["ml"];
    /// Litre.
    Litre = "l", Volume, 1.0, [];
    /// Cubic metre.
    CubicMetre = "m³", Volume, 1000.0, ["m³", "m3"];
    /// Cubic foot.
    CubicFoot = "cubic feet", Volume, 28.316_846_592, [];
    /// Cubic yard.
    CubicYard = "cubic yards", Volume, 764.554_857_984, [];
    /// Gallon whose kind the text does not say, as one of the United States.
    Gallon = "gallons", Volume, 3.785_411_784, [];
    /// Oil barrel.
    Barrel = "barrels", Volume, 158.987_294_928, ["bbl"];
    /// Microgram.
    Microgram = "µg", Mass, 1e-9, ["µg", "μg", "mcg"];
    /// Milligram.
    Milligram = "mg", Mass, 1e-6, ["mg"];
    /// Gram.
    Gram = "g", Mass, 0.001, [];
    /// Kilogram.
    Kilogram = "kg", Mass, 1.0, ["kg", "kgs"];
    /// Metric ton.
    Tonne = "tonnes", Mass, 1000.0, [];
    /// Ton whose kind the text does not say.
    Ton = "tons", Mass, 1000.0, [];
    /// Pound.
    Pound = "pounds", Mass, 0.453_592_37, ["lb", "lbs"];
    /// Ounce.
    Ounce = "ounces", Mass, 0.028_349_523_125, ["oz"];
    /// Second.
    Second = "seconds", Duration, 1.0, ["sec", "secs"];
    /// Minute.
    Minute = "minutes", Duration, 60.0, ["min", "mins"];
    /// Hour.
    Hour = "hours", Duration, 3600.0, ["hr", "hrs"];
    /// Day.
    Day = "days", Duration, DAY, [];
    /// Week.
    Week = "weeks", Duration, 7.0 * DAY, [];
    /// Month.
    Month = "months", Duration, YEAR / 12.0, [];
    /// Year.
    Year = "years", Duration, YEAR, ["yr", "yrs"];
    /// Decade.
    Decade = "decades", Duration, 10.0 * YEAR, [];
    /// Century.
    Century = "centuries", Duration, 100.0 * YEAR, [];
    /// Kilometre per hour.
    KilometrePerHour = "km/h", Speed, 1.0 / 3.6, ["kmh", "kph"];
    /// Mile per hour.
    MilePerHour = "mph", Speed, 0.44704, ["mph"];
    /// Knot.
    Knot = "knots", Speed, 1852.0 / 3600.0, [];
    /// Metre per second.
    MetrePerSecond = "m/s", Speed, 1.0, [];
    /// Degree Celsius.
    Celsius = "°C", Temperature, 1.0, ["°c", "℃"];
    /// Degree Fahrenheit.
    Fahrenheit = "°F", Temperature, 5.0 / 9.0, ["°f", "℉"];
    /// Degree of an angle, or of a temperature whose scale the text does not say.
    Degree = "degrees", Angle, 1.0, ["°"];
    /// Watt.
    Watt = "W", Power, 1.0, [];
    /// Kilowatt.
    Kilowatt = "kW", Power, 1e3, ["kw"];
    /// Megawatt.
    Megawatt = "MW", Power, 1e6, ["mw"];
    /// Gigawatt.
    Gigawatt = "GW", Power, 1e9, ["gw"];
    /// Horsepower.
    Horsepower = "hp", Power, 745.7, ["hp"];
    /// Kilowatt-hour.
    KilowattHour = "kWh", Energy, 3.6e6, ["kwh"];
    /// Megawatt-hour.
    MegawattHour = "MWh", Energy, 3.6e9, ["mwh"];
    /// Bar.
    Bar = "bar", Pressure, 1e5, [];
    /// Kilobyte.
    Kilobyte = "kB", Data, 1e3, ["kb"];
    /// Megabyte.
    Megabyte = "MB", Data, 1e6, ["mb"];
    /// Gigabyte.
    Gigabyte = "GB", Data, 1e9, ["gb"];
    /// Terabyte.
    Terabyte = "TB", Data, 1e12, ["tb"];
    /// US dollar, or a dollar whose country the text does not say.
    Dollar = "USD", Money, 1.0, ["$", "us$", "usd"];
    /// Euro.
    Euro = "EUR", Money, 1.0, ["€", "eur"];
    /// Pound sterling.
    Sterling = "GBP", Money, 1.0, ["£", "gbp"];
    /// Yen.
    Yen = "JPY", Money, 1.0, ["¥", "jpy", "円"];
    /// Yuan.
    Yuan = "CNY", Money, 1.0, ["cny", "rmb"];
    /// Rouble.
    Rouble = "RUB", Money, 1.0, ["₽", "rub"];
    /// Hryvnia.
    Hryvnia = "UAH", Money, 1.0, ["₴", "uah"];
    /// Rupee.
    Rupee = "INR", Money, 1.0, ["₹", "inr"];
    /// Won.
    Won = "KRW", Money, 1.0, ["₩", "krw"];
    /// Swiss franc, or a franc whose country the text does not say.
    Franc = "CHF", Money, 1.0, ["chf"];
    /// Lira.
    Lira = "TRY", Money, 1.0, ["₺"];
    /// Real.
    Real = "BRL", Money, 1.0, ["r$", "brl"];
    /// Canadian dollar.
    CanadianDollar = "CAD", Money, 1.0, ["c$", "ca$", "cad"];
    /// Australian dollar.
    AustralianDollar = "AUD", Money, 1.0, ["a$", "au$", "aud"];
    /// Hong Kong dollar.
    HongKongDollar = "HKD", Money, 1.0, ["hk$", "hkd"];
    /// Peso.
    Peso = "peso", Money, 1.0, [];
    /// Rial.
    Rial = "IRR", Money, 1.0, ["﷼"];
    /// Shekel.
    Shekel = "ILS", Money, 1.0, ["₪"];
    /// Zloty.
    Zloty = "PLN", Money, 1.0, ["pln"];
    /// Krona or krone.
    Krone = "krone", Money, 1.0, [];
}

impl Unit {
    /// The unit that a language file means by `name`, and how many of it one is: a cent is the
    /// hundredth of a dollar.
    pub fn from_name(name: &str) -> Option<(Self, f64)> {
        match name {
            "cents" => Some((Self::Dollar, 0.01)),
            "pence" => Some((Self::Sterling, 0.01)),
            "fortnights" => Some((Self::Week, 2.0)),
            _ => Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, unit)| (unit, 1.0)),
        }
    }

    /// The unit that one letter means right behind the digits, and how many of it one is: `500g`,
    /// `20C`. Its case counts.
    pub fn from_letter(letter: &str) -> Option<(Self, f64)> {
        match letter {
            "g" => Some((Self::Gram, 1.0)),
            "l" | "L" => Some((Self::Litre, 1.0)),
            "h" => Some((Self::Hour, 1.0)),
            "p" => Some((Self::Sterling, 0.01)),
            "C" => Some((Self::Celsius, 1.0)),
            "F" => Some((Self::Fahrenheit, 1.0)),
            "W" => Some((Self::Watt, 1.0)),
            _ => None,
        }
    }

    /// The name of one of it: `day`, `km`.
    pub fn singular(self) -> &'static str {
        match self {
            Self::Century => "century",
            _ => self.name().trim_end_matches('s'),
        }
    }

    /// `value` of this unit in the base unit of its dimension.
    pub fn to_base(self, value: f64) -> f64 {
        match self {
            Self::Celsius => value + 273.15,
            Self::Fahrenheit => (value - 32.0) * self.factor() + 273.15,
            _ => value * self.factor(),
        }
    }

    /// What else one of it may be, in times of what it is taken for: the imperial gallon; the short and the
    /// long ton; a month of four weeks.
    pub fn other_sizes(self) -> &'static [f64] {
        match self {
            Self::Gallon => &[1.200_949_925_5],
            Self::Ton => &[0.907_184_74, 1.016_046_908_8],
            Self::Month => &[0.919_936_8],
            _ => &[],
        }
    }

    /// Whether amounts of the two can be compared by converting them.
    pub fn converts_to(self, other: Self) -> bool {
        self == other
            || self.dimension() == other.dimension() && self.dimension() != Dimension::Money
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_miles_are_eight_kilometres() {
        assert!((Unit::Mile.to_base(5.0) - Unit::Kilometre.to_base(8.05)).abs() < 5.0);
    }

    #[test]
    fn scales_with_another_zero_meet() {
        assert!((Unit::Fahrenheit.to_base(212.0) - Unit::Celsius.to_base(100.0)).abs() < 1e-6);
        assert!((Unit::Month.to_base(12.0) - Unit::Year.to_base(1.0)).abs() < 1.0);
    }

    #[test]
    fn currencies_do_not_convert() {
        assert!(!Unit::Dollar.converts_to(Unit::Euro));
        assert!(Unit::Dollar.converts_to(Unit::Dollar));
        assert!(!Unit::Percent.converts_to(Unit::Point));
    }
}
