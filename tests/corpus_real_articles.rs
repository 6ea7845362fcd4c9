//! The zones of the five real articles that the work began with. They stand beside the
//! repository, not in it, so this test knows only how their zones follow one another.

use std::io::Write;
use std::path::{Path, PathBuf};

use variorum::corpus::{Corpus, Input, Options, ZoneKind};

/// A folder of the shared data: where `VARIORUM_SHARED` says, or beside the repository. Without it
/// the test is skipped and says so, unless `VARIORUM_REQUIRE_SHARED` asks for it.
fn shared(name: &str) -> Option<PathBuf> {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let folder = std::env::var_os("VARIORUM_SHARED").map_or_else(beside, PathBuf::from).join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    let message = format!("{} is not there", folder.display());
    assert!(std::env::var_os("VARIORUM_REQUIRE_SHARED").is_none(), "{message}, but required");
    // Straight to the terminal: what a passing test prints is not shown.
    let mut terminal = std::io::stderr().lock();
    let said = writeln!(terminal, "SKIPPED: {message}; VARIORUM_SHARED=FOLDER says where");
    drop(said);
    None
}

#[test]
fn zones_of_the_real_articles() {
    use ZoneKind::{Body, Boilerplate, Comment, Headline};
    let Some(folder) = shared("seeds") else { return };
    let corpus = Corpus::read(&[Input::Path(folder)], &Options::default()).unwrap();
    let kinds: Vec<Vec<ZoneKind>> = corpus
        .documents
        .iter()
        .map(|document| document.zones.iter().map(|zone| zone.kind).collect())
        .collect();
    assert_eq!(
        kinds,
        [
            vec![Headline, Body, Boilerplate, Comment],
            vec![Headline, Boilerplate, Body],
            vec![Body, Comment],
            vec![Body, Boilerplate, Body],
            vec![
                Boilerplate,
                Headline,
                Boilerplate,
                Body,
                Boilerplate,
                Body,
                Boilerplate,
                Body,
                Boilerplate
            ],
        ]
    );
    let dates: Vec<_> = corpus
        .documents
        .iter()
        .map(|document| document.date.as_ref().map(|date| date.value))
        .collect();
    let day = |day| Some(jiff::civil::date(2019, 11, day));
    assert_eq!(dates, [day(23), day(24), None, None, None]);
}
