//! A stranger's branch before the gate: whatever way a contradiction takes, it does not pass, and
//! every changed path ends as judged, unreadable, or passed over with the reason.

use crate::scene::{STORY, Scene, findings};

/// What contradicts the story.
fn new() -> String {
    STORY.replace("212", "221")
}

const CALM: &str = "The rowing club painted its doors dark green, and nobody had proposed it.\n";

/// The story on main, then what a maintainer has there, then a branch.
fn branch(base: impl Fn(&Scene), change: impl Fn(&Scene)) -> Scene {
    let with_story = |scene: &Scene| {
        scene.write("docs/courier.txt", STORY);
        base(scene);
    };
    Scene::branched(with_story, change)
}

/// The branch fails, and the output says why.
fn fails(name: &str, scene: &Scene, says: &str) {
    let (code, said) = scene.said();
    assert!(code == 1 && said.contains(says), "{name}: {code}\n{said}");
}

fn line(id: &str, text: &str) -> String {
    format!("{}\n", serde_json::json!({ "id": id, "text": text }))
}

#[test]
fn a_contradiction_does_not_pass_under_any_name() {
    let nothing = |_: &Scene| {};
    for name in
        ["docs/a b.txt", "docs/--help.txt", "docs/deep/er/a.txt", "docs/a#b.txt", "docs/A.TXT"]
    {
        fails(name, &branch(nothing, |it| it.write(name, &new())), "number.conflict");
    }
    for (name, says) in [
        ("docs/.a.txt", "its name is hidden"),
        ("docs/.hid/a.md", "its name is hidden"),
        ("docs/a.rst", "a format that is not read"),
        ("docs/a.txt.bak", "a format that is not read"),
        ("docs/a.txt~", "a format that is not read"),
        ("docs/NEWS", "holds sentences"),
        ("docs/names.csv", "holds sentences"),
        ("docs/sources.csv", "holds sentences"),
        ("docs/a.unheard", "holds sentences"),
    ] {
        let scene = branch(nothing, |it| it.write(name, &new()));
        fails(name, &scene, "error[document.unseen]");
        fails(name, &scene, says);
    }
    fails(
        "moved",
        &branch(
            |it| it.write("away/a.txt", &new()),
            |it| it.git(&["mv", "away/a.txt", "docs/a.txt"]),
        ),
        "number.conflict",
    );
}

#[test]
#[cfg(unix)]
fn names_that_are_no_text_are_judged() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    for name in
        [&b"docs/n\xff.txt"[..], b"docs/d\xff/a.txt", b"docs/a\nb.txt", b"docs/a\t\"b\".txt"]
    {
        let scene = branch(|_| {}, |it| it.write_bytes(OsStr::from_bytes(name), new().as_bytes()));
        fails(&String::from_utf8_lossy(name), &scene, "number.conflict");
    }
    let scene =
        branch(|_| {}, |it| it.write_bytes(OsStr::from_bytes(b"docs/n\xff.txt"), new().as_bytes()));
    let mut command = assert_cmd::Command::cargo_bin("variorum").unwrap();
    let named = command
        .args(["check", "docs", "--no-cache", "--new"])
        .arg(OsStr::from_bytes(b"docs/n\xff.txt"));
    assert_eq!(named.current_dir(scene.path()).output().unwrap().status.code(), Some(1));
}

