//! What the trainer needs: the words of a sentence, the features and the steps of the parser.
//!
//! The program uses nothing of this; `examples/train_syntax` writes `model.bin.gz` with it. Invariant:
//! training sees exactly the features that the parser computes.

pub use super::choose::{Both, CHOICE_FEATURES};
pub use super::features::{action_features, label_features};
pub use super::join::{Joined, is_verb, nodes, turned};
pub use super::model::{Model, STATES, STEPS, english, step, table};
pub use super::parser::{ACTIONS, Arc, Input, LONGEST, State, best_action, parse};
pub use super::read::{Words, read};
pub use super::table::{CLASSES, Scores, Table};
pub use super::tagger::{best, features as tag_features, tag};
pub use super::word::Word;
