//! Direct speech and who speaks.

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// A stretch of direct speech.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quotation {
    /// The words said, without the quotation marks.
    pub span: Span,
    /// To whom the text gives them, where it says so.
    pub speaker: Option<Speaker>,
}

/// To whom the text gives a quotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// The words that name the speaker: `Lavrov`, `the minister`.
    pub span: Span,
    /// The verb of saying, where there is one.
    pub verb: Option<Span>,
}
