//! `variorum explain`: what a kind or an effect means, or why two documents match or do not.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;

use anstyle::{AnsiColor, Style};
use anyhow::{Context, Result, bail};
use variorum::analysis::{Step, explain_pair};
use variorum::config::Config;
use variorum::divergence::Effect;
use variorum::policy::Rule;
use variorum::report::escape::visible;

use crate::args::Explain;
use crate::check::cache::Cache;
use crate::console::Console;
use crate::settings::Home;
use crate::{Outcome, compare, settings};

/// Prints all that can be explained, the page of a kind or an effect, or the stages that two documents pass.
pub fn run(args: &Explain, mut config: Config, home: &Home, console: Console) -> Result<Outcome> {
    settings::set_reading(&mut config, &args.reading);
    let text = match args.subjects.as_slice() {
        [subject] => one(&subject.to_string_lossy(), home, console)?,
        [a, b, ..] => pair(a, b, &config)?,
        [] => contents(),
    };
    let mut out = console.pretty();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(Outcome::Fine)
}

/// What the last check said of a finding, or the page of a kind.
fn one(subject: &str, home: &Home, console: Console) -> Result<String> {
    // Reports for people call the effect `none` a matter of form.
    let known = if subject == "form" { "none" } else { subject };
    if let Some(&effect) = EFFECTS.iter().find(|(_, name, _)| *name == known) {
        return Ok(effect_page(effect));
    }
    let family = subject.strip_suffix(".*").unwrap_or(subject);
    if let Some(page) = family_page(family) {
        return Ok(page);
    }
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
        None => bail!("no kind or effect `{name}`\n  next: one of {}", all()),
    }
}

fn all() -> String {
    let effects = EFFECTS.iter().map(|(_, name, _)| *name);
    effects.chain(Rule::all().map(Rule::name)).collect::<Vec<_>>().join(", ")
}

/// Every effect with what it means, the weightiest first.
const EFFECTS: [(Effect, &str, &str); 5] = [
    (Effect::Conflict, "conflict", "both cannot be true"),
    (Effect::Shift, "shift", "the meaning moves"),
    (Effect::Unclear, "unclear", "the words differ, and whether the meaning does is not known"),
    (Effect::Compatible, "compatible", "one says more, or less precisely; both can be true"),
    (Effect::None, "none", "both say the same"),
];

/// What an effect means, and which kinds usually have it.
fn effect_page((effect, name, means): (Effect, &str, &str)) -> String {
    let kinds = Rule::all().filter(|rule| rule.usual_effect() == Some(effect)).map(Rule::name);
    let kinds = kinds.collect::<Vec<_>>().join(", ");
    let kinds = if kinds.is_empty() { "none".to_owned() } else { kinds };
    format!(
        "# {name}\n\nAn effect: what a difference does to the meaning. {name}: {means}.\n\n\
         Kinds that usually have it: {kinds}.\n\n`--min-effect` leaves out what weighs less than an effect.\n"
    )
}

/// The kinds of a family, as a policy selects them.
fn family_page(family: &str) -> Option<String> {
    let kinds: Vec<Rule> = Rule::all().filter(|rule| rule.family() == family).collect();
    if kinds.is_empty() {
        return None;
    }
    let mut out = format!(
        "# {family}\n\nA family of kinds, which a policy selects as `{family}.*`. \
         `variorum explain KIND` says what one of them means.\n\n"
    );
    for rule in kinds {
        let _ = writeln!(out, "- {}: {}", rule.name(), rule.title());
    }
    Some(out)
}

/// All that can be explained.
fn contents() -> String {
    let mut out = String::from("Effects: what a difference does to the meaning\n");
    let names = Rule::all().map(|rule| rule.name().len());
    let width = names.max().unwrap_or(0);
    for (_, name, means) in EFFECTS {
        let _ = writeln!(out, "  {name:<width$} {means}");
    }
    for (head, divergence) in
        [("Kinds of divergence", true), ("What `variorum check` says of documents", false)]
    {
        let _ = writeln!(out, "\n{head}");
        let of_head = |rule: &Rule| matches!(rule, Rule::Divergence(_)) == divergence;
        for rule in Rule::all().filter(of_head) {
            let _ = writeln!(out, "  {:<width$} {}", rule.name(), rule.title());
        }
    }
    out.push_str(
        "\nvariorum explain NAME        what one of these means, or a family: number, date, name\n\
         variorum explain ID          a finding of the last check, by its id\n\
         variorum explain A B         why two documents match, or do not\n",
    );
    out
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
        assert!(named("zebra").unwrap_err().to_string().contains(
            "document.name, document.both, passage.reused, policy.changed, name.variant"
        ));
    }
}
