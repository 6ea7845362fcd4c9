//! `variorum explain`: what a kind means, or why two documents match or do not.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail};
use variorum::analysis::{Step, explain_pair};
use variorum::config::Config;
use variorum::policy::Rule;
use variorum::report::escape::visible;

use crate::args::Explain;
use crate::check::cache::Cache;
use crate::console::Console;
use crate::settings::Home;
use crate::{Outcome, compare, settings};

/// Prints the page of a kind, or the stages that two documents pass.
pub fn run(args: &Explain, mut config: Config, home: &Home, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let text = match args.subjects.as_slice() {
        [subject] => one(&subject.to_string_lossy(), home, console)?,
        [a, b, ..] => pair(a, b, &config)?,
        [] => bail!("give a kind or two documents"),
    };
    let mut out = console.pretty();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// What the last check said of a finding, or the page of a kind.
fn one(subject: &str, home: &Home, console: Console) -> Result<String> {
    let is_id = subject.len() == 16 && subject.bytes().all(|byte| byte.is_ascii_hexdigit());
    if !is_id {
        return Ok(named(subject)?.page().to_owned());
    }
    Cache::of(home, true, console).recall(subject).with_context(|| {
        format!(
            "the last check here has no finding {subject}\n  next: run `variorum check` again, \
             which keeps its findings in the cache folder of the user"
        )
    })
}

fn named(name: &str) -> Result<Rule> {
    if let Some(rule) = Rule::named(name) {
        return Ok(rule);
    }
    if Path::new(name).exists() {
        bail!("{name} is one document\n  next: give two, as in `variorum explain A B`");
    }
    let nearest = Rule::all()
        .map(|rule| (strsim::normalized_damerau_levenshtein(rule.name(), name), rule.name()))
        .filter(|(likeness, _)| *likeness >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0));
    match nearest {
        Some((_, rule)) => bail!("no kind `{name}`\n  next: did you mean `{rule}`?"),
        None => bail!("no kind `{name}`\n  next: one of {}", all()),
    }
}

fn all() -> String {
    Rule::all().map(Rule::name).collect::<Vec<_>>().join(", ")
}

/// Both documents through the stages, until one lets them go no further.
fn pair(a: &Path, b: &Path, config: &Config) -> Result<String> {
    let corpus = compare::two(a, b, config)?;
    let mut out = String::new();
    for step in explain_pair(&corpus, 0, 1, &config.analysis) {
        line(&mut out, &step);
    }
    Ok(out)
}

/// Writing to a string does not fail.
fn line(out: &mut String, step: &Step) {
    let (style, mark) = match step.passed {
        true => (AnsiColor::Green.on_default(), "✓"),
        false => (AnsiColor::Red.on_default(), "✗"),
    };
    let bold = Style::new().bold();
    let _ = writeln!(
        out,
        "{style}{mark}{style:#} {bold}{:<12}{bold:#} {}",
        step.stage,
        visible(&step.said)
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_with_a_slip_finds_the_right_one() {
        assert_eq!(named("scope").unwrap().name(), "scope");
        assert!(named("number.conflicts").unwrap_err().to_string().contains("`number.conflict`"));
        assert!(
            named("zebra")
                .unwrap_err()
                .to_string()
                .contains("document.name, passage.reused, policy.changed, name.variant")
        );
    }
}
