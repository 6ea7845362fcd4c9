//! Where the telling words of a text stand: made once for a text, met with those of every other.

use std::cmp::Ordering;

use foldhash::HashMap;

use super::units::Unit;
use super::vocabulary::Stand;

/// Weight, in nats, from which a word tells enough to start a bead.
pub const TELLING: f32 = 2.0;

/// Whether a word of this weight tells enough to start a bead.
pub fn tells(weight: f32) -> bool {
    weight >= TELLING
}

/// The telling words of a run of units, sorted by stem, then by unit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Places(Vec<Place>);

#[derive(Clone, Copy, Debug, PartialEq)]
struct Place {
    stem: u64,
    /// Index of the unit.
    unit: u32,
    weight: f32,
}

impl Place {
    fn order(&self, other: &Self) -> Ordering {
        let by_weight = || self.weight.total_cmp(&other.weight);
        (self.stem, self.unit).cmp(&(other.stem, other.unit)).then_with(by_weight)
    }
}

impl Places {
    /// Collects them.
    pub fn of(units: &[Unit]) -> Self {
        let mut places = Vec::new();
        for (unit, at) in units.iter().zip(0..) {
            let words = unit.bag.iter().filter(|(_, weight)| tells(*weight));
            places.extend(words.map(|(stem, weight)| Place {
                stem: *stem,
                unit: at,
                weight: *weight,
            }));
        }
        Self(sorted(places))
    }

    /// Those of the text with its words called what they stand for in another one.
    pub fn renamed(&self, stands: &HashMap<u64, Stand>) -> Self {
        let (mut own, mut others) = (Vec::with_capacity(self.0.len()), Vec::new());
        for same in self.0.chunk_by(|a, b| a.stem == b.stem) {
            match stands.get(&same[0].stem) {
                None => own.extend_from_slice(same),
                Some(stand) => {
                    let renamed = same.iter().map(|place| Place {
                        stem: stand.stem,
                        weight: place.weight * stand.worth,
                        ..*place
                    });
                    others.extend(renamed.filter(|place| tells(place.weight)));
                }
            }
        }
        if !others.is_empty() {
            // Two sorted runs are merged in one pass by a sort that looks for runs.
            own.extend(sorted(others));
            own.sort_by(Place::order);
        }
        Self(own)
    }

    /// Calls `met` for every two units that share a word, with the weight that it has on the other side;
    /// words in order, and of one word units in order.
    pub fn meet(&self, other: &Self, mut met: impl FnMut(usize, usize, f32)) {
        let (mut mine, mut theirs) = (self.0.as_slice(), other.0.as_slice());
        while let (Some(a), Some(b)) = (mine.first(), theirs.first()) {
            match a.stem.cmp(&b.stem) {
                Ordering::Less => mine = &mine[1..],
                Ordering::Greater => theirs = &theirs[1..],
                Ordering::Equal => {
                    let run = |places: &[Place]| {
                        places.iter().take_while(|place| place.stem == a.stem).count()
                    };
                    let (left, right) = (mine.split_at(run(mine)), theirs.split_at(run(theirs)));
                    for x in left.0 {
                        for y in right.0 {
                            met(x.unit as usize, y.unit as usize, y.weight);
                        }
                    }
                    (mine, theirs) = (left.1, right.1);
                }
            }
        }
    }
}

fn sorted(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_unstable_by(Place::order);
    places
}