#[test]
#[cfg(unix)]
fn links_are_judged_by_what_they_lead_to() {
    let store = |it: &Scene| {
        it.write("store/calm.txt", CALM);
        it.write("store/new.txt", &new());
        it.link("calm.txt", "store/now.txt");
        it.link("../store/now.txt", "docs/linked.txt");
    };
    let fresh = branch(store, |it| it.link("../store/new.txt", "docs/fresh.txt"));
    fails("added", &fresh, "number.conflict");
    let turned = branch(store, |it| {
        it.remove("docs/linked.txt");
        it.link("../store/new.txt", "docs/linked.txt");
    });
    fails("turned elsewhere", &turned, "number.conflict");
    let behind = branch(store, |it| {
        it.remove("store/now.txt");
        it.link("new.txt", "store/now.txt");
    });
    fails("turned behind another link", &behind, "number.conflict");
    fails(
        "target changed",
        &branch(store, |it| it.write("store/calm.txt", &new())),
        "number.conflict",
    );

    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("a.txt"), new()).unwrap();
    let to = |path: &str| outside.path().join(path).to_str().unwrap().to_owned();
    fails(
        "out",
        &branch(store, |it| it.link(&to("a.txt"), "docs/out.txt")),
        "leads out of the folder",
    );
    fails("git's own", &branch(store, |it| it.link("../.git/config", "docs/own.txt")), "leads out");
    fails("broken", &branch(store, |it| it.link("none.txt", "docs/broken.txt")), "broken link");
    fails("folder", &branch(store, |it| it.link("../store", "docs/more")), "a link to a folder");
    let swapped = branch(store, |it| {
        it.git(&["mv", "docs", "kept"]);
        it.link("store", "docs");
    });
    fails("the argument", &swapped, "a folder that became a link");
    // The same document under another name says nothing new.
    assert_eq!(branch(store, |it| it.link("courier.txt", "docs/again.txt")).said().0, 0);
}

#[test]
fn ignore_files_of_the_branch_hide_nothing() {
    for file in
        [".gitignore", ".ignore", ".variorumignore", "docs/.gitignore", "docs/.variorumignore"]
    {
        let scene = branch(
            |_| {},
            |it| {
                it.write("docs/new.txt", &new());
                it.write(file, "new.txt\n");
            },
        );
        fails(file, &scene, "number.conflict");
        fails(file, &scene, "warning[policy.changed]");
    }
    // Those of the base do, and that is a finding.
    let forced = branch(
        |it| it.write("docs/.gitignore", "drafts/\n"),
        |it| it.write("docs/drafts/new.txt", &new()),
    );
    fails("forced", &forced, "left out by .gitignore");
    // Rules of the clone count for nothing.
    let scene = branch(|_| {}, |_| {});
    scene.write("docs/new.txt", &new());
    scene.write(".git/info/exclude", "new.txt\n");
    fails("excluded", &scene, "number.conflict");
    // What the base leaves out and git does not know of is nobody's.
    let scene = branch(|it| it.write(".gitignore", "built/\n"), |_| {});
    scene.write("docs/built/new.txt", &new());
    assert_eq!(scene.said().0, 0);
}

#[test]
fn attributes_rewrite_no_document_unsaid() {
    let scene = branch(
        |_| {},
        |it| it.write(".gitattributes", "docs/courier.txt working-tree-encoding=IBM500\n"),
    );
    fails("charset", &scene, "error[policy.changed]");
    let scene = branch(|_| {}, |it| it.write(".gitattributes", "* text=auto\n"));
    assert_eq!(scene.said().0, 0);
}

#[test]
fn a_name_of_several_commits_is_refused() {
    let scene = branch(|_| {}, |it| it.write("docs/new.txt", &new()));
    scene.git(&["tag", "main", "HEAD"]);
    let (code, said) = scene.said();
    assert_eq!(code, 2, "{said}");
    assert!(said.contains("is the name of several commits"), "{said}");
}

/// A sentence of the story, and the same with another number.
const TOLD: &str = "The night ferry Ada Brandt ran aground off Tollmere on Tuesday with 212 passengers \
                    on board, the coast guard said.";

fn other() -> String {
    TOLD.replace("212", "221")
}

#[test]
fn the_truth_beside_a_contradiction_is_no_shield() {
    let frame = "A choir sang for the rowers in the hall of the fish market.";
    for (name, text, says) in [
        ("docs/a.txt", format!("{}\n\n{TOLD}\n", other()), "document.both"),
        ("docs/a.txt", format!("{}\n\n{}", [TOLD; 40].join("\n\n"), other()), "document.both"),
        ("docs/a.txt", format!("{}\n\n{}", "Yes.\n\n".repeat(9_000), other()), "number.conflict"),
        ("docs/a.txt", format!("{TOLD}\n\n{frame}\n\n{}\n", other()), "“221 passengers” here"),
        ("docs/a.md", format!("# {TOLD}\n\n{}\n", other()), "“221 passengers” here"),
        (
            "docs/a.txt",
            format!("{}\n\n{frame} Some wrote of 212 passengers.\n", other()),
            "“221 passengers” here",
        ),
        (
            "docs/a.md",
            format!("{}\n\n{frame}\n\n![212 passengers](a.png)\n", other()),
            "“221 passengers” here",
        ),
        (
            "docs/a.html",
            format!("<p>{}</p><p>{frame}</p><p style='display:none'>{TOLD}</p>", other()),
            "“221 passengers” here",
        ),
    ] {
        fails(&text, &branch(|_| {}, |it| it.write(name, &text)), says);
    }
}

