//! `compare`: two texts.

use pyo3::prelude::*;
use variorum::report::json;
use variorum_program::compare as program;
use variorum_program::jsonl::Pair;

use crate::error::told;
use crate::{ask, watch};

/// The answer to two texts, as a line of `variorum compare --jsonl`.
#[pyfunction]
pub fn compare(py: Python<'_>, a: String, b: String, flags: Vec<String>) -> PyResult<String> {
    let ask::Asked { args, config, .. } = ask::compare(flags).map_err(told)?;
    watch::watched(py, Some(1), None, move |_| {
        let pair = Pair { id: serde_json::Value::Null, a, b };
        let comparison = program::compared(&pair, &config, args.tokens);
        Ok(json::line(&program::answer(&pair, comparison, args.offsets))?)
    })
}
