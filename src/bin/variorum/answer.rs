//! What the served page asks and what it gets: pure, without a socket.
//!
//! Everything is read-only. Only the page's own host may ask, so that no other page that is open in
//! the browser reads the documents by a name that leads here.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use hyper::body::Bytes;
use serde_json::{Value, json};
use variorum::report::html::{Query, Site};

/// Rows that one request gets at most.
const ROWS: usize = 200;
/// Bytes of an address; longer ones are refused.
const URL: usize = 8_192;

/// One request.
pub struct Asked {
    /// It is a GET or HEAD.
    pub reads: bool,
    /// For whom the browser takes us.
    pub host: Option<String>,
    /// From where the browser says that the page comes which asks.
    pub site: Option<String>,
    /// Path and query.
    pub url: String,
}

/// What is sent back.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// The bytes.
    pub body: Bytes,
    /// The bytes are kept for everybody who asks, and cost nothing more.
    pub shared: bool,
}

/// Answers about one reading of the documents.
pub struct Desk<'a> {
    site: &'a Site<'a>,
    version: u64,
    /// The last filter with its statements: a reader who scrolls asks the same again.
    last: Mutex<Option<(Query, Arc<Vec<usize>>)>>,
    /// The page, made when it is first asked for.
    page: OnceLock<Bytes>,
}

impl<'a> Desk<'a> {
    /// For the pages of one reading.
    pub fn new(site: &'a Site<'a>, version: u64) -> Self {
        Self { site, version, last: Mutex::new(None), page: OnceLock::new() }
    }

    /// The answer to a request.
    pub fn answer(&self, asked: &Asked) -> Answer {
        if !asked.reads {
            return refusal(405, "only reading is possible here");
        }
        if !asked.host.as_deref().is_some_and(is_own) {
            return refusal(403, "ask for 127.0.0.1 or localhost");
        }
        if asked.url.len() > URL {
            return refusal(414, "the address is too long");
        }
        let (path, query) = asked.url.split_once('?').unwrap_or((&asked.url, ""));
        let fields = fields(query);
        match path {
            "/" => self.page(),
            _ if !asked
                .site
                .as_deref()
                .is_none_or(|site| matches!(site, "same-origin" | "none")) =>
            {
                refusal(403, "another page has no business here")
            }
            "/api/statements" => self.statements(&fields),
            "/api/position" => self.position(&fields),
            "/api/body" => html(self.site.body(number(&fields, "rank", usize::MAX))),
            "/api/document" => html(self.site.document(number(&fields, "index", usize::MAX))),
            "/api/version" => value(&json!({ "version": self.version })),
            _ => refusal(404, "there is nothing here; next: open /"),
        }
    }

    fn page(&self) -> Answer {
        let page = self.page.get_or_init(|| {
            let mut page = Vec::new();
            // Nothing fails that is written to memory.
            let _ = self.site.write_served(&mut page);
            page.into()
        });
        let body = page.clone();
        Answer { status: 200, kind: "text/html; charset=utf-8", body, shared: true }
    }

    fn statements(&self, fields: &[(String, String)]) -> Answer {
        let found = self.matching(fields);
        let from = number(fields, "from", 0);
        let rows = found.iter().skip(from).take(number(fields, "n", ROWS).min(ROWS));
        let rows: Vec<String> = rows.map(|&rank| self.site.row(rank)).collect();
        value(&json!({ "total": found.len(), "rows": rows }))
    }

    fn position(&self, fields: &[(String, String)]) -> Answer {
        let id = fields.iter().find(|(name, _)| name == "id").map_or("", |(_, id)| id);
        let rank = self.site.rank(id);
        let found = self.matching(fields);
        let place = rank.and_then(|rank| found.binary_search(&rank).ok());
        value(&json!({ "position": place.map_or(-1, |place| i64::try_from(place).unwrap_or(-1)) }))
    }

    fn matching(&self, fields: &[(String, String)]) -> Arc<Vec<usize>> {
        let query = Query::of(fields.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((before, found)) = &*last
            && *before == query
        {
            return Arc::clone(found);
        }
        let found = Arc::new(self.site.matching(&query));
        *last = Some((query, Arc::clone(&found)));
        found
    }
}

/// Whether a Host header names this machine by a name that only it has.
fn is_own(host: &str) -> bool {
    let name = host.rsplit_once(':').filter(|(_, port)| port.parse::<u16>().is_ok());
    let name = name.map_or(host, |(name, _)| name);
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|own| name.eq_ignore_ascii_case(own))
}

