//! What a changed file is that is not read: code and pictures, or something that may be a document.
//!
//! In: a path, and its bytes where its name does not tell. Out: a [`Nature`]. In doubt it may be a
//! document: whoever knows better says so in the settings.

use std::io::Read;
use std::path::Path;

use variorum::corpus::{Corpus, Format, Input, Options, writes_words};

/// What a file is, as far as a check is concerned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nature {
    /// Code, data, a picture, or something without sentences.
    Other,
    /// It may be a document; why, in words.
    Document(&'static str),
    /// Settings or data with sentences among their values, which somebody may read: why, in words.
    Perhaps(&'static str),
}

/// Code, settings and data of programs.
const CODE: &str = " asm astro bash bat bib c cc cjs clj cljs cmake cmd cpp cs csh \
    cxx d dart diff dockerfile el elm erl ex exs f f90 fish fs fsx gd gitattributes \
    gitignore gitmodules go gql gradle graphql groovy h hcl hh hpp hs hxx ignore inc iml java jl \
    js jsx kt kts ksh lisp lua m make map mjs mk ml mli mm mod mts nim nix \
    nsi pas patch php pl pm proto ps1 psm1 pxd py pyi pyx r rake rb rkt rs s \
    sbt scala scm sh sln sql styl sum sv svelte swift tcl tf tfvars thrift ts tsx v \
    variorumignore vb vcxproj vhd vim vue wat wgsl zig zsh ";
/// Settings and data of programs, where they look it: prose under such a name is prose.
const DATA: &str = " cfg conf config editorconfig env ini json json5 jsonc ipynb lock plist properties svg toml \
    xaml xml xsd xsl xslt yaml yml ";
/// Style sheets, which may write into pages.
const STYLES: [&str; 4] = ["css", "less", "sass", "scss"];
/// Pictures, sound, films, fonts.
const PICTURES: &str = " ai aac apng avi avif bmp cur drawio eot eps flac gif heic icns ico jpe \
    jpeg jpg m4a m4v mid mkv mov mp3 mp4 mpeg mpg oga ogg ogv opus otf png psd tga tif tiff ttf \
    wav webm webp wmv woff woff2 xcf ";
/// What is built or packed.
const BUILT: &str = " 7z a apk bin br bz2 cab class crate db dat deb dll dmg dylib exe gz iso jar \
    lib lz4 lzma msi npy npz o obj onnx parquet pdb pkl pyc rar rlib rpm so sqlite sqlite3 tar tgz \
    war wasm whl xz zip zst ";
/// Documents that are not read.
const DOCUMENTS: &str = " adoc asc asciidoc azw3 creole djvu doc docm docx dotx eml epub fb2 fodt htmlz \
    key ltx man mbox mdown mdwn mdx mediawiki mht mhtml mkd mkdn mobi msg numbers odp ods odt org \
    pages pdf pot po ppt pptx ps qmd rmd rst rtf sbv srt tex texi textile troff typ vtt wiki wpd \
    wps xls xlsx xps ";
/// Names of files without an ending that are no documents.
const NAMES: [&str; 9] = [
    "codeowners",
    "containerfile",
    "dockerfile",
    "gemfile",
    "jenkinsfile",
    "justfile",
    "makefile",
    "procfile",
    "rakefile",
];

const UNREAD: &str = "a document in a format that is not read";
const VALUES: &str = "its values hold sentences, which are not read";
const WRITES: &str = "it writes words or numbers into pages, which are not read";
const PROSE: &str = "it holds sentences, and its ending is none that is read";
/// Bytes in which sentences are looked for.
const LOOK: u64 = 1 << 20;

/// Whether the name alone says that it is none: then nobody has to open it.
pub fn is_plainly_other(path: &Path) -> bool {
    by_name(path) == Some(Nature::Other)
}

/// What a file is that is not read.
pub fn of(path: &Path) -> Nature {
    by_name(path).unwrap_or_else(|| opened(path).unwrap_or(Nature::Document("it cannot be opened")))
}

/// The same for bytes that do not lie here; none where they cannot be had.
pub fn of_bytes(path: &Path, bytes: impl FnOnce() -> Option<Vec<u8>>) -> Nature {
    by_name(path).unwrap_or_else(|| match bytes() {
        None => Nature::Document("it cannot be opened"),
        Some(mut bytes) => {
            bytes.truncate(LOOK as usize);
            by_content(path, bytes)
        }
    })
}

fn by_name(path: &Path) -> Option<Nature> {
    let name = path.file_name()?.to_string_lossy().to_ascii_lowercase();
    if Format::of_path(path).is_some() {
        return Some(Nature::Document("its ending is one that is read"));
    }
    if NAMES.contains(&name.as_str()) {
        return Some(Nature::Other);
    }
    let (stem, ending) = name.rsplit_once('.')?;
    let is = |list: &str| !ending.is_empty() && list.contains(&format!(" {ending} "));
    if is(CODE) || is(PICTURES) {
        return Some(Nature::Other);
    }
    // `new.txt.bak`, `new.md.xz`: a document under another wrapping.
    if is(DOCUMENTS)
        || Format::of_name(stem).is_some()
        || Format::of_name(name.trim_end_matches('~')).is_some()
    {
        return Some(Nature::Document(UNREAD));
    }
    is(BUILT).then_some(Nature::Other)
}

fn opened(path: &Path) -> std::io::Result<Nature> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok(Nature::Other);
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LOOK).read_to_end(&mut bytes)?;
    Ok(by_content(path, bytes))
}

