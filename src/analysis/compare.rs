//! Two texts, side by side: the same stages as for a corpus, without the search for candidates.

use serde::{Deserialize, Serialize};

use super::{Options, Prepared, Silent};
use crate::alignment::Segment;
use crate::alignment::units::units;
use crate::corpus::paragraphs;
use crate::divergence::Divergence;
use crate::language;
use crate::rarity::Rarity;
use crate::telling::Telling;