/// The fields of a query, decoded.
fn fields(query: &str) -> Vec<(String, String)> {
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (byte, code) {
            (b'%', Some(code)) => {
                bytes.push(code);
                rest = &after[2..];
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(byte),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn number(fields: &[(String, String)], name: &str, default: usize) -> usize {
    let field = fields.iter().find(|(field, _)| field == name);
    field.and_then(|(_, value)| value.parse().ok()).unwrap_or(default)
}

fn html(html: String) -> Answer {
    match html.is_empty() {
        true => refusal(404, "there is no such part"),
        false => value(&json!({ "html": html })),
    }
}

fn value(value: &Value) -> Answer {
    let body = value.to_string().into();
    Answer { status: 200, kind: "application/json", body, shared: false }
}

/// The answer that says why there is none.
pub fn refusal(status: u16, why: &str) -> Answer {
    let body = format!("{why}\n").into();
    Answer { status, kind: "text/plain; charset=utf-8", body, shared: false }
}

#[cfg(test)]
mod tests {
    use variorum::analysis::{Silent, analyze};
    use variorum::corpus::{Corpus, Document};

    use super::*;

    fn corpus() -> Corpus {
        let document = |id: &str, text: &str| Document {
            id: id.to_owned(),
            text: text.to_owned(),
            ..Document::default()
        };
        let documents = vec![
            document("a.txt", "The clerk of the lower court counted 112 boxes of letters."),
            document("b.txt", "The clerk of the lower court counted 121 boxes of letters."),
        ];
        Corpus { documents, skipped: Vec::new() }
    }

    fn ask(url: &str, host: &str, reads: bool) -> (u16, String) {
        let corpus = corpus();
        let analysis = analyze(&corpus, &variorum::analysis::Options::default(), &Silent);
        let site = Site::new(&corpus, &analysis, &variorum::report::Options::default());
        let desk = Desk::new(&site, 7);
        let url = url.to_owned();
        let asked = Asked { reads, host: Some(host.to_owned()), site: None, url };
        let answer = desk.answer(&asked);
        (answer.status, String::from_utf8(answer.body.to_vec()).unwrap())
    }

    #[test]
    fn only_reading_from_this_machine_is_answered() {
        assert_eq!(ask("/", "127.0.0.1:8017", true).0, 200);
        assert_eq!(ask("/", "localhost", true).0, 200);
        assert_eq!(ask("/", "evil.example:8017", true).0, 403);
        assert_eq!(ask("/", "127.0.0.1.evil.example", true).0, 403);
        assert_eq!(ask("/", "localhost", false).0, 405);
        assert_eq!(ask("/../../etc/passwd", "localhost", true).0, 404);
        assert_eq!(ask(&"/x".repeat(9_000), "localhost", true).0, 414);
    }

    #[test]
    fn parts_come_as_json_and_odd_numbers_do_no_harm() {
        let (status, body) = ask("/api/statements?q=clerk&from=0&n=5", "localhost", true);
        assert_eq!(status, 200);
        let found: Value = serde_json::from_str(&body).unwrap();
        assert_eq!(
            found["rows"].as_array().unwrap().len() as u64,
            found["total"].as_u64().unwrap()
        );
        let (_, body) = ask("/api/statements?q=zzqqxx", "localhost", true);
        assert!(body.contains("\"total\":0"), "{body}");
        assert_eq!(ask("/api/body?rank=99999999999999999999", "localhost", true).0, 404);
        assert_eq!(ask("/api/document?index=-1", "localhost", true).0, 404);
        assert_eq!(ask("/api/position?id=%00", "localhost", true).1, "{\"position\":-1}");
        assert_eq!(ask("/api/version", "localhost", true).1, "{\"version\":7}");
    }

    #[test]
    fn queries_are_decoded() {
        assert_eq!(decoded("a+b%20c%C3%A9%zz%"), "a b cé%zz%");
        assert_eq!(
            fields("a=1&&b=&c"),
            [("a", "1"), ("b", ""), ("c", "")].map(|(a, b)| (a.to_owned(), b.to_owned()))
        );
    }
}
