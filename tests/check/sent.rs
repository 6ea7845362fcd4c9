//! Stories as agencies send them, before the gate: judged under any name, and missed when they go.

use crate::scene::Scene;

/// A story in NITF that says so many passengers.
fn story(passengers: u32) -> String {
    format!(
        "<?xml version=\"1.0\"?>\n<nitf><body><body.head><hedline><hl1>Night ferry runs aground</hl1></hedline>\
         </body.head><body.content><p>TOLLMERE (Gull) - The night ferry Ada Brandt ran aground off Tollmere \
         on Tuesday with {passengers} passengers on board, the coast guard said.</p><p>The pilot had asked for a \
         second tug at six o'clock and got no answer.</p></body.content></body></nitf>"
    )
}

#[test]
fn a_story_is_judged_whatever_it_is_called() {
    for name in ["docs/new.nitf", "docs/new.xml", "docs/new", "docs/new.x_1", "docs/new.txt"] {
        let base = |scene: &Scene| scene.write("docs/old.xml", &story(212));
        let (code, said) = Scene::branched(base, |scene| scene.write(name, &story(221))).said();
        assert!(code == 1 && said.contains("[number.conflict]"), "{name}: {said}");
    }
}

#[test]
fn a_story_that_goes_is_missed_whatever_it_was_called() {
    for name in ["docs/old.nitf", "docs/old", "docs/old.x_1"] {
        let base = |scene: &Scene| {
            scene.write(name, &story(212));
            scene.write(
                "docs/other.txt",
                "The rowing club of Varby painted its doors dark green.\n",
            );
        };
        let (code, said) = Scene::branched(base, |scene| scene.remove(name)).said();
        assert!(code == 1 && said.contains("[document.removed]"), "{name}: {said}");
    }
}