#[test]
fn a_sentence_that_agrees_and_a_second_figure_of_another_fact_are_quiet() {
    for text in [
        format!(
            "{TOLD}\n\nThe ferry Berit ran aground off Varby in May with 80 passengers on board.\n"
        ),
        format!("{TOLD} Of the 212 passengers 40 were children, and 30 people came to help.\n"),
    ] {
        let (code, said) = branch(|_| {}, |it| it.write("docs/a.txt", &text)).said();
        assert!(code == 0 && !said.contains("document.both"), "{text}: {code}\n{said}");
    }
}

#[test]
fn running_text_is_judged_wherever_it_stands() {
    let told = other();
    for (name, text) in [
        ("docs/a.md", format!("<div>\n{told}\n</div>\n")),
        ("docs/a.md", format!("```\n{told}\n```\n")),
        ("docs/a.md", format!("---\ndescription: {told}\n---\n\nShort.\n")),
        ("docs/a.txt", format!("Read more: {told}\n")),
        ("docs/a.html", format!("<h1>Short</h1><p>Few words.</p><footer>{told}</footer>")),
        ("docs/a.html", format!("<h1>Short</h1><p>Few words.</p><div class='share'>{told}</div>")),
        ("docs/a.html", format!("<div class='comments'><p>{told}</p></div>")),
        (
            "docs/a.jsonl",
            line("a", "Few words.").replace("\"id\"", &format!("\"title\":\"{told}\",\"id\"")),
        ),
    ] {
        fails(&text, &branch(|_| {}, |it| it.write(name, &text)), "number.conflict");
    }
}

#[test]
fn a_document_that_says_nothing_or_shows_what_it_does_not_say_is_named() {
    for (name, text, says) in [
        (
            "docs/a.html",
            "<footer>Gull News</footer>".to_owned(),
            "no sentence of it is a statement",
        ),
        ("docs/a.md", "```\nlet x = 1;\n```\n".to_owned(), "no sentence of it is a statement"),
        ("docs/a.txt", TOLD.replace("212", "2\u{202e}12\u{202c}"), "turn letters about"),
    ] {
        let scene = branch(|_| {}, |it| it.write(name, &text));
        fails(&text, &scene, "error[document.unseen]");
        fails(&text, &scene, says);
    }
}

#[test]
fn digits_in_another_dress_are_digits() {
    for number in ["②②①", "²²¹", "₂₂₁", "⒉⒉⒈", "❷❷❶", "2\u{332}2\u{332}1\u{332}", "22\u{4c0}"]
    {
        let text = TOLD.replace("212", number);
        fails(number, &branch(|_| {}, |it| it.write("docs/a.txt", &text)), "number.conflict");
    }
}

#[test]
fn a_date_elsewhere_in_the_base_takes_no_other_ones_place() {
    let base = "The roof of the boathouse was repaired in February by a firm from Bergen.\n\nRowing \
                begins again on 9 March.\n";
    let told = "The roof of the boathouse was repaired in March by a firm from Bergen.\n";
    let scene = branch(|it| it.write("docs/roof.txt", base), |it| it.write("docs/a.txt", told));
    fails("month", &scene, "date.conflict");
}

#[test]
fn what_is_written_with_hidden_signs_or_under_another_language_is_read() {
    let hidden = new().replace("212", "22\u{200b}1").replace("221", "22\u{2060}1");
    fails("hidden", &branch(|_| {}, |it| it.write("docs/new.txt", &hidden)), "number.conflict");
    let foreign = format!("---\nlanguage: de\n---\n\n{}", new());
    fails("de", &branch(|_| {}, |it| it.write("docs/new.md", &foreign)), "number.conflict");
}