fn by_content(path: &Path, bytes: Vec<u8>) -> Nature {
    let text = String::from_utf8_lossy(&bytes);
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    if STYLES.contains(&ending.as_str()) {
        return if writes_words(&text) { Nature::Perhaps(WRITES) } else { Nature::Other };
    }
    if DATA.contains(&format!(" {ending} ")) && is_data(&text) {
        return if has_values(&text) { Nature::Perhaps(VALUES) } else { Nature::Other };
    }
    let of = |prose: bool| if prose { Nature::Document(PROSE) } else { Nature::Other };
    if !text.contains('\0') {
        return of(is_prose(&text));
    }
    // Text in another charset, or no text at all.
    let input = Input::Bytes { name: "x.txt".to_owned(), bytes };
    let read = Corpus::read(&[input], &Options::default());
    of(read.is_ok_and(|corpus| corpus.documents.iter().any(|it| is_prose(&it.text))))
}

/// Whether sentences stand among the values of data, their comments aside: as they are, between tags, a word
/// an item, or with letters written by their numbers.
fn has_values(text: &str) -> bool {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with(['#', ';']));
    let said: String = lines.flat_map(|line| [line, "\n"]).collect();
    let mut parts = said.split("<!--");
    let first = parts.next().unwrap_or_default().to_owned();
    let behind = parts.filter_map(|part| Some(part.split_once("-->")?.1));
    let said = behind.fold(first, |said, part| said + part);
    let items = plain(&said).replace("\n- ", "\n").replace("\",", " ").replace('"', " ");
    is_prose(&said) || is_prose(&items)
}

/// Data without its tags, a letter for each that is written by its number (`&#84;`, `\u0054`).
fn plain(text: &str) -> String {
    /// Most characters of a letter that is written so.
    const WRITTEN: usize = 10;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&', '\\']) {
        plain.push_str(&rest[..at]);
        let sign = &rest[at..];
        let near = &sign[..sign.floor_char_boundary(WRITTEN)];
        let (length, shown) = match sign.as_bytes()[0] {
            b'<' => (sign.find('>').map_or(1, |end| end + 1), ' '),
            b'&' => (near.find(';').map_or(1, |end| end + 1), 'x'),
            _ if near.starts_with("\\u") && near.is_char_boundary(6) && near.len() >= 6 => (6, 'x'),
            _ => (near.char_indices().nth(2).map_or(near.len(), |(end, _)| end), ' '),
        };
        plain.push(shown);
        rest = &sign[length..];
    }
    plain.push_str(rest);
    plain
}

/// Whether the first line that says something is one of settings or data.
fn is_data(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
    let first = lines.find(|line| !line.is_empty() && !line.starts_with(['#', ';', '/']));
    first.is_none_or(|line| {
        let key = line.split([':', '=']).next().unwrap_or("");
        let is_key = key.len() < line.len() && key.split_whitespace().count() <= 2;
        line.starts_with(['{', '[', '<', '"', '-', '%', '!']) || is_key
    })
}

/// Words in a row that nobody writes but in sentences.
const RUN: usize = 7;
/// The same for scripts that put no blank between words, in letters.
const LETTERS: usize = 16;

