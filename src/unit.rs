//! Units of measure: what a figure counts, and how exactly one unit turns into another.
//!
//! The table itself is data, `lexicon/units.toml`; the words for a unit belong to
//! each language's lexicon.

use std::collections::HashMap;

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::bounds::{Bounds, Fraction};
use crate::nearest::nearest;

/// A unit, by its place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct UnitId(usize);

/// One unit of the table.
#[derive(Debug, Clone)]
pub struct Unit {
    /// Its English name in the singular: `metre`.
    pub name: String,
    /// What it measures: `length`. Only units of one dimension can be compared.
    pub dimension: String,
    /// One of it in base units; the second value where the word is ambiguous (a ton
    /// may be short or long).
    factor: (Fraction, Fraction),
    /// What its zero is in base units, for temperatures.
    offset: Option<Fraction>,
    /// Signs for it in any language.
    pub symbols: Vec<String>,
    /// The unit that it is a multiple of, and the prefix, where it was derived: kilo + metre.
    pub derived: Option<(UnitId, &'static str)>,
}

/// All units.
#[derive(Debug, Clone, Default)]
pub struct Units {
    units: Vec<Unit>,
    by_name: HashMap<String, UnitId>,
    quotients: Vec<Quotient>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: Vec<Row>,
    #[serde(default)]
    quotient: Vec<Quotient>,
}

/// A dimension that is the quotient of two others: speed is length over time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Quotient {
    /// The quotient.
    pub is: String,
    /// What is divided; nothing where things are counted.
    pub of: Option<String>,
    /// What it is divided by.
    pub per: String,
    /// Whether words have to say that the three go together: a plant of so many megawatts
    /// does not run at full power all day.
    #[serde(default)]
    pub only_stated: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    name: String,
    dimension: String,
    factor: String,
    factor_max: Option<String>,
    offset: Option<String>,
    symbols: Vec<String>,
    #[serde(default)]
    si: bool,
    #[serde(default)]
    si_only: Vec<String>,
}

/// The prefixes of the SI: symbols, name, exponent. (BIPM, The International
/// System of Units, 9th edition, table 7.)
const PREFIXES: [(&[&str], &str, i32); 12] = [
    (&["p"], "pico", -12),
    (&["n"], "nano", -9),
    (&["µ", "μ"], "micro", -6),
    (&["m"], "milli", -3),
    (&["c"], "centi", -2),
    (&["d"], "deci", -1),
    (&["h"], "hecto", 2),
    (&["k"], "kilo", 3),
    (&["M"], "mega", 6),
    (&["G"], "giga", 9),
    (&["T"], "tera", 12),
    (&["P"], "peta", 15),
];

impl Unit {
    /// Bounds that are scaled to base units, moved by where its scale begins.
    fn shifted(&self, scaled: Bounds) -> Option<Bounds> {
        match self.offset {
            None => Some(scaled),
            Some(offset) => scaled.plus(Bounds::exactly(Decimal::ONE).times(offset)?),
        }
    }
}

impl Units {
    /// Reads the table. The message of an error says what is wrong with which unit.
    pub fn parse(toml: &str) -> Result<Units, String> {
        let mut units = Units::default();
        units.add_table(toml)?;
        Ok(units)
    }

