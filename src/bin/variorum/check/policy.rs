//! `variorum check --print-policy`: what is in force, and from where.

use std::io::Write;

use anyhow::Result;
use variorum::divergence::{Effect, Kind};
use variorum::policy::{AcceptedName, Policy, Rule};

use crate::console::Console;
use crate::settings::Home;

/// Prints the level of every rule and who set it, then the rest of the policy.
pub fn print(policy: &Policy, names: &[AcceptedName], home: &Home, console: Console) -> Result<()> {
    let mut out = console.data();
    match &home.file {
        Some(file) => writeln!(out, "# settings: {}", file.display())?,
        None => writeln!(out, "# settings: none, all is built in")?,
    }
    for rule in Rule::all() {
        let (level, origin) = policy.level(rule, rule.usual_effect(), None);
        writeln!(out, "{:<5} {:<24} {origin}", level.name(), rule.name())?;
    }
    // No kind is usually unclear, and every kind of words can be.
    let (level, origin) =
        policy.level(Rule::Divergence(Kind::Wording), Some(Effect::Unclear), None);
    writeln!(out, "{:<5} {:<24} {origin}", level.name(), "*.unclear")?;
    let bars = &policy.thresholds;
    writeln!(out, "\n# thresholds")?;
    writeln!(out, "deny_confidence = {}", bars.deny_confidence)?;
    writeln!(out, "warn_confidence = {}", bars.warn_confidence)?;
    writeln!(out, "near_duplicate = {}", bars.near_duplicate)?;
    writeln!(out, "reused_words = {}", bars.reused_words)?;
    match &bars.metadata {
        Some(fields) => {
            let fields: Vec<&str> = fields.iter().map(|field| field.name()).collect();
            writeln!(out, "metadata = {fields:?}")?;
        }
        None => writeln!(out, "# metadata: what most of the other documents state")?,
    }
    writeln!(out, "\n# trusted: {:?}", policy.trusted)?;
    writeln!(out, "# accepted names: {}", names.len())?;
    for (n, one) in policy.overrides.iter().enumerate() {
        writeln!(out, "\n# override {}: paths {:?}, sources {:?}", n + 1, one.paths, one.sources)?;
        let lists = [("deny", &one.deny), ("warn", &one.warn), ("allow", &one.allow)];
        for (level, selectors) in lists {
            for selector in selectors {
                writeln!(out, "{level:<5} {selector}")?;
            }
        }
    }
    out.flush()?;
    Ok(())
}
