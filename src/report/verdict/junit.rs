//! JUnit XML, as test reporters of CI read it: a suite a document, a case a finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use super::excerpt::position;
use crate::corpus::Corpus;
use crate::policy::{Finding, Level, Verdict};
use crate::report::escape;

/// Writes the suites. A denied finding is a failure; a warning is a case that passes and says so.
///
/// # Errors
/// Only those of `out`.
pub(super) fn write(corpus: &Corpus, verdict: &Verdict, out: &mut dyn Write) -> io::Result<()> {
    let mut suites: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in verdict.open() {
        suites.entry(&finding.place.path).or_default().push(finding);
    }
    let unclear = super::text::unclear(verdict);
    let tests =
        suites.values().map(Vec::len).sum::<usize>().max(1) + usize::from(unclear.is_some());
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let failures = verdict.count(Level::Deny);
    let _ = writeln!(
        xml,
        "<testsuites name=\"variorum check\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\">"
    );
    for (path, findings) in &suites {
        suite(&mut xml, corpus, path, findings);
    }
    if suites.is_empty() {
        xml.push_str(
            "  <testsuite name=\"all documents\" tests=\"1\" failures=\"0\" errors=\"0\">\n    \
             <testcase name=\"nothing found\" classname=\"variorum\"/>\n  </testsuite>\n",
        );
    }
    if let Some(unclear) = unclear {
        let _ = writeln!(
            xml,
            "  <testsuite name=\"unclear\" tests=\"1\" failures=\"0\" errors=\"0\">\n    \
             <testcase name=\"unclear differences\" classname=\"variorum\">\n      \
             <system-out>{}</system-out>\n    </testcase>\n  </testsuite>",
            attribute(&unclear)
        );
    }
    xml.push_str("</testsuites>\n");
    out.write_all(xml.as_bytes())
}

fn suite(xml: &mut String, corpus: &Corpus, path: &str, findings: &[&Finding]) {
    let failures = findings.iter().filter(|finding| finding.level == Level::Deny).count();
    let _ = writeln!(
        xml,
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failures}\" errors=\"0\">",
        attribute(path),
        findings.len()
    );
    for finding in findings {
        case(xml, corpus, finding);
    }
    xml.push_str("  </testsuite>\n");
}

fn case(xml: &mut String, corpus: &Corpus, finding: &Finding) {
    let line = position(corpus, &finding.place).map_or(1, |at| at.line);
    let message = attribute(&finding.message);
    let _ = writeln!(
        xml,
        "    <testcase name=\"{}: {message}\" classname=\"{}\" file=\"{}\" line=\"{line}\">",
        finding.rule.name(),
        attribute(&finding.place.path),
        attribute(&finding.place.path),
    );
    let body = attribute(&body(finding));
    let _ = match finding.level {
        Level::Deny => {
            let kind = finding.rule.name();
            writeln!(xml, "      <failure type=\"{kind}\" message=\"{message}\">{body}</failure>")
        }
        _ => writeln!(xml, "      <system-out>warning: {message} {body}</system-out>"),
    };
    xml.push_str("    </testcase>\n");
}

fn body(finding: &Finding) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !finding.why.is_empty() {
        parts.push(format!("why: {}", finding.why));
    }
    parts.push(format!("help: {}", finding.help));
    parts.push(format!("id: {}", finding.id));
    parts.join("; ")
}

/// Text for an attribute or an element; what XML cannot hold is shown.
fn attribute(text: &str) -> String {
    escape::html(text).replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
