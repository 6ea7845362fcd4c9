//! Who meets, what is capped, and that neither shards nor the order of input show.

use super::*;

/// Documents that have the keys listed, each at the place of its number times ten.
fn documents(keys: &[&[u64]]) -> Vec<Vec<Fingerprint>> {
    let print = |(n, key): (usize, &u64)| Fingerprint { key: *key, token: 10 * n as u32 };
    keys.iter().map(|keys| keys.iter().enumerate().map(print).collect()).collect()
}

fn met(documents: &[Vec<Fingerprint>], options: &Options) -> Candidates {
    candidates(documents, options, None)
}

fn pairs(found: &Candidates) -> Vec<(usize, usize)> {
    found.pairs.iter().map(|pair| (pair.left, pair.right)).collect()
}

#[test]
fn documents_meet_where_they_share_enough() {
    let found = met(
        &documents(&[&[1, 2, 3], &[9, 8], &[7, 1, 2], &[3]]),
        &Options { enough: 1.6, ..Options::default() },
    );
    assert_eq!(pairs(&found), [(0, 2)], "one shared key is too little, two are enough");
    let anchors: Vec<_> = found.pairs[0].anchors.iter().map(|it| (it.left, it.right)).collect();
    assert_eq!(anchors, [(0, 10), (10, 20)]);
    assert_eq!(found.capped, 0);
}

#[test]
fn anchors_far_from_each_other_do_not_add_up() {
    let at = |token| Fingerprint { key: u64::from(token) + 1, token };
    let meet = |second| {
        let document = vec![at(0), at(second)];
        pairs(&met(&[document.clone(), document], &Options::default()))
    };
    assert_eq!(meet(30), [(0, 1)]);
    assert_eq!(meet(30_000), []);
}

#[test]
fn a_key_that_repeats_in_a_document_counts_once() {
    let found = met(
        &documents(&[&[5, 5, 5, 5], &[5, 5, 5]]),
        &Options { enough: 1.6, ..Options::default() },
    );
    assert!(found.pairs.is_empty(), "{found:?}");
}

#[test]
fn a_frequent_key_is_capped_and_counted_yet_connects_all() {
    let options = Options { cap: 10, enough: 0.0, ..Options::default() };
    let below = met(&documents(&[&[4][..]; 10]), &options);
    assert_eq!((below.pairs.len(), below.capped), (45, 0));
    let above = met(&documents(&[&[4, 6][..]; 500]), &options);
    assert_eq!(above.capped, 2, "keys are counted once, not once a shard");
    assert_eq!(below.hidden, 0);
    assert_eq!(above.hidden, 2 * (500 * 499 / 2 - (2 * 500 - 3)), "what did not meet is counted");
    assert_eq!((below.anchors, above.anchors), (10, 1000));
    assert!(above.pairs.len() < 2 * 500, "{} pairs are no square", above.pairs.len());
    let all = pairs(&above);
    for document in 1..500 {
        assert!(all.contains(&(0, document)), "{document} meets the first");
        assert!(document == 1 || all.contains(&(document - 1, document)), "and the one before");
    }
}

#[test]
fn what_two_documents_share_weighs_the_same_among_many() {
    let two: [&[u64]; 2] = [&[1, 2, 3], &[9, 1, 2]];
    let alone = met(&documents(&two), &Options::default());
    let mut more: Vec<&[u64]> = two.to_vec();
    more.extend([[1u64, 70].as_slice(), &[2, 71], &[3, 72]].repeat(9));
    let among = met(&documents(&more), &Options::default());
    assert_eq!(alone.pairs.len(), 1);
    assert_eq!(among.pairs.first(), alone.pairs.first());
}

#[test]
fn evidence_weighs_the_same_from_either_side() {
    let anchors = [(0, 30), (2, 10), (3, 50), (40, 0), (41, 90)];
    let mut one: Vec<Anchor> =
        anchors.iter().map(|&(left, right)| Anchor { left, right }).collect();
    let mut other: Vec<Anchor> = one.iter().map(Anchor::turned).collect();
    one.sort_unstable();
    other.sort_unstable();
    let options = Options::default();
    assert_eq!(heaviest(&one, &options), heaviest(&other, &options));
}