#[test]
fn the_policy_is_that_of_the_base() {
    let settings = [
        "[policy]\nallow = [\"*\"]\n",
        "[policy.thresholds]\ndeny_confidence = 1e308\nwarn_confidence = 1e308\n",
        "[reading]\nmax_bytes = 1\n",
        "[analysis]\nzones = [\"comment\"]\n",
        "[policy]\nunseen = [\"**\"]\n",
        "not toml at all",
    ];
    for text in settings {
        let scene = branch(
            |_| {},
            |it| {
                it.write("docs/new.txt", &new());
                it.write("variorum.toml", text);
            },
        );
        fails(text, &scene, "number.conflict");
        fails(text, &scene, "error[policy.changed]");
    }
    let allowed = |it: &Scene| {
        it.write("variorum.toml", "[policy]\nallow = [\"*.conflict\", \"document.*\"]\n")
    };
    assert_eq!(branch(allowed, |it| it.write("docs/new.txt", &new())).said().0, 0);
    let removed = branch(allowed, |it| it.remove("variorum.toml"));
    fails("removed", &removed, "variorum.toml is removed");
    assert_eq!(
        removed.run(&["check", "docs", "--since", "main", "--policy-from", "worktree"]).code,
        0
    );
}

#[test]
fn a_branch_cannot_accept_its_own_findings() {
    let accepted = |it: &Scene| {
        it.write("docs/new.txt", &new());
        assert_eq!(it.run(&["baseline", "write", "docs"]).code, 0);
    };
    let scene = branch(|_| {}, accepted);
    fails("baseline", &scene, "number.conflict");
    fails("baseline", &scene, "variorum.baseline is added");
    assert_eq!(
        scene.run(&["check", "docs", "--since", "main", "--policy-from", "worktree"]).code,
        0
    );
    let named = ["check", "docs", "--since", "main", "--baseline", "variorum.baseline"];
    let run = scene.run(&named);
    assert!(run.code == 2 && run.err.contains("the base does not have it"), "{}", run.err);
    // What git does not know of is the user's own.
    scene.git(&["rm", "--quiet", "--cached", "variorum.baseline"]);
    scene.git(&["commit", "--quiet", "--amend", "--message", "more"]);
    assert_eq!(scene.run(&named).code, 0);
}

#[test]
fn sources_are_those_of_the_base() {
    let says = |name: &str| format!("[\"new.txt\"]\nsource = \"{name}\"\n");
    let trusting = |it: &Scene| {
        it.write("variorum.toml", "[policy]\ntrusted = [\"Gull\"]\n");
        it.write("docs/sources.toml", &says("Tern"));
    };
    let scene = branch(trusting, |it| {
        it.write("docs/new.txt", &new());
        it.write("docs/sources.toml", &says("Gull"));
    });
    fails("source", &scene, "error[number.conflict]");
    fails(
        "source",
        &scene,
        "warning[policy.changed]: what documents are judged by is changed: docs/sources.toml",
    );
}

#[test]
fn what_cannot_be_read_is_denied() {
    let unreadable: [(&str, Vec<u8>); 5] = [
        ("docs/a.txt.gz", vec![0x1f, 0x8b, 8, 0, 0, 0]),
        ("docs/a.txt", b"\0\0\0binary".to_vec()),
        ("docs/a.md", Vec::new()),
        ("docs/a.html", b"<html><body></body></html>".to_vec()),
        ("docs/a.jsonl", b"{\"id\": 1}\n".to_vec()),
    ];
    for (name, bytes) in unreadable {
        let scene = branch(|_| {}, |it| it.write_bytes(name, &bytes));
        fails(name, &scene, "error[document.unreadable]");
    }
    let large = branch(
        |it| it.write("variorum.toml", "[reading]\nmax_bytes = 2000\n"),
        |it| {
            it.write("docs/a.txt", &new().repeat(3));
        },
    );
    fails("large", &large, "larger than 2000 bytes");
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n";
    fails("pointer", &branch(|_| {}, |it| it.write("docs/a.txt", pointer)), "Git LFS");
    // What was unreadable before is no matter of the change.
    assert_eq!(
        branch(|it| it.write("docs/old.txt", ""), |it| it.write("docs/calm.txt", CALM)).said().0,
        0
    );
}

