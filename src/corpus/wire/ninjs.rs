//! ninjs 1.0 to 3.0, news in JSON.
//!
//! Read are: `headline` (`headlines`, `title`), `source`, `infosources`, `provider` or `copyrightholder` as source, `versioncreated` as day, `language`,
//! `version`, `embargoed`, `byline`, and `body_html`, `body_xhtml` or `body_text` (`bodies`). Associations are other items.

use serde_json::{Map, Value};

use super::day;
use super::markup::{is_html, unescaped};
use super::story::Story;
use crate::corpus::ZoneKind;
use crate::corpus::html;

/// Names that only ninjs has, and names of which it has some too.
const OWN: [&str; 8] = [
    "versioncreated",
    "versionCreated",
    "body_html",
    "body_xhtml",
    "firstcreated",
    "contentcreated",
    "pubstatus",
    "copyrightholder",
];
const ALSO: [&str; 9] = [
    "guid",
    "uri",
    "headline",
    "headlines",
    "body_text",
    "bodies",
    "renditions",
    "associations",
    "urgency",
];

/// Whether a text begins as an object of ninjs.
pub(super) fn is_ninjs(start: &str) -> bool {
    let Some(rest) = start.strip_prefix('{') else { return false };
    if !rest.trim_start().starts_with('"') {
        return false;
    }
    let has = |name: &str| start.contains(&format!("\"{name}\""));
    OWN.iter().any(|name| has(name)) && ALSO.iter().any(|name| has(name))
}

/// The story of a file.
pub(super) fn read(text: &str) -> Result<Vec<Story>, String> {
    let item: Map<String, Value> =
        serde_json::from_str(text).map_err(|error| format!("ninjs that is damaged: {error}"))?;
    let field = |names: &[&str]| names.iter().find_map(|name| said(item.get(*name)?));
    let mut story = Story {
        id: field(&["guid", "uri"]),
        headline: field(&["headline", "headlines", "title"]),
        source: field(&[
            "source",
            "infosources",
            "infoSources",
            "provider",
            "copyrightholder",
            "copyrightHolder",
        ]),
        date: field(&["versioncreated", "versionCreated", "contentcreated", "firstcreated"])
            .as_deref()
            .and_then(day),
        language: field(&["language"]),
        version: field(&["version"]),
        embargo: field(&["embargoed", "embargo"]),
        ..Story::default()
    };
    story.headline = story.headline.map(|it| unescaped(&plain(&it)));
    story.parts.extend(field(&["byline"]).map(|it| (ZoneKind::Boilerplate, it)));
    let body = field(&["body_html", "body_xhtml", "body_text"]).or_else(|| bodies(&item));
    let Some(body) = body else {
        let kind = field(&["type"]).unwrap_or_else(|| "no type".to_owned());
        return Err(format!("ninjs without a body ({})", super::story::shown(&kind)));
    };
    let body = if is_html(&body) { html::fragment(&body) } else { lines(&body) };
    story.parts.extend(body.into_iter().map(|it| (ZoneKind::Body, unescaped(&it))));
    Ok(vec![story])
}

/// A string, a number, or the first of a list of objects with a name or a value.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()).filter(|it| !it.is_empty()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(values) => values.iter().find_map(|it| match it {
            Value::Object(fields) => {
                ["value", "name", "literal"].iter().find_map(|name| said(fields.get(*name)?))
            }
            Value::String(_) => said(it),
            _ => None,
        }),
        Value::Object(fields) => said(fields.get("name")?),
        _ => None,
    }
}

/// The body of ninjs 2 and 3: HTML before plain text.
fn bodies(item: &Map<String, Value>) -> Option<String> {
    let bodies: Vec<&Map<String, Value>> =
        item.get("bodies")?.as_array()?.iter().filter_map(Value::as_object).collect();
    let value = |body: &Map<String, Value>| said(body.get("value")?);
    let html = bodies.iter().copied().find(|body| value(body).is_some_and(|it| is_html(&it)));
    html.or_else(|| bodies.first().copied()).and_then(value)
}

/// A headline may carry tags.
fn plain(text: &str) -> String {
    if is_html(text) { html::fragment(text).join(" ") } else { text.to_owned() }
}

/// Paragraphs of plain text: parted by blank lines where there are any.
fn lines(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n");
    let sep = if text.contains("\n\n") { "\n\n" } else { "\n" };
    text.split(sep).map(str::trim).filter(|it| !it.is_empty()).map(str::to_owned).collect()
}
