//! `check`: new documents are judged by what the others state.

use std::ffi::OsString;

use anstream::adapter::strip_str;
use anyhow::bail;
use pyo3::prelude::*;
use variorum::corpus::{Corpus, Input};
use variorum::policy::Verdict;
use variorum::report::verdict::{self, Format};
use variorum_program::args::{Color, Common};
use variorum_program::console::Console;
use variorum_program::{check as program, report};

use crate::documents::Lines;
use crate::error::told;
use crate::{ask, watch};

/// What the policy says of documents.
#[pyclass(frozen, module = "variorum._core")]
pub struct Check {
    corpus: Corpus,
    verdict: Verdict,
    /// Whether nothing is left that fails.
    #[pyo3(get)]
    passes: bool,
}

/// Judges what paths hold, or `lines` in their place.
#[pyfunction]
#[pyo3(signature = (paths, lines, flags, progress))]
pub fn check(
    py: Python<'_>,
    paths: Vec<OsString>,
    lines: Option<Vec<Vec<u8>>>,
    flags: Vec<String>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Check> {
    let ask::Asked { args, given, threads, .. } = ask::check(flags, paths).map_err(told)?;
    watch::watched(py, threads, progress, move |watch| {
        if lines.is_some() && (!args.new.is_empty() || args.since.is_some()) {
            bail!(
                "documents in memory are judged by one another, and `new` and `since` name files\n  \
                 next: write them to a file with one JSON object a line, and give its path"
            );
        }
        let inputs: Vec<Input> = match lines {
            Some(lines) => Lines::new(lines).inputs(),
            None => report::inputs(&args.paths),
        };
        let common = Common { threads: None, quiet: true, color: Color::Never, config: None };
        let heard = (Console::new(&common), watch as &dyn variorum::analysis::Progress);
        let judged = program::judged((&args, &inputs), given.as_deref(), heard)?;
        let passes = judged.passes(args.fail_on);
        Ok(Check { corpus: judged.corpus, verdict: judged.verdict, passes })
    })
}

#[pymethods]
impl Check {
    /// A format of the verdict: `text`, `json`, `sarif`, `junit`, `github`, `md`.
    fn written(&self, py: Python<'_>, format: &str) -> PyResult<String> {
        let written = || -> anyhow::Result<String> {
            let format = match format {
                "text" => Format::Text,
                "json" => Format::Json,
                "sarif" => Format::Sarif,
                "junit" => Format::Junit,
                "github" => Format::Github,
                "md" => Format::Markdown,
                _ => bail!("there is no format `{format}`"),
            };
            let mut out = Vec::new();
            verdict::write(format, &self.corpus, &self.verdict, &mut out)?;
            // Styles are for terminals, which the program looks for.
            Ok(strip_str(&String::from_utf8(out)?).to_string())
        };
        py.detach(written).map_err(told)
    }
}
