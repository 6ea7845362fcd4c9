//! The zones of the five real articles that the work began with. They stand beside the
//! repository, not in it, so this test knows only how their zones follow one another.

use std::path::Path;

use variorum::corpus::{Corpus, Input, Options, ZoneKind};

#[test]
fn zones_of_the_real_articles() {
    use ZoneKind::{Body, Boilerplate, Comment, Headline};
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/seeds");
    if !folder.is_dir() {
        println!("SKIPPED: the five real articles are not beside this repository");
        return;
    }
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
            vec![Headline, Body],
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
