//! What the parser looks at: the words at hand, what they have taken, the marks between them, each
//! combination of which is a feature with weights of its own (Zhang, Nivre 2011).

use super::parser::{Input, LEFT, NONE, PLACES, State};
use super::table::slot;

/// Features by which an action is chosen.
pub const ACTION_FEATURES: usize = 69;
/// Features by which a relation is chosen.
pub const LABEL_FEATURES: usize = 30;

/// What is seen of a place.
#[derive(Clone, Copy)]
struct Seen {
    tag: u64,
    base: u64,
    both: u64,
}

fn see(input: &Input, at: u8) -> Seen {
    let at = usize::from(at);
    let (tag, base) = (u64::from(input.tag[at]), u64::from(input.base[at]));
    Seen { tag, base, both: base << 6 | tag }
}

/// Words between two places, in steps.
fn distance(a: u8, b: u8) -> u64 {
    match a.abs_diff(b) {
        n @ 0..=4 => u64::from(n),
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

/// The features of the next action, as slots.
pub fn action_features(input: &Input, state: &State, bits: u32) -> [u32; ACTION_FEATURES] {
    let (p0, p1, p2) = (state.top(0), state.top(1), state.top(2));
    let q0 = state.next;
    let ahead = |k: u8| if q0 + k <= state.len { q0 + k } else { NONE };
    let (q1, q2, q3) = (ahead(1), ahead(2), ahead(3));
    let of = |list: &[u8; PLACES], at: u8| list[usize::from(at)];
    let label = |at: u8| if at == NONE { 0 } else { u64::from(state.labels[usize::from(at)]) + 1 };
    let s0 = see(input, p0);
    let s1 = see(input, p1);
    let s2 = see(input, p2);
    let b0 = see(input, q0);
    let b1 = see(input, q1);
    let b2 = see(input, q2);
    let b3 = see(input, q3);
    let (s0l, s0r, s0r2) = (of(&state.first, p0), of(&state.last, p0), of(&state.second_last, p0));
    let (s1l, s1r) = (of(&state.first, p1), of(&state.last, p1));
    let b0l = of(&state.first, q0);
    let tag = |at: u8| u64::from(input.tag[usize::from(at)]);
    let gap = |at: u8| u64::from(input.gap[usize::from(at)]);
    let count = |list: &[u8; PLACES], at: u8| u64::from(list[usize::from(at)].min(4));
    let labels = |list: &[u64; PLACES], at: u8| list[usize::from(at)];
    let near = distance(p0, q0);
    let far = distance(p1, p0);
    let s0_counts = count(&state.left_count, p0) << 3 | count(&state.right_count, p0);
    // What stands between the top of the stack and all that the next word has taken.
    let g0 = gap(of(&state.edge, q0));
    let g1 = if q1 == NONE { 0 } else { gap(q1) };
    let behind = if p0 == NONE { 0 } else { gap(p0 + 1) };
    let gs = if p0 == NONE { 0 } else { gap(of(&state.edge, p0)) };
    let rows: [[u64; 4]; ACTION_FEATURES] = [
        [0, 0, 0, 0],
        [s0.both, 0, 0, 0],
        [s0.base, 0, 0, 0],
        [b0.both, 0, 0, 0],
        [b0.base, 0, 0, 0],
        [b1.both, 0, 0, 0],
        [s1.both, 0, 0, 0],
        [b2.both, 0, 0, 0],
        [s0.tag, b0.tag, 0, 0],
        [s0.both, b0.tag, 0, 0],
        [s0.tag, b0.both, 0, 0],
        [s0.base, b0.base, 0, 0],
        [s0.both, b0.both, 0, 0],
        [s1.tag, s0.tag, 0, 0],
        [s1.both, s0.tag, 0, 0],
        [s1.tag, s0.both, 0, 0],
        [s1.base, s0.base, 0, 0],
        [s1.tag, s0.tag, b0.tag, 0],
        [s1.both, s0.tag, b0.tag, 0],
        [s1.tag, s0.both, b0.tag, 0],
        [s1.tag, s0.tag, b0.both, 0],
        [s0.tag, b0.tag, b1.tag, 0],
        [s0.both, b0.tag, b1.tag, 0],
        [s0.tag, b0.both, b1.tag, 0],
        [s0.tag, b0.tag, b1.both, 0],
        [b0.tag, b1.tag, b2.tag, 0],
        [s0.tag, b0.tag, b1.tag, b2.tag],
        [b1.tag, b2.tag, b3.tag, b0.tag],
        [s2.tag, s1.tag, s0.tag, b0.tag],
        [s1.tag, s0.tag, b0.tag, b1.tag],
        [s1.tag, b0.tag, 0, 0],
        [s1.both, b0.both, 0, 0],
        [s0.tag, tag(s0l), b0.tag, 0],
        [s0.tag, tag(s0r), b0.tag, label(s0r)],
        [s0.tag, tag(s0r), tag(s0r2), b0.tag],
        [s0.tag, tag(b0l), b0.tag, label(b0l)],
        [s1.tag, tag(s1r), s0.tag, label(s1r)],
        [s1.tag, tag(s1l), s0.tag, label(s1l)],
        [s1.tag, s0.tag, tag(s0l), label(s0l)],
        [s1.tag, s0.tag, tag(s0r), label(s0r)],
        [s0.tag, near, b0.tag, 0],
        [s0.base, near, 0, 0],
        [b0.base, near, 0, 0],
        [s1.tag, far, s0.tag, 0],
        [s0.both, s0_counts, 0, 0],
        [s0.tag, s0_counts, b0.tag, 0],
        [b0.tag, count(&state.left_count, q0), s0.tag, 0],
        [b0.both, count(&state.left_count, q0), 0, 0],
        [s1.tag, count(&state.right_count, p1), s0.tag, 0],
        [s0.tag, labels(&state.left_labels, p0), b0.tag, 0],
        [s0.tag, labels(&state.right_labels, p0), b0.tag, 0],
        [b0.tag, labels(&state.left_labels, q0), s0.tag, 0],
        [s1.tag, labels(&state.right_labels, p1), s0.tag, 0],
        [s0.both, labels(&state.left_labels, p0), 0, 0],
        [s0.both, labels(&state.right_labels, p0), 0, 0],
        [b0.both, labels(&state.left_labels, q0), 0, 0],
        [g0, s0.tag, b0.tag, 0],
        [g0, s0.base, 0, 0],
        [g0, s1.tag, s0.tag, b0.tag],
        [g1, s0.tag, b0.tag, b1.tag],
        [gs, s1.tag, s0.tag, 0],
        [gs, g0, s1.tag, s0.tag],
        [gs, g0, s0.tag, b0.tag],
        [s1.both, s0.base, b0.tag, 0],
        [s0.base, b0.tag, b1.base, 0],
        [behind, s0.tag, b0.tag, g0],
        [g0, g1, s0.tag, b0.tag],
        [g0, s0.tag, b0.tag, labels(&state.left_labels, q0)],
        [g0, labels(&state.right_labels, p0), s0.tag, b0.tag],
    ];
    let mut slots = [0; ACTION_FEATURES];
    for (template, (out, row)) in slots.iter_mut().zip(rows).enumerate() {
        *out = slot(bits, template as u64, row);
    }
    slots
}

/// The features of the relation of an arc that is about to be made, as slots.
pub fn label_features(
    input: &Input,
    state: &State,
    action: usize,
    bits: u32,
) -> [u32; LABEL_FEATURES] {
    let (head, child) = state.arc(action).unwrap_or((NONE, NONE));
    let (h, c) = (see(input, head), see(input, child));
    let of = |list: &[u8; PLACES], at: u8| list[usize::from(at)];
    let label = |at: u8| if at == NONE { 0 } else { u64::from(state.labels[usize::from(at)]) + 1 };
    let tag = |at: u8| u64::from(input.tag[usize::from(at)]);
    let base = |at: u8| u64::from(input.base[usize::from(at)]);
    let side = action as u64;
    let (cl, cr) = (of(&state.first, child), of(&state.last, child));
    let (hl, hr) = (of(&state.first, head), of(&state.last, head));
    let near = distance(head, child);
    let beside = |at: u8, k: i8| {
        let place = i16::from(at) + i16::from(k);
        if at == NONE || place < 0 || place > i16::from(state.len) { NONE } else { place as u8 }
    };
    let (before, after) = (beside(child, -1), beside(child, 1));
    let around_head = (tag(beside(head, -1)), tag(beside(head, 1)));
    let used = if action == LEFT {
        state.left_labels[usize::from(head)]
    } else {
        state.right_labels[usize::from(head)]
    };
    let other = if action == LEFT {
        state.right_labels[usize::from(head)]
    } else {
        state.left_labels[usize::from(head)]
    };
    let children =
        state.left_labels[usize::from(child)] ^ state.right_labels[usize::from(child)] << 1;
    let gap = u64::from(input.gap[usize::from(state.edge[usize::from(child)])]);
    // Behind all that hangs on the child.
    let after_gap = u64::from(input.gap[usize::from(state.edge[usize::from(state.next)])]);
    let rows: [[u64; 4]; LABEL_FEATURES] = [
        [0, 0, 0, 0],
        [h.tag, c.tag, 0, 0],
        [h.both, c.tag, 0, 0],
        [h.tag, c.both, 0, 0],
        [h.both, c.both, 0, 0],
        [h.both, 0, 0, 0],
        [c.both, 0, 0, 0],
        [c.base, 0, 0, 0],
        [h.tag, c.tag, near, 0],
        [h.tag, c.tag, tag(before), tag(after)],
        [h.tag, c.tag, around_head.0, around_head.1],
        [h.tag, c.tag, tag(cl), label(cl)],
        [h.tag, c.tag, tag(cr), label(cr)],
        [h.tag, c.tag, base(cl), 0],
        [h.both, c.tag, base(cl), 0],
        [h.tag, c.tag, used, 0],
        [h.both, used, c.tag, 0],
        [h.tag, c.tag, other, 0],
        [h.tag, c.tag, tag(hl), label(hl)],
        [h.tag, c.tag, tag(hr), label(hr)],
        [h.tag, c.tag, children, 0],
        [h.tag, children, 0, 0],
        [h.tag, c.tag, gap, 0],
        [c.both, tag(before), 0, 0],
        [c.both, tag(after), 0, 0],
        [h.tag, c.tag, base(cl), used],
        [h.base, base(cl), 0, 0],
        [h.tag, c.tag, after_gap, used],
        [h.tag, c.tag, after_gap, gap],
        [c.both, after_gap, 0, 0],
    ];
    let mut slots = [0; LABEL_FEATURES];
    for (template, (out, row)) in slots.iter_mut().zip(rows).enumerate() {
        *out = slot(bits, template as u64 * 2 + (side & 1) + 200, row);
    }
    slots
}