#[test]
fn of_json_lines_those_count_that_are_new() {
    let wire = |it: &Scene| it.write("docs/a.jsonl", &line("1", CALM));
    for id in ["2", " 2 ", "x#2", "1", "ü", "{\"id\":9}"] {
        let scene =
            branch(wire, |it| it.write("docs/a.jsonl", &(line("1", CALM) + &line(id, &new()))));
        fails(id, &scene, "number.conflict");
        let (_, verdict) = scene.check(&["--since", "main"]);
        assert_eq!(verdict["judged"], 1, "{id}");
    }
    let number = branch(wire, |it| {
        let float = line("7", &new()).replace("\"7\"", "1E2");
        it.write("docs/a.jsonl", &(line("1", CALM) + &float));
    });
    fails("1E2", &number, "number.conflict");
    let marked = branch(
        |it| it.write("docs/a#b.jsonl", &line("1", CALM)),
        |it| {
            it.write("docs/a#b.jsonl", &(line("1", CALM) + &line("2", &new())));
        },
    );
    fails("a#b", &marked, "number.conflict");
    for (id, code) in [("2", 1), ("1", 0), ("none", 2)] {
        let run = marked.run(&["check", "docs", "--new", &format!("docs/a#b.jsonl#{id}")]);
        assert_eq!(run.code, code, "{id}: {}{}", run.out, run.err);
    }
    let turned = branch(
        |it| it.write("docs/a.jsonl", &(line("2", &new()) + &line("1", CALM))),
        |it| it.write("docs/a.jsonl", &(line("1", CALM) + &line("2", &new()))),
    );
    assert_eq!(turned.said().0, 0);
    let broken = branch(
        |it| it.write("docs/a.jsonl", "{\n"),
        |it| {
            it.write("docs/a.jsonl", &format!("{{\n{}", line("1", CALM)));
        },
    );
    assert_eq!(broken.said().0, 0);
}

#[test]
fn other_repositories_are_not_taken_for_this_one() {
    let scene = branch(|_| {}, |_| {});
    let other = branch(|_| {}, |it| it.write("docs/new.txt", &new()));
    let docs = other.path().join("docs");
    let run = scene.run(&["check", "docs", docs.to_str().unwrap(), "--since", "main"]);
    assert!(run.code == 2 && run.err.contains("outside of the repository"), "{}", run.err);
    let run = scene.run(&["check", "docs", "-", "--since", "main"]);
    assert!(run.code == 2 && run.err.contains("no history"), "{}", run.err);
    scene.git(&["init", "--quiet", "docs"]);
    let run = scene.run(&["check", "docs", "--since", "main"]);
    assert!(run.code == 2 && run.err.contains("another repository"), "{}", run.err);
    // Where only the documents are a repository, the settings above it are not its own.
    let above = tempfile::tempdir().unwrap();
    std::fs::write(above.path().join("variorum.toml"), "").unwrap();
    let git = |arguments: &[&str]| {
        let done =
            std::process::Command::new("git").args(arguments).current_dir(above.path()).status();
        assert!(done.unwrap().success());
    };
    git(&["clone", "--quiet", scene.path().to_str().unwrap(), "inner"]);
    let run = assert_cmd::Command::cargo_bin("variorum").unwrap();
    let run = { run }
        .args(["check", "docs", "--since", "HEAD"])
        .current_dir(above.path().join("inner"))
        .output();
    let run = run.unwrap();
    let err = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(
        run.status.code() == Some(2) && err.contains("below the folder of the settings"),
        "{err}"
    );
}

#[test]
fn a_submodule_that_points_elsewhere_is_named() {
    let part = Scene::new();
    part.write("calm.txt", CALM);
    part.commit("calm");
    let source = part.path().to_str().unwrap().to_owned();
    let allowed = ["-c", "protocol.file.allow=always", "submodule", "--quiet", "add"];
    let add = |it: &Scene| it.git(&[&allowed[..], &[&source, "docs/part"]].concat());
    fails("added", &branch(|_| {}, add), "a submodule that points elsewhere");
    let moved = branch(add, |it| {
        it.write("docs/part/new.txt", &new());
        let inside = ["-C", "docs/part", "-c", "user.name=a", "-c", "user.email=a@example.org"];
        it.git(&[&inside[..], &["add", "--all"]].concat());
        it.git(&[&inside[..], &["commit", "--quiet", "--message", "new"]].concat());
    });
    fails("moved", &moved, "a submodule that points elsewhere");
    let replaced = branch(add, |it| {
        it.git(&["rm", "--quiet", "--force", "docs/part"]);
        it.write("docs/part/new.txt", &new());
    });
    fails("replaced", &replaced, "number.conflict");
    assert_eq!(branch(add, |it| it.write("docs/calm.txt", "It rained.")).said().0, 0);
}