    /// Adds the units of a table.
    pub fn add_table(&mut self, toml: &str) -> Result<(), String> {
        let file: File = toml::from_str(toml).map_err(|error| error.to_string())?;
        self.quotients.extend(file.quotient);
        for row in file.unit {
            let fraction = |text: &str| {
                Fraction::parse(text)
                    .ok_or_else(|| format!("unit {:?}: {text:?} is no decimal and no fraction", row.name))
            };
            let factor = fraction(&row.factor)?;
            let most = row.factor_max.as_deref().map_or(Ok(factor), fraction)?;
            let offset = row.offset.as_deref().map(fraction).transpose()?;
            let base = self.add(Unit {
                name: row.name.clone(),
                dimension: row.dimension.clone(),
                factor: (factor, most),
                offset,
                symbols: row.symbols.clone(),
                derived: None,
            })?;
            for (signs, prefix, exponent) in PREFIXES {
                if !row.si && !row.si_only.iter().any(|only| signs.contains(&only.as_str())) {
                    continue;
                }
                let power = Fraction::power_of_ten(exponent).ok_or("a prefix that does not fit")?;
                let too_large = || format!("unit {:?}: its factor does not fit with the prefix {prefix:?}", row.name);
                self.add(Unit {
                    name: format!("{prefix}{}", row.name),
                    dimension: row.dimension.clone(),
                    factor: (factor.times(power).ok_or_else(too_large)?, most.times(power).ok_or_else(too_large)?),
                    offset: None,
                    symbols: row
                        .symbols
                        .iter()
                        .flat_map(|s| signs.iter().map(move |sign| format!("{sign}{s}")))
                        .collect(),
                    derived: Some((base, prefix)),
                })?;
            }
        }
        Ok(())
    }

    /// Adds a unit of a dimension that there is.
    pub fn extend(&mut self, name: &str, dimension: &str, factor: &str, symbols: &[String]) -> Result<(), String> {
        let mut dimensions: Vec<&str> = self.units.iter().map(|unit| unit.dimension.as_str()).collect();
        dimensions.sort_unstable();
        dimensions.dedup();
        if !dimensions.contains(&dimension) {
            dimensions.retain(|dimension| !dimension.contains('-'));
            let common = dimensions.join(", ");
            return Err(format!(
                "there is no dimension {dimension:?}; there is {common} and others (lexicon/units.toml)"
            ));
        }
        let fraction = Fraction::parse(factor)
            .filter(|fraction| fraction.inverse().is_some())
            .ok_or_else(|| format!("unit {name:?}: {factor:?} is no positive decimal or fraction"))?;
        if let Some(sign) = symbols.iter().find(|sign| sign.trim().is_empty()) {
            return Err(format!("unit {name:?}: {sign:?} is no sign"));
        }
        self.add(Unit {
            name: name.to_owned(),
            dimension: dimension.to_owned(),
            factor: (fraction, fraction),
            offset: None,
            symbols: symbols.to_vec(),
            derived: None,
        })
        .map(|_| ())
    }

    /// Fails with what may have been meant if there is no unit of a name.
    pub fn known(&self, name: &str) -> Result<(), String> {
        if self.by_name.contains_key(name) {
            return Ok(());
        }
        let meant = nearest(name, self.units.iter().map(|unit| unit.name.as_str()));
        let advice = meant.map_or("[[unit]] adds one".to_owned(), |meant| format!("did you mean {meant:?}?"));
        Err(format!("there is no unit {name:?}; {advice}"))
    }

    fn add(&mut self, unit: Unit) -> Result<UnitId, String> {
        let id = UnitId(self.units.len());
        if self.by_name.insert(unit.name.clone(), id).is_some() {
            return Err(format!("unit {:?} is there twice", unit.name));
        }
        self.units.push(unit);
        Ok(id)
    }

    /// The unit of that id.
    pub fn get(&self, id: UnitId) -> &Unit {
        &self.units[id.0]
    }

    /// The unit of that name.
    pub fn named(&self, name: &str) -> Option<UnitId> {
        self.by_name.get(name).copied()
    }

