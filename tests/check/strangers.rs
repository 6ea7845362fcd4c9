//! Ways of a stranger that nobody listed before: where a page, a table, a field or a word carries another
//! reading. Each ends in a denial, or at least in a warning that names what is not judged.

use crate::scene::{STORY, Scene};

const FERRY: &str = "The night ferry Ada Brandt ran aground off Tollmere on Tuesday with";
const REST: &str = "passengers on board, the coast guard said.";
const CALM: &str = "The rowing club of Varby painted its long doors dark green.";

/// What the gate says of new files beside the story.
fn of(files: &[(&str, String)]) -> (i32, String) {
    let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
    Scene::branched(base, |scene| files.iter().for_each(|(name, text)| scene.write(name, text)))
        .said()
}

fn lie() -> String {
    format!("{FERRY} 221 {REST}")
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=en><head><title>Doors</title>{head}</head><body><article>\
         <p>{CALM}</p>{body}</article></body></html>"
    )
}

#[test]
fn what_a_page_says_of_itself_and_what_its_scripts_write_is_read() {
    let data = serde_json::json!({"@type": "NewsArticle", "articleBody": lie()});
    for head in [
        format!("<meta name=description content=\"{}\">", lie()),
        format!("<meta property='og:description' content=\"{}\">", lie()),
        format!("<script type='application/ld+json'>{data}</script>"),
        format!("<script>document.title = 'x'; at('a').textContent = \"{}\";</script>", lie()),
        format!(
            "<script>// it's\nput('<p>{}</p>')</script>",
            lie().replace("221", "\\u0032\\u0032\\u0031")
        ),
        format!("<script>put(`{}`)</script>", lie()),
    ] {
        let (code, said) = of(&[("docs/new.html", page(&head, ""))]);
        assert!(code == 1 && said.contains("error[number.conflict]"), "{head}: {said}");
    }
}

#[test]
fn data_of_a_page_that_repeat_its_text_say_nothing_twice() {
    let text = STORY.trim().replace("\n\n", "</p><p>");
    let data =
        serde_json::json!({"articleBody": STORY.split_whitespace().collect::<Vec<_>>().join(" ")});
    let head = format!("<script type='application/ld+json'>{data}</script>");
    let (code, said) = of(&[("docs/new.html", page(&head, &format!("<p>{text}</p>")))]);
    assert!(code == 0 && !said.contains("document.unseen"), "{said}");
    assert!(!said.contains("document.both"), "{said}");
}

#[test]
fn words_in_signs_that_look_like_letters_are_denied() {
    for not in ["n\u{43e}t", "n0t", "\u{274}ot", "n\u{3bf}t"] {
        let text = STORY.replace("had asked for", &format!("had {not} asked for"));
        let (code, said) = of(&[("docs/new.md", text)]);
        assert!(code == 1 && said.contains("only look like their letters"), "{not}: {said}");
    }
}

#[test]
fn numbers_that_only_columns_formulas_or_sheets_elsewhere_tell_are_warned_of() {
    let sheet = "<link rel=stylesheet href=x.css>";
    let cells = "<table><tr><th>Ferry<th>Passengers<tr><td>Ada Brandt<td>221</table>";
    for (name, text, reason) in [
        (
            "docs/new.md",
            format!("{CALM}\n\n| ferry | passengers |\n|---|---|\n| Ada Brandt | 221 |\n"),
            "says 221",
        ),
        ("docs/new.html", page("", cells), "says 221"),
        ("docs/new.md", format!("{FERRY} $221$ {REST}\n"), "formulas"),
        (
            "docs/new.html",
            page(sheet, &format!("<p>{FERRY} <b class=n></b> {REST}")),
            "empty elements",
        ),
        ("docs/new.css", ".n::after { content: \"221\" }\n".to_owned(), "writes words or numbers"),
        (
            "docs/new.md",
            STORY.replace("The pilot had", "It is untrue that the pilot had"),
            "something is not true",
        ),
    ] {
        let (_, said) = of(&[(name, text)]);
        assert!(said.contains("[document.unseen]") && said.contains(reason), "{reason}: {said}");
    }
}

#[test]
fn a_field_is_held_against_what_the_texts_count_by_its_name() {
    let line = |field: &str, value: i32| {
        format!("{}\n", serde_json::json!({"id": 1, "text": STORY, field: value}))
    };
    for (name, text) in [
        ("docs/new.jsonl", line("passengers", 221)),
        ("docs/new.jsonl", line("number_of_passengers", 221)),
        ("docs/new.md", format!("---\npassengers: 221\n---\n{STORY}")),
        ("docs/new.txt", format!("---\npassengers: \"221\"\n---\n{STORY}")),
    ] {
        let (_, said) = of(&[(name, text)]);
        assert!(said.contains("says 221") && said.contains("212 passengers"), "{name}: {said}");
    }
    let (_, said) = of(&[("docs/new.jsonl", line("passengers", 212))]);
    assert!(!said.contains("says 212"), "{said}");
    let (_, said) = of(&[("docs/new.jsonl", line("words", 221))]);
    assert!(!said.contains("[document.unseen]") && said.contains("`words`"), "{said}");
}

#[test]
fn very_many_new_documents_that_are_alike_are_bounded_and_said() {
    let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
    let scene = Scene::branched(base, |scene| {
        for n in 0..45 {
            let said =
                format!("The carpenter Mirko Danesh built {n} green boats of oak in Varby.\n");
            scene.write(&format!("docs/new{n:02}.txt"), &said);
        }
        scene.write("docs/lie.md", &lie());
    });
    let (code, said) = scene.said();
    assert!(code == 1 && said.contains("“221 passengers” here, “212 passengers” in"), "{said}");
    assert!(said.contains("were compared with the first and the previous one only"), "{said}");
}

#[test]
fn a_verdict_that_was_written_beside_the_documents_is_none() {
    let base = |scene: &Scene| scene.write("docs/courier.md", STORY);
    let scene = Scene::branched(base, |scene| scene.write("docs/new.md", &lie()));
    let write = ["check", ".", "--since", "main", "--format", "md", "--out", "docs/comment.md"];
    assert_eq!(scene.run(&write).code, 1);
    let again = scene.run(&["check", "docs", "--format", "json"]);
    assert!(!again.out.contains("comment.md"), "{}", again.out);
}