/// Some hundred documents with keys drawn by a fixed rule, more than there are shards.
fn many() -> Vec<Vec<Fingerprint>> {
    let mix = |n: u64| n.wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23) >> 40;
    (0..300u64)
        .map(|document| {
            let key = |n: u64| mix(document * 31 + n) % 900;
            (0..12).map(|n| Fingerprint { key: key(n), token: n as u32 }).collect()
        })
        .collect()
}

#[test]
fn shards_lose_and_double_nothing() {
    let documents = many();
    let options = Options { enough: 0.0, near: 1000, ..Options::default() };
    let found = met(&documents, &options);
    assert!(
        found
            .pairs
            .windows(2)
            .all(|two| { (two[0].left, two[0].right) < (two[1].left, two[1].right) })
    );
    let keys = |n: usize| {
        let mut keys: Vec<u64> = documents[n].iter().map(|print| print.key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    };
    let mut expected = Vec::new();
    for left in 0..documents.len() {
        for right in left + 1..documents.len() {
            let theirs = keys(right);
            let shared = keys(left).iter().filter(|key| theirs.contains(key)).count();
            if shared > 0 {
                expected.push((left, right, shared));
            }
        }
    }
    let made: Vec<_> =
        found.pairs.iter().map(|pair| (pair.left, pair.right, pair.anchors.len())).collect();
    assert!(expected.len() > 1000);
    assert_eq!(made, expected);
}

#[test]
fn the_order_of_documents_and_of_their_keys_leaves_no_trace() {
    let options = Options { enough: 0.0, ..Options::default() };
    let documents = many();
    let found = met(&documents, &options);
    let shuffled: Vec<Vec<Fingerprint>> =
        documents.iter().map(|prints| prints.iter().rev().copied().collect()).collect();
    assert_eq!(met(&shuffled, &options), found, "keys reversed");
    let last = documents.len() - 1;
    let reversed: Vec<_> = documents.iter().rev().cloned().collect();
    let mut turned: Vec<(usize, usize, usize)> = met(&reversed, &options)
        .pairs
        .iter()
        .map(|pair| (last - pair.right, last - pair.left, pair.anchors.len()))
        .collect();
    turned.sort_unstable();
    let straight: Vec<_> =
        found.pairs.iter().map(|pair| (pair.left, pair.right, pair.anchors.len())).collect();
    assert_eq!(turned, straight, "documents reversed");
}

#[test]
fn both_arms_are_put_together() {
    let anchor = |left| Anchor { left, right: left };
    let candidate = |left, right, at: &[u32], weight| {
        let anchors = at.iter().map(|at| anchor(*at)).collect();
        Candidate { left, right, anchors, weight }
    };
    let copies = Candidates {
        pairs: vec![candidate(0, 1, &[5], 3.0), candidate(2, 3, &[1], 4.0)],
        capped: 1,
        hidden: 5,
        anchors: 7,
    };
    let retellings = Candidates {
        pairs: vec![candidate(0, 1, &[2, 9], 8.0), candidate(1, 2, &[0], 5.0)],
        capped: 2,
        hidden: 3,
        anchors: 4,
    };
    let both = union(copies, retellings);
    assert_eq!(pairs(&both), [(0, 1), (1, 2), (2, 3)]);
    assert_eq!(both.pairs[0], candidate(0, 1, &[2, 5, 9], 8.0));
    assert_eq!((both.capped, both.hidden, both.anchors), (3, 8, 11));
}

#[test]
fn who_may_not_meet_is_no_candidate_and_a_capped_key_connects_those_who_may() {
    let options = Options { cap: 10, enough: 0.0, ..Options::default() };
    let across = |left: usize, right: usize| left % 2 != right % 2;
    let few = candidates(&documents(&[&[4][..]; 6]), &options, Some(&across));
    assert_eq!(few.pairs.len(), 9, "{:?}", pairs(&few));
    assert!(pairs(&few).iter().all(|&(left, right)| across(left, right)));
    let many = candidates(&documents(&[&[4][..]; 300]), &options, Some(&across));
    let all = pairs(&many);
    assert!(all.iter().all(|&(left, right)| across(left, right)) && all.len() < 2 * 300);
    for document in 1..300 {
        assert!(all.iter().any(|&(_, right)| right == document), "{document} meets somebody");
    }
    // Nobody there may be met: looked for in vain, and not for long.
    let none = candidates(&documents(&[&[4][..]; 300]), &options, Some(&|_, _| false));
    assert_eq!((none.pairs.len(), none.capped), (0, 1));
}