#[test]
fn a_document_that_is_not_checked_out_is_read_from_the_commit() {
    let scene = branch(|_| {}, |it| it.write("docs/new.txt", &new()));
    scene.remove("docs/new.txt");
    fails("absent", &scene, "number.conflict");
    fails("told", &scene, "docs/new.txt does not lie here, and is read from the commit");
    // What is unread all the same is named.
    let rst = branch(|_| {}, |it| it.write("docs/new.rst", &new()));
    rst.remove("docs/new.rst");
    fails("unread", &rst, "a format that is not read");
    scene.git(&["commit", "--quiet", "--all", "--message", "gone"]);
    assert_eq!(scene.said().0, 0);
}

#[test]
fn git_is_not_asked_what_it_may_have_been_told_to_overlook() {
    let scene = branch(|_| {}, |_| {});
    scene.git(&["update-index", "--assume-unchanged", "docs/courier.txt"]);
    scene.write("docs/other.txt", STORY);
    scene.write("docs/courier.txt", &new());
    fails("overlooked", &scene, "number.conflict");
}

#[test]
fn code_and_pictures_pass_and_are_counted_in_one_line() {
    let scene = branch(
        |it| it.write("src/old.rs", "fn old() {}\n"),
        |it| {
            it.write(
                "src/main.rs",
                "// The pilot had asked for a second tug at six o'clock.\nfn main() {}\n",
            );
            it.write(
                "package.json",
                "{\"description\": \"It asks the pilot for one more tug today.\"}\n",
            );
            it.write("Makefile", "# Build it all and do not ask the pilot for a tug.\nall:\n");
            it.write_bytes("docs/ship.png", b"\x89PNG\r\n\x1a\n\0\0");
            it.write("docs/table.csv", "a,b\n1,2\n");
            it.remove("src/old.rs");
        },
    );
    let run = scene.run(&["check", ".", "--since", "main"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    assert!(
        run.err.contains("4 changed files that are no documents were passed over"),
        "{}",
        run.err
    );
    // A sentence among values is not read, which is said.
    assert!(run.out.contains("package.json"), "{}", run.out);
}

#[test]
fn unseen_of_the_base_passes_over_what_it_names() {
    let settings = |it: &Scene| {
        it.write("variorum.toml", "[policy]\nunseen = [\"docs/**/*.rst\", \"docs/.github/**\"]\n")
    };
    let scene = branch(settings, |it| {
        it.write("docs/a/b.rst", &new());
        it.write("docs/.github/c.md", &new());
    });
    let (code, said) = scene.said();
    assert!(
        code == 0 && said.contains("as `unseen` allows: docs/.github/c.md, docs/a/b.rst"),
        "{said}"
    );
}

#[test]
fn a_swapped_name_right_behind_the_front_matter_is_found() {
    let text =
        "Oline Straum was elected chair of the chess club of Varby on Friday, the club said.\n";
    let front = |name: &str, day: u8, place: &str, gap: &str| {
        format!("---\nsource: {name}\ndate: 2031-03-0{day}\nurl: https://{place}\n---\n{gap}")
    };
    for gap in ["", "\n"] {
        let old = front("Gull News", 4, "gull.example/a", gap) + text;
        let new = front("The Quayside Tern", 5, "tern.example/quite/other", gap)
            + &text.replace("Oline Straum", "Mirko Danesh");
        let scene = branch(|it| it.write("docs/a.md", &old), |it| it.write("docs/b.md", &new));
        let (code, verdict) = scene.check(&["--since", "main"]);
        let found = findings(&verdict);
        let denied = found.iter().any(|it| it.starts_with("deny name.conflict"));
        assert!(code == 1 && denied, "{gap:?}: {found:?}");
    }
}