/// Whether many words stand in a row, with nothing between them but blanks and the marks that
/// stand within sentences.
fn is_prose(text: &str) -> bool {
    let (mut words, mut letters) = (0, 0);
    for word in text.split_whitespace() {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let is_word = !bare.is_empty()
            && bare
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‑' | '.'))
            && word.chars().count() - bare.chars().count() <= 3;
        if !is_word {
            words = 0;
            continue;
        }
        words += usize::from(bare.chars().filter(|c| c.is_alphabetic()).count() >= 2);
        if words >= RUN {
            return true;
        }
    }
    for c in text.chars() {
        letters = match c {
            '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => {
                letters + 1
            }
            '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' => {
                letters + 1
            }
            '、' | '，' | '「' | '」' => letters,
            _ => 0,
        };
        if letters >= LETTERS {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(name: &str) -> Option<bool> {
        by_name(Path::new(name)).map(|nature| nature != Nature::Other)
    }

    #[test]
    fn names_tell_code_and_pictures_from_documents() {
        for other in ["a.rs", "b/logo.PNG", "Makefile", ".gitignore", "data.tar.gz", "x.d.ts"] {
            assert_eq!(named(other), Some(false), "{other}");
        }
        for document in ["a.rst", "a.PDF", "a.txt.bak", "a.md.xz", "a.txt~", ".a.txt", "a.html.gz"]
        {
            assert_eq!(named(document), Some(true), "{document}");
        }
        for unknown in ["README", "a.csv", "a.zzz", "a."] {
            assert_eq!(named(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn sentences_are_told_from_tables_and_keys() {
        for prose in [
            "The pilot had asked for a second tug, and got no answer.",
            "text,\"The pilot had asked for a second tug and got none\"",
            "Лоцман просил второй буксир и не получил никакого ответа.",
            "水先案内人は二隻目の曳船を求めたが返事はなかった。",
            "- the ship's cook carried well-known books upstairs",
        ] {
            assert!(is_prose(prose), "{prose}");
        }
        for none in [
            "name,spelling\nOline Straum,Olene Straum\nAda Brandt,Ade Brandt\nPetra Lund,Petra Lunt\n",
            "1 2 3 4 5 6 7 8 9 10 11\n",
            "key = value\nother_key: 3 # no\n",
            "ref: refs/heads/main\n",
            "",
        ] {
            assert!(!is_prose(none), "{none}");
        }
    }

    #[test]
    fn data_looks_like_data_and_prose_is_prose_under_any_name() {
        for data in ["{\"a\": 1}", "# x\n[a]\nb = 1", "on: push\n", "<a/>", "- a\n", "", "; x\na=1"]
        {
            assert!(is_data(data), "{data}");
        }
        assert!(!is_data("The pilot had asked for a second tug: he got no answer."));
        assert_eq!(named("a.json"), None);
    }

    #[test]
    fn sentences_among_values_may_be_read() {
        let said = "The pilot had asked for a second tug, and got no answer.";
        let nature =
            |name: &str, text: String| of_bytes(Path::new(name), || Some(text.into_bytes()));
        let numbered = |of: fn(char) -> String| -> String {
            said.chars().map(|c| if c.is_alphabetic() { of(c) } else { c.to_string() }).collect()
        };
        for (name, text) in [
            ("a.yaml", format!("title: tug\nsummary: {said}\n")),
            ("a.yml", format!("title: tug\nsummary: |\n  {said}\n")),
            ("a.yml", format!("said:\n- {}\n", said.replace(' ', "\n- "))),
            ("a.toml", format!("summary = \"{said}\"\n")),
            ("a.json", format!("{{\"summary\": \"{said}\"}}")),
            ("a.json", format!("[\"{}\"]", said.replace(' ', "\", \""))),
            ("a.json", format!("[\"{}\"]", numbered(|c| format!("\\u{:04x}", u32::from(c))))),
            ("a.ipynb", format!("{{\"cells\": [{{\"source\": [\"{said}\"]}}]}}")),
            ("a.xml", format!("<doc><p>{said}</p></doc>")),
            ("a.xml", format!("<doc><p a=\"{said}\"/></doc>")),
            ("a.xml", format!("<doc><p>{}</p></doc>", said.replace(' ', "</p> <p>"))),
            ("a.xml", format!("<doc>{}</doc>", numbered(|c| format!("&#{};", u32::from(c))))),
            ("a.svg", format!("<svg><text>{said}</text></svg>")),
        ] {
            assert_eq!(nature(name, text.clone()), Nature::Perhaps(VALUES), "{name}: {text}");
        }
        for (name, text) in [
            ("a.yaml", format!("# {said}\non: push\njobs: {{}}\n")),
            ("a.xml", format!("<!-- {said} --><doc/>")),
            ("a.json", "{\"name\": \"tug\", \"version\": \"1.0.0\"}".to_owned()),
            ("a.svg", "<svg><path d=\"M 0 0 L 10 10 L 20 30\"/><text>Tug</text></svg>".to_owned()),
            ("a.rs", format!("// {said}\n")),
        ] {
            assert_eq!(nature(name, text.clone()), Nature::Other, "{name}: {text}");
        }
    }

    #[test]
    fn style_sheets_that_write_words_may_be_read() {
        let nature = |text: &str| of_bytes(Path::new("a.css"), || Some(text.as_bytes().to_vec()));
        for text in [
            "b::after { content: \"221\" }",
            ".n:before{content:'not '}",
            "i{counter-reset:n 220} i::after{content:counter(n)}",
        ] {
            assert_eq!(nature(text), Nature::Perhaps(WRITES), "{text}");
        }
        for text in
            ["p { color: red; font-family: 'Arial' }", ".fa::before{content:\"\\f0c9\"}", ""]
        {
            assert_eq!(nature(text), Nature::Other, "{text}");
        }
    }

    #[test]
    fn text_in_another_charset_is_text() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str, bytes: &[u8]| {
            let path = folder.path().join(name);
            std::fs::write(&path, bytes).unwrap();
            of(&path) != Nature::Other
        };
        let text = "The pilot had asked for a second tug, and got no answer.";
        let wide: Vec<u8> =
            [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert!(at("wide", &wide) && at("plain", text.as_bytes()));
        assert!(!at("binary", &[0, 159, 146, 150, 0, 1, 2]));
    }
}
