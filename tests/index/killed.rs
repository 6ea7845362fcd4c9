//! Killed at any moment, a run that changes an index loses itself and nothing else.
//!
//! `VARIORUM_KILL_POINTS` says how many moments are tried; a few in the usual run.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

use super::{command, fine, names, write};

/// Moments of the usual run.
const POINTS: u32 = 20;
/// Documents that are added and removed together.
const DOCUMENTS: usize = 60;

fn points() -> u32 {
    std::env::var("VARIORUM_KILL_POINTS").ok().and_then(|it| it.parse().ok()).unwrap_or(POINTS)
}

fn listed(folder: &Path) -> BTreeSet<String> {
    fine(folder, &["index", "list", "ix"]).lines().map(str::to_owned).collect()
}

/// Runs and kills after a while; whether it was still running.
fn killed(folder: &Path, args: &[&str], after: Duration) -> bool {
    let mut child = command(folder, args).arg("--quiet").spawn().unwrap();
    std::thread::sleep(after);
    let ran = child.try_wait().unwrap().is_none();
    let _ = child.kill();
    child.wait().unwrap();
    ran
}

#[test]
fn a_run_that_is_killed_loses_itself_and_nothing_else() {
    let scene = tempfile::tempdir().unwrap();
    let folder = scene.path();
    for n in 0..DOCUMENTS {
        let text =
            format!("Crane {n} of the yard at Brunsholm was sold to buyer {} in May.", n * 7);
        write(folder, &format!("many/{n}.txt"), &text.repeat(4));
        write(folder, &format!("few/{n}.txt"), &text);
    }
    fine(folder, &["index", "add", "ix", "few"]);
    let few = listed(folder);
    let add = ["index", "add", "ix", "many"];
    let remove = ["index", "remove", "ix", "many"];
    let took = |args: &[&str]| {
        let begun = Instant::now();
        fine(folder, args);
        begun.elapsed()
    };
    let times = [took(&add), took(&remove)];
    fine(folder, &add);
    let all = listed(folder);
    assert_eq!((few.len(), all.len()), (DOCUMENTS, 2 * DOCUMENTS));
    let (mut interrupted, mut seen) = (0, [0, 0]);
    for point in 0..points() {
        let is_there = listed(folder) == all;
        let (args, time) = if is_there { (&remove, times[1]) } else { (&add, times[0]) };
        // Spread over the whole run, the later half twice as thickly: there files are written.
        let share = f64::from(point * 37 % 101) / 100.0;
        let share = if point % 3 == 0 { share } else { 0.5 + share / 1.8 };
        interrupted += u32::from(killed(folder, args, time.mul_f64(share)));
        fine(folder, &["index", "verify", "ix", "--quiet"]);
        let now = listed(folder);
        assert!(now == few || now == all, "point {point}: {} documents", now.len());
        seen[usize::from(now == all)] += 1;
    }
    assert!(interrupted * 4 >= points(), "{interrupted} runs were interrupted");
    // Whoever writes next removes what is left.
    fine(folder, &add);
    assert_eq!(listed(folder), all);
    let catalogue = std::fs::read_to_string(folder.join("ix/catalogue.json")).unwrap();
    let own: Vec<String> = names(folder, "ix");
    let segments = own.iter().filter(|name| name.ends_with(".segment"));
    for name in segments.clone() {
        let number = name.trim_start_matches('0').trim_end_matches(".segment");
        let number = if number.is_empty() { "0" } else { number };
        assert!(catalogue.contains(&format!("\"number\":{number},")), "{name} does not count");
    }
    assert_eq!(own.len(), segments.count() + 2, "{own:?} holds a catalogue, a lock and segments");
}
