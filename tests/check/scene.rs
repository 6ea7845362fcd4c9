//! A folder with documents of our own, in a git repository, and the program run in it.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

/// The story that new documents retell.
pub const STORY: &str = "\
Night ferry runs aground off Tollmere

The night ferry Ada Brandt ran aground off Tollmere on Tuesday with 212 passengers on board, the
coast guard said. The pilot had asked for a second tug at six o'clock and got no answer.

“We heard a long scraping sound, and then the lights went out,” said the ship's cook, Mirko
Danesh. He carried two children to the upper deck and went back for their dog.

The harbour master, Oline Straum, said that the channel had not been dredged since 2027. She
ordered divers to look at the hull before the tide came back.

Nobody was hurt. The company will pay for taxis and hotel rooms until the ferry sails again. A
school class from Varby slept in the gym of the rowing club and was served pancakes at dawn.
";

/// A scratch repository, and a cache folder of the user's elsewhere.
pub struct Scene {
    folder: TempDir,
    cache: TempDir,
}

/// How a run ended.
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Scene {
    /// An empty repository.
    pub fn new() -> Self {
        let scene =
            Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        scene.git(&["init", "--quiet", "--initial-branch=main"]);
        scene.git(&["config", "user.email", "a@example.org"]);
        scene.git(&["config", "user.name", "A"]);
        scene.git(&["config", "commit.gpgsign", "false"]);
        scene
    }

    /// A repository with what `base` writes on main, then a branch with what `change` does.
    pub fn branched(base: impl Fn(&Self), change: impl Fn(&Self)) -> Self {
        let scene = Self::new();
        base(&scene);
        scene.commit_all("base");
        scene.git(&["switch", "--quiet", "--create", "more"]);
        change(&scene);
        scene.commit_all("more");
        scene
    }

    /// What a check of the branch says, with its exit code.
    pub fn said(&self) -> (i32, String) {
        let run = self.run(&["check", "docs", "--since", "main"]);
        (run.code, format!("{}{}", run.out, run.err))
    }

    /// A repository with the story and `fillers` documents about other things, committed.
    pub fn with_corpus(fillers: usize) -> Self {
        let scene = Self::new();
        scene.write("docs/courier.txt", STORY);
        for n in 0..fillers {
            scene.write(&format!("docs/other-{n:02}.txt"), &filler(n));
        }
        scene.commit("documents");
        scene
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    /// The folder in which programs keep what they need.
    pub fn cache(&self) -> &Path {
        self.cache.path()
    }

    /// Writes a file of any name and any content.
    pub fn write_bytes(&self, name: impl AsRef<Path>, bytes: &[u8]) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Makes a link.
    #[cfg(unix)]
    pub fn link(&self, target: &str, name: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::os::unix::fs::symlink(target, path).unwrap();
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap()
    }

    pub fn remove(&self, name: &str) {
        std::fs::remove_file(self.path().join(name)).unwrap();
    }

    pub fn git(&self, arguments: &[&str]) {
        let output = Command::new("git").args(arguments).current_dir(self.path()).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {output:?}");
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Commits all, also what ignore files leave out.
    pub fn commit_all(&self, message: &str) {
        self.git(&["add", "--all", "--force"]);
        self.git(&["commit", "--quiet", "--allow-empty", "--message", message]);
    }

    /// Runs the program on a day that does not change.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("", arguments)
    }

    /// Runs it in a folder of the scene.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Run {
        let output = assert_cmd::Command::cargo_bin("variorum")
            .unwrap()
            .args(arguments)
            .env("SOURCE_DATE_EPOCH", "1930000000")
            .env("XDG_CACHE_HOME", self.cache.path())
            .env_remove("GITHUB_STEP_SUMMARY")
            .timeout(std::time::Duration::from_secs(60))
            .current_dir(self.path().join(folder))
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Run {
            code: output.status.code().unwrap(),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    /// Runs `variorum check docs ... --format json`.
    pub fn check(&self, more: &[&str]) -> (i32, Value) {
        let mut arguments = vec!["check", "docs", "--format", "json"];
        arguments.extend(more);
        let run = self.run(&arguments);
        let verdict = serde_json::from_str(&run.out)
            .unwrap_or_else(|error| panic!("{error}\n{}\n{}", run.out, run.err));
        (run.code, verdict)
    }
}

/// `rule: reading / other reading` of the findings that count.
pub fn findings(verdict: &Value) -> Vec<String> {
    let open = verdict["findings"].as_array().unwrap().iter().filter(|it| it["accepted"].is_null());
    open.map(|it| {
        let own = it["place"]["text"].as_str().unwrap();
        let other = it["others"].get(0).map_or("", |other| other["text"].as_str().unwrap());
        let level = it["level"].as_str().unwrap();
        format!("{level} {}: {own} / {other}", it["rule"].as_str().unwrap())
    })
    .collect()
}

const WHO: [&str; 12] = [
    "gardener",
    "notary",
    "beekeeper",
    "tram driver",
    "dentist",
    "weaver",
    "goalkeeper",
    "cellist",
    "florist",
    "surveyor",
    "plumber",
    "librarian",
];
const DID: [&str; 12] = [
    "repaired",
    "painted",
    "sold",
    "borrowed",
    "measured",
    "photographed",
    "hid",
    "polished",
    "weighed",
    "returned",
    "ordered",
    "forgot",
];
const WHAT: [&str; 12] = [
    "a kettle",
    "the bicycle",
    "an old map",
    "his umbrella",
    "a chess board",
    "the greenhouse",
    "three violins",
    "a telescope",
    "the sundial",
    "a lawn mower",
    "her typewriter",
    "some curtains",
];
const WHERE: [&str; 12] = [
    "behind the mill",
    "in the museum",
    "under the viaduct",
    "beside the orchard",
    "at the quarry",
    "near the chapel",
    "on the roof",
    "in the cellar",
    "by the canal",
    "at the station",
    "outside the theatre",
    "in the greengrocer's yard",
];

/// A document about nothing that another one is about.
fn filler(n: usize) -> String {
    let mut seed = n as u64 + 1;
    let mut pick = |words: &[&'static str; 12]| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        words[(seed >> 33) as usize % 12]
    };
    let sentence =
        |_| format!("The {} {} {} {}. ", pick(&WHO), pick(&DID), pick(&WHAT), pick(&WHERE));
    (0..5).map(sentence).collect::<String>() + "\n"
}
