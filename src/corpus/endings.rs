//! Files of other formats: told once for each ending, with what to do about it.

use std::collections::BTreeMap;

use super::Skipped;

/// Endings that are told apart; the rest is told in one.
const ENDINGS: usize = 50;
/// Characters of an ending; what is longer is a name with a dot in it.
const LONGEST: usize = 16;
/// Files that are named.
const NAMED: usize = 3;

/// Files that are not read, by their endings.
#[derive(Debug, Default)]
pub struct Endings(BTreeMap<String, Vec<String>>);

impl Endings {
    /// Adds a file by its path below the folder that was walked.
    pub fn add(&mut self, path: String) {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        let ending = ending.filter(|it| !it.is_empty() && it.chars().count() <= LONGEST);
        let mut ending = ending.unwrap_or_default();
        if self.0.len() >= ENDINGS && !self.0.contains_key(&ending) {
            ending = String::new();
        }
        self.0.entry(ending).or_default().push(path);
    }

    /// A row for each ending. `folder` is the folder that was walked.
    pub fn told(self, folder: &str) -> impl Iterator<Item = Skipped> {
        let folder = folder.trim_end_matches('/').to_owned();
        self.0.into_iter().map(move |(ending, mut paths)| {
            paths.sort();
            let way = way_out(&ending).map(|way| format!("; {way}")).unwrap_or_default();
            let read = "not a format that is read here: .txt .md .html .jsonl, each also .gz";
            match paths.as_slice() {
                [only] => {
                    Skipped { path: format!("{folder}/{only}"), reason: format!("{read}{way}") }
                }
                all => {
                    let pattern =
                        if ending.is_empty() { "*".to_owned() } else { format!("*.{ending}") };
                    let named = all[..all.len().min(NAMED)].join(", ");
                    let count = all.len();
                    let reason = format!("{read} ({count} files, such as {named}){way}");
                    Skipped { path: format!("{folder}/**/{pattern}"), reason }
                }
            }
        })
    }
}

/// Whether a file is none of an agency by its ending, so that it is not opened to be told.
#[cfg(feature = "wire")]
pub fn is_other(path: &std::path::Path) -> bool {
    const OTHER: &str = " jpg jpeg png gif webp avif svg ico bmp tif tiff mp3 mp4 m4a mov avi webm ogg wav \
                         pdf doc docx odt rtf epub xls xlsx ods ppt pptx zip tar tgz gz bz2 xz zst 7z rar \
                         rs py js ts css c h cpp java go rb sh toml yaml yml lock csv tsv woff woff2 ttf \
                         so o a rlib rmeta exe dll bin pyc class jar wasm map sarif ";
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    !ending.is_empty() && OTHER.contains(&format!(" {ending} "))
}

/// What to do with a file of an ending, where something can be done.
fn way_out(ending: &str) -> Option<&'static str> {
    Some(match ending {
        "pdf" => "export its text, as with `pdftotext`",
        "doc" | "docx" | "odt" | "rtf" | "epub" | "tex" | "rst" | "org" | "adoc" => {
            "save it as .txt or .html, as with `pandoc`"
        }
        "json" => "write one object a line, as with `jq -c '.[]'`, and call it .jsonl",
        "csv" | "tsv" | "xls" | "xlsx" | "ods" => "write one row a line of .jsonl",
        "xml" | "rss" | "atom" => "save each article as .html or .txt",
        "eml" | "mbox" | "msg" => "save the text of each mail as .txt",
        "zip" | "tar" | "tgz" | "7z" | "rar" | "gz" | "bz2" | "xz" | "zst" => "unpack it",
        "srt" | "vtt" => "save it as .txt",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ending_is_told_once_with_its_count() {
        let mut endings = Endings::default();
        for n in 0..9 {
            endings.add(format!("a/{n}.pdf"));
        }
        endings.add("b.JPG".to_owned());
        endings.add("LICENCE".to_owned());
        let told: Vec<Skipped> = endings.told("docs/").collect();
        let paths: Vec<&str> = told.iter().map(|row| row.path.as_str()).collect();
        assert_eq!(paths, ["docs/LICENCE", "docs/b.JPG", "docs/**/*.pdf"]);
        let pdf = &told[2].reason;
        assert!(pdf.contains("9 files, such as a/0.pdf, a/1.pdf, a/2.pdf"), "{pdf}");
        assert!(pdf.contains("pdftotext") && !told[1].reason.contains(';'), "{pdf}");
        assert!(told.iter().all(|row| !row.is_loss()));
    }

    #[test]
    fn a_flood_of_endings_is_bounded() {
        let mut endings = Endings::default();
        (0..5000).for_each(|n| endings.add(format!("a.e{n}")));
        endings.add("a.".to_owned() + &"x".repeat(300));
        assert!(endings.told("docs").count() <= ENDINGS + 1);
    }
}
