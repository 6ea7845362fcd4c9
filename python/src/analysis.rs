//! `analyze`, and what it found.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::PathBuf;

use anyhow::{anyhow, bail};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use variorum::analysis;
use variorum::corpus::Corpus;
use variorum::report::{self, Format, Options};
use variorum_program::stored::Place;
use variorum_program::{files, report as program};

use crate::documents::{self, Lines};
use crate::error::told;
use crate::{ask, watch};

/// Everything found, with the documents and what a report of it holds.
#[pyclass(frozen, module = "variorum._core")]
pub struct Analysis {
    corpus: Corpus,
    analysis: analysis::Analysis,
    options: Options,
}

/// Reads paths, or `lines` in their place, and analyses what they hold.
#[pyfunction]
#[pyo3(signature = (paths, lines, flags, progress))]
pub fn analyze(
    py: Python<'_>,
    paths: Vec<OsString>,
    lines: Option<Vec<Vec<u8>>>,
    flags: Vec<String>,
    progress: Option<&Bound<'_, PyAny>>,
) -> PyResult<Analysis> {
    let asked = ask::report(flags, paths).map_err(told)?;
    let ask::Asked { args, config, threads, .. } = asked;
    watch::watched(py, threads, progress, move |watch| {
        let held = lines.is_some();
        let corpus = match lines {
            Some(lines) => documents::read(Lines::new(lines), &config.reading)?,
            None => {
                if let Some(place) = Place::among(&args.paths, None)? {
                    bail!(
                        "{0} is a report, and documents are analysed\n  next: give the documents, or \
                         write its other formats with `variorum report {0}`",
                        place.report.display()
                    );
                }
                Corpus::read(&program::sources(&args), &config.reading)?
            }
        };
        match (corpus.documents.is_empty(), held) {
            (true, true) => bail!(documents::nothing_read(&corpus)),
            (true, false) => bail!(program::nothing_read(&args.paths, &corpus)),
            _ => {}
        }
        let analysis = analysis::analyze(&corpus, &config.analysis, watch);
        let analysis = report::bounded(&corpus, analysis, &config.report);
        Ok(Analysis { corpus, analysis, options: config.report })
    })
}

#[pymethods]
impl Analysis {
    /// How many documents were read.
    #[getter]
    fn documents(&self) -> usize {
        self.corpus.documents.len()
    }

    /// How many statements were found.
    #[getter]
    fn statements(&self) -> usize {
        self.analysis.statements.len()
    }

    /// A format of the report as text: `json`, `html`, `md`, `divergences`, `names`, `renderings`.
    fn written(&self, py: Python<'_>, format: &str) -> PyResult<String> {
        let written = || -> anyhow::Result<String> {
            let mut out = Vec::new();
            let format = named(format)?;
            report::write(format, &self.corpus, &self.analysis, &self.options, &mut out)?;
            Ok(String::from_utf8(out)?)
        };
        py.detach(written).map_err(told)
    }

    /// Writes a format of the report to a file, whole or not at all.
    fn write(&self, py: Python<'_>, format: &str, path: PathBuf) -> PyResult<()> {
        let written = || -> anyhow::Result<()> {
            let format = named(format)?;
            let (corpus, analysis, options) = (&self.corpus, &self.analysis, &self.options);
            Ok(files::write(&path, |out| report::write(format, corpus, analysis, options, out))?)
        };
        py.detach(written).map_err(told)
    }

    /// A list of the full report.json, as JSON: texts stand wherever they are spoken of.
    fn rows<'py>(&self, py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyBytes>> {
        let rows = || -> anyhow::Result<Vec<u8>> {
            let options = Options { full: true, lean: false, ..self.options.clone() };
            let mut picked = Picked::new(name);
            report::write(Format::Json, &self.corpus, &self.analysis, &options, &mut picked)?;
            Ok(picked.rows())
        };
        py.detach(rows).map(|rows| PyBytes::new(py, &rows)).map_err(told)
    }
}

fn named(format: &str) -> anyhow::Result<Format> {
    let file = Format::ALL.iter().find(|it| it.file_name().split('.').next() == Some(format));
    let found = file.or_else(|| Format::named(format).and_then(<[Format]>::first));
    found.copied().ok_or_else(|| anyhow!("there is no format `{format}`"))
}

/// Keeps one list of a report that is written through it, so that no more of it is held.
struct Picked {
    /// How the line begins that opens the list.
    opening: Vec<u8>,
    inside: bool,
    line: Vec<u8>,
    rows: Vec<u8>,
}

impl Picked {
    fn new(name: &str) -> Self {
        let opening = format!("\"{name}\":[").into_bytes();
        Self { opening, inside: false, line: Vec::new(), rows: vec![b'['] }
    }

    /// Every list opens on a line of its own, and every row is a line.
    fn end_of_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let opens =
            line.ends_with(b"\":[") || line.ends_with(b"\":[],") || line.ends_with(b"\":[]");
        if line.starts_with(b"\"") && opens {
            self.inside = line.starts_with(&self.opening);
        } else if self.inside && line != b"}" {
            // The last row closes the list.
            let row = line.strip_suffix(b",").unwrap_or(&line);
            let row = row.strip_suffix(b"]").unwrap_or(row);
            if self.rows.len() > 1 {
                self.rows.push(b',');
            }
            self.rows.extend_from_slice(row);
        }
    }

    fn rows(mut self) -> Vec<u8> {
        self.rows.push(b']');
        self.rows
    }
}

impl Write for Picked {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            match part.split_last() {
                Some((b'\n', rest)) => {
                    self.line.extend_from_slice(rest);
                    self.end_of_line();
                }
                _ => self.line.extend_from_slice(part),
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