    /// All units with their ids, in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = (UnitId, &Unit)> {
        self.units.iter().enumerate().map(|(i, unit)| (UnitId(i), unit))
    }

    /// Whether two units measure the same thing.
    pub fn are_comparable(&self, one: UnitId, other: UnitId) -> bool {
        self.get(one).dimension == self.get(other).dimension
    }

    /// What a dimension is the quotient of.
    pub fn quotient(&self, dimension: &str) -> Option<&Quotient> {
        self.quotients.iter().find(|quotient| quotient.is == dimension)
    }

    /// Whether one unit is a larger one of the same dimension.
    pub fn is_larger(&self, one: UnitId, other: UnitId) -> bool {
        let exceeds = || self.convert(Bounds::exactly(Decimal::ONE), one, other)?.low();
        self.are_comparable(one, other) && exceeds().is_some_and(|times| times > Decimal::ONE)
    }

    /// Whether one unit is a power of ten times the other: both belong to one system, and people
    /// do not convert between them.
    pub fn are_of_one_system(&self, one: UnitId, other: UnitId) -> bool {
        let one_in = |from, to| self.convert(Bounds::exactly(Decimal::ONE), from, to)?.low();
        let is_power = |value: Decimal| {
            let digits = value.normalize().mantissa().to_string();
            digits.trim_end_matches('0') == "1"
        };
        [(one, other), (other, one)].into_iter().any(|(from, to)| one_in(from, to).is_some_and(is_power))
    }

    /// The same as [`Units::in_base`] for figures of one unit that are compared with each other: a bushel
    /// or a ton has several sizes, but not two in one comparison.
    pub fn in_base_alike(&self, bounds: Bounds, unit: UnitId) -> Option<Bounds> {
        let unit = self.get(unit);
        unit.shifted(bounds.times(unit.factor.0)?)
    }

    /// Bounds in base units of the dimension; `None` if they do not fit.
    pub fn in_base(&self, bounds: Bounds, unit: UnitId) -> Option<Bounds> {
        let unit = self.get(unit);
        unit.shifted(bounds.times(unit.factor.0)?.hull(bounds.times(unit.factor.1)?))
    }

    /// Bounds of one unit in another of the same dimension; `None` if they cannot
    /// be compared or do not fit.
    pub fn convert(&self, bounds: Bounds, from: UnitId, to: UnitId) -> Option<Bounds> {
        if !self.are_comparable(from, to) {
            return None;
        }
        let target = self.get(to);
        let base = self.in_base(bounds, from)?;
        let base = match target.offset {
            None => base,
            Some(offset) => base.minus(Bounds::exactly(Decimal::ONE).times(offset)?)?,
        };
        Some(base.times(target.factor.0.inverse()?)?.hull(base.times(target.factor.1.inverse()?)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r#"
        [[unit]]
        name = "metre"
        dimension = "length"
        factor = "1"
        symbols = ["m"]
        si = true
        [[unit]]
        name = "mile"
        dimension = "length"
        factor = "1609.344"
        symbols = ["mi"]
        [[unit]]
        name = "celsius"
        dimension = "temperature"
        factor = "1"
        offset = "273.15"
        symbols = ["°C"]
        [[unit]]
        name = "fahrenheit"
        dimension = "temperature"
        factor = "5/9"
        offset = "45967/180"
        symbols = ["°F"]
    "#;

    fn exactly(text: &str) -> Bounds {
        Bounds::exactly(text.parse().unwrap())
    }

    #[test]
    fn units_convert_exactly_and_only_within_their_dimension() {
        let units = Units::parse(TABLE).unwrap();
        let of = |name: &str| units.named(name).unwrap();
        let miles = units.convert(exactly("16.09344"), of("kilometre"), of("mile")).unwrap();
        assert!(miles.may_equal(exactly("10")));
        let degrees = units.convert(exactly("38"), of("celsius"), of("fahrenheit")).unwrap();
        assert!(degrees.may_equal(exactly("100.4")));
        assert!(!degrees.may_equal(exactly("100.5")));
        assert_eq!(units.convert(exactly("1"), of("mile"), of("celsius")), None);
    }

    #[test]
    fn a_unit_that_is_there_twice_is_refused() {
        let twice = format!("{TABLE}\n[[unit]]\nname = \"mile\"\ndimension = \"length\"\nfactor = \"1\"\nsymbols = []");
        assert!(Units::parse(&twice).unwrap_err().contains("mile"));
    }
}
