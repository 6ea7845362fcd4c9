//! `variorum schema`: the JSON Schema of what the program writes and reads.

use std::io::Write;

use anyhow::Result;
use variorum::config::Config;
use variorum::report;

use crate::Outcome;
use crate::args::{Schema, SchemaOf};
use crate::console::Console;

/// Prints the schema.
pub fn run(args: &Schema, console: Console) -> Result<Outcome> {
    let schema = match args.of {
        SchemaOf::Report => report::json::schema(),
        SchemaOf::Check => report::verdict::json::schema(),
        SchemaOf::Config => schemars::schema_for!(Config).to_value(),
    };
    let mut out = console.data();
    serde_json::to_writer_pretty(&mut out, &schema)?;
    writeln!(out)?;
    out.flush()?;
    Ok(Outcome::Fine)
}
