//! `check --since` runs nothing of a branch, whatever the branch and the settings of git ask for.
//! The program that must not run only makes an empty file in a folder of the test.
#![cfg(unix)]

use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use crate::scene::{STORY, Scene};

/// A scene with the story on main and a change on a branch, and a program that leaves a mark.
struct Trap {
    scene: Scene,
    folder: tempfile::TempDir,
}

impl Trap {
    fn new() -> Self {
        let trap = Self { scene: Scene::new(), folder: tempfile::tempdir().unwrap() };
        std::fs::write(
            trap.program(),
            format!("#!/bin/sh\n: > '{}'\ncat\n", trap.mark().display()),
        )
        .unwrap();
        std::fs::set_permissions(trap.program(), std::fs::Permissions::from_mode(0o755)).unwrap();
        trap.scene.write("docs/courier.txt", STORY);
        trap.scene.write("docs/second.txt", &STORY.replace("Tollmere", "Skeld"));
        trap.scene.commit("base");
        trap.scene.git(&["switch", "--quiet", "--create", "more"]);
        trap.scene.write("docs/new.txt", &STORY.replace("212", "221"));
        trap.scene.commit("more");
        trap
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join("program")
    }

    fn mark(&self) -> PathBuf {
        self.folder.path().join("mark")
    }

    fn shown(&self) -> String {
        self.program().to_str().unwrap().to_owned()
    }

    /// Runs a check in a folder of the scene; nothing of the trap may have run.
    fn holds(&self, folder: &str, paths: &str) {
        let run = self.scene.run_in(folder, &["check", paths, "--since", "main"]);
        assert!(matches!(run.code, 1 | 2), "{}{}", run.out, run.err);
        assert!(!self.mark().exists(), "a program ran: {}{}", run.out, run.err);
    }
}

/// What a folder holds that looks like a repository.
fn looks_like_a_repository(trap: &Trap, folder: &str) {
    let config = format!(
        "[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = ..\n\tfsmonitor = {0}\n\
         \thooksPath = {0}\n\tpager = {0}\n[diff]\n\texternal = {0}\n",
        trap.shown()
    );
    trap.scene.write(&format!("{folder}/HEAD"), "ref: refs/heads/main\n");
    trap.scene.write(&format!("{folder}/config"), &config);
    trap.scene.write(&format!("{folder}/objects/k"), "");
    trap.scene.write(&format!("{folder}/refs/heads/k"), "");
    trap.scene.write(&format!("{folder}/index"), "");
}

#[test]
fn a_folder_that_looks_like_a_repository_is_not_asked() {
    let trap = Trap::new();
    looks_like_a_repository(&trap, "docs");
    trap.scene.commit("looks like one");
    trap.holds("", "docs");
    trap.holds("docs", ".");
    trap.holds("docs/refs", "..");
}

#[test]
fn attributes_of_a_branch_run_no_filter_and_no_driver() {
    let trap = Trap::new();
    let program = trap.shown();
    for key in [
        "filter.f.clean",
        "filter.f.smudge",
        "filter.f.process",
        "diff.d.textconv",
        "diff.d.command",
        "merge.m.driver",
    ] {
        trap.scene.git(&["config", key, &program]);
    }
    trap.scene.write(".gitattributes", "docs/*.txt filter=f diff=d merge=m\n");
    std::fs::write(trap.scene.path().join("docs/courier.txt"), STORY.replace("six", "seven"))
        .unwrap();
    trap.holds("", "docs");
}

#[test]
fn settings_of_git_that_name_programs_are_switched_off() {
    let trap = Trap::new();
    let program = trap.shown();
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.editor",
        "diff.external",
        "credential.helper",
        "gpg.program",
        "core.alternateRefsCommand",
        "pager.ls-tree",
        "pager.ls-files",
        "pager.rev-parse",
        "interactive.diffFilter",
        "uploadpack.packObjectsHook",
    ] {
        trap.scene.git(&["config", key, &program]);
    }
    trap.scene.git(&["config", "core.hooksPath", trap.folder.path().to_str().unwrap()]);
    for hook in
        ["post-index-change", "reference-transaction", "post-checkout", "fsmonitor-watchman"]
    {
        std::fs::copy(trap.program(), trap.folder.path().join(hook)).unwrap();
    }
    trap.holds("", "docs");
}

#[test]
fn the_environment_does_not_lead_git_elsewhere() {
    let trap = Trap::new();
    let output = assert_cmd::Command::cargo_bin("variorum")
        .unwrap()
        .args(["check", "docs", "--since", "main", "--no-cache"])
        .env("GIT_DIR", trap.folder.path())
        .env("GIT_EXTERNAL_DIFF", trap.program())
        .env("GIT_PAGER", trap.program())
        .env("GIT_SSH_COMMAND", trap.program())
        .env("GIT_INDEX_FILE", trap.folder.path().join("index"))
        .current_dir(trap.scene.path())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!trap.mark().exists());
}

#[test]
fn words_that_look_like_options_are_commits_that_are_not_there() {
    let trap = Trap::new();
    let mark = trap.mark();
    for word in
        ["--output=MARK", "--upload-pack=MARK", "-c", "--exec=MARK", "main..more", "main:docs", ""]
    {
        let word = word.replace("MARK", mark.to_str().unwrap());
        let run = trap.scene.run(&["check", "docs", &format!("--since={word}")]);
        assert_eq!(run.code, 2, "{word}: {}{}", run.out, run.err);
        assert!(!mark.exists(), "{word}");
    }
}

#[test]
fn nothing_is_fetched() {
    let trap = Trap::new();
    let source = format!("file://{}", trap.scene.path().display());
    trap.scene.git(&["config", "uploadpack.allowFilter", "true"]);
    trap.scene.git(&["config", "uploadpack.allowAnySHA1InWant", "true"]);
    trap.scene.write("docs/wire.jsonl", "{\"id\": 1, \"text\": \"It rained.\"}\n");
    trap.scene.commit("wire");
    trap.scene.git(&["branch", "--force", "main"]);
    trap.scene.write("docs/wire.jsonl", "{\"id\": 2, \"text\": \"It snowed.\"}\n");
    trap.scene.commit("more");
    trap.scene.git(&[
        "clone",
        "--quiet",
        "--filter=blob:none",
        "--branch=more",
        &source,
        "partial",
    ]);
    let config = trap.scene.path().join("partial/.git/config");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(config, text.replace(&source, &format!("ext::{}", trap.shown()))).unwrap();
    let run = trap.scene.run_in("partial", &["check", "docs", "--since", "origin/main"]);
    assert!(run.code == 2 && run.err.contains("--filter"), "{}{}", run.out, run.err);
    assert!(!trap.mark().exists());
}
