//! What a page states of itself: its metadata.
//!
//! In: the tree of a page. Out: outlet, date, language, title and address by `<meta>`, JSON-LD,
//! microdata and links, in the order of how far each can be trusted.

use dom_query::{Document, NodeRef};
use serde_json::Value;

use super::super::metadata::Metadata;

/// Reads the metadata of a page.
pub fn stated(page: &Document) -> Metadata {
    let linked = linked_data(page);
    let site = meta(page, &["og:site_name", "application-name", "dc.publisher", "publisher"]);
    let mut found = Metadata::default();
    let mut set = |key: &str, values: [Option<String>; 4]| {
        if let Some(value) = values.into_iter().flatten().find(|value| !value.trim().is_empty()) {
            found.set(key, &value);
        }
    };
    set("source", [site.clone(), linked.source, item(page, "publisher"), None]);
    set(
        "date",
        [
            meta(page, &DATES),
            linked.date,
            item(page, "datePublished"),
            attribute(page, "time[pubdate]", "datetime"),
        ],
    );
    set(
        "language",
        [
            attribute(page, "html", "lang"),
            meta(page, &["content-language", "dc.language", "og:locale"]),
            linked.language,
            item(page, "inLanguage"),
        ],
    );
    set(
        "title",
        [
            meta(page, &["og:title", "twitter:title", "dc.title", "headline"]),
            linked.title,
            item(page, "headline"),
            text(page, "title").map(|title| without_site(&title, site.as_deref())),
        ],
    );
    set(
        "url",
        [attribute(page, "link[rel=canonical]", "href"), meta(page, &["og:url"]), linked.url, None],
    );
    found.own = true;
    found
}

/// Names of `<meta>` that hold the day of publication.
const DATES: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "parsely-pub-date",
    "sailthru.date",
];

/// The content of the first `<meta>` of these names that says something, in their order.
fn meta(page: &Document, names: &[&str]) -> Option<String> {
    let metas = page.select("meta[content]");
    let key = |node: &NodeRef<'_>| {
        ["property", "name", "itemprop", "http-equiv"]
            .iter()
            .find_map(|attribute| node.attr(attribute))
            .map(|value| value.to_ascii_lowercase())
    };
    let named: Vec<(String, String)> = metas
        .nodes()
        .iter()
        .take(500)
        .filter_map(|node| Some((key(node)?, node.attr("content")?.trim().to_owned())))
        .filter(|(_, content)| !content.is_empty())
        .collect();
    names.iter().find_map(|name| {
        named.iter().find(|(key, _)| key == name).map(|(_, content)| content.clone())
    })
}

/// The value of the first element of this microdata property.
fn item(page: &Document, property: &str) -> Option<String> {
    let found = page.select_single(&format!("[itemprop={property}]"));
    let node = found.nodes().first()?;
    ["content", "datetime"]
        .iter()
        .find_map(|attribute| node.attr(attribute))
        .map(|value| value.to_string())
        .or_else(|| Some(node.text().to_string()).filter(|text| text.len() < 300))
}

fn attribute(page: &Document, selector: &str, name: &str) -> Option<String> {
    page.select_single(selector).nodes().first()?.attr(name).map(|value| value.to_string())
}

fn text(page: &Document, selector: &str) -> Option<String> {
    Some(page.select_single(selector).nodes().first()?.text().to_string())
}

/// A page's `<title>` often ends with the name of the site.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = site.is_some_and(|site| tail.trim().eq_ignore_ascii_case(site.trim()));
            if named || (head.split_whitespace().count() >= 4 && tail.split(' ').count() <= 3) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

/// What the page's JSON-LD says of its article.
#[derive(Default)]
struct Linked {
    source: Option<String>,
    date: Option<String>,
    language: Option<String>,
    title: Option<String>,
    url: Option<String>,
}

fn linked_data(page: &Document) -> Linked {
    const BLOCKS: usize = 20;
    let scripts = page.select("script[type='application/ld+json']");
    scripts
        .nodes()
        .iter()
        .take(BLOCKS)
        .filter_map(|node| serde_json::from_str::<Value>(node.text().trim()).ok())
        .find_map(|value| article(&value).map(linked))
        .unwrap_or_default()
}

/// The article among the objects of a JSON-LD block.
fn article(value: &Value) -> Option<&Value> {
    let is_article = |value: &&Value| {
        let kind = value.get("@type");
        let named = |kind: &Value| {
            kind.as_str().is_some_and(|name| name.ends_with("Article") || name.ends_with("Posting"))
        };
        kind.is_some_and(|kind| {
            named(kind) || kind.as_array().is_some_and(|all| all.iter().any(named))
        })
    };
    let graph = value.get("@graph").and_then(Value::as_array);
    let list = value.as_array().or(graph);
    match list {
        Some(list) => list.iter().find(is_article),
        None => Some(value).filter(is_article),
    }
}

fn linked(article: &Value) -> Linked {
    let text = |key: &str| article.get(key).and_then(Value::as_str).map(str::to_owned);
    let publisher = article.get("publisher");
    let first = publisher.and_then(|value| value.as_array().map_or(Some(value), |all| all.first()));
    let name = first.and_then(|value| value.get("name").unwrap_or(value).as_str());
    Linked {
        source: name.map(str::to_owned),
        date: text("datePublished").or_else(|| text("dateCreated")),
        language: text("inLanguage"),
        title: text("headline"),
        url: text("url"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_by_meta_elements() {
        let page = Document::from(
            "<html lang='en-gb'><head><title>Ships wait for a pilot | Harbour Post</title>\
             <meta property='og:site_name' content='Harbour Post'>\
             <meta property='article:published_time' content='2021-05-03T10:00:00Z'>\
             <link rel='canonical' href='https://harbour.example/ships'></head><body>x",
        );
        let found = stated(&page);
        assert_eq!(found.source.as_deref(), Some("Harbour Post"));
        assert_eq!(found.date, Some(jiff::civil::date(2021, 5, 3)));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        assert_eq!(found.title.as_deref(), Some("Ships wait for a pilot"));
        assert_eq!(found.url.as_deref(), Some("https://harbour.example/ships"));
    }

    #[test]
    fn metadata_by_linked_data_and_microdata() {
        let page = Document::from(
            "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebSite\"}, \
             {\"@type\": [\"NewsArticle\"], \"headline\": \"Ships wait\", \
             \"datePublished\": \"2021-05-03\", \"publisher\": {\"name\": \"Gull News\"}}]}\
             </script><body>x",
        );
        let found = stated(&page);
        assert_eq!(found.source.as_deref(), Some("Gull News"));
        assert_eq!(found.date, Some(jiff::civil::date(2021, 5, 3)));
        assert_eq!(found.title.as_deref(), Some("Ships wait"));
        let page = Document::from(
            "<body><h1 itemprop='headline'>Ships wait</h1>\
             <time itemprop='datePublished' datetime='2021-05-03'>Monday</time>",
        );
        let found = stated(&page);
        assert_eq!(found.date, Some(jiff::civil::date(2021, 5, 3)));
        assert_eq!(found.title.as_deref(), Some("Ships wait"));
    }
}
