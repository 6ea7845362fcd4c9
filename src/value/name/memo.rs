//! What was found of two names lately.
//!
//! Whether two names are one is asked of every two names of two passages, by several rules and again in the
//! next passage, and answered letter by letter; so each thread remembers some thousands of answers. What is
//! remembered is the result of a pure function; nobody can tell whether it was.

use std::cell::RefCell;

use xxhash_rust::xxh3::Xxh3;

/// How many answers a thread remembers for each question; a power of two.
const SLOTS: usize = 1 << 12;

/// The key of two names, and the answer.
type Slot<T> = (u128, T);

/// Answers to one question about two names, for a `thread_local`.
pub(crate) struct Memo<T>(RefCell<Vec<Option<Slot<T>>>>);

impl<T: Copy> Memo<T> {
    /// Remembers nothing.
    pub const fn new() -> Self {
        Self(RefCell::new(Vec::new()))
    }

    /// The answer for two names in this order, found by `ask` if it is not remembered.
    pub fn look_up(&self, a: &str, b: &str, ask: impl FnOnce() -> T) -> T {
        let key = key(a, b);
        let at = key as usize & (SLOTS - 1);
        let known = self.0.borrow().get(at).copied().flatten();
        if let Some((_, answer)) = known.filter(|slot| slot.0 == key) {
            return answer;
        }
        // The question may ask of names itself, so nothing is borrowed while it does.
        let answer = ask();
        let mut slots = self.0.borrow_mut();
        if slots.is_empty() {
            slots.resize(SLOTS, None);
        }
        slots[at] = Some((key, answer));
        answer
    }
}

/// Of both names and where the first ends.
fn key(a: &str, b: &str) -> u128 {
    let mut hash = Xxh3::new();
    hash.update(&a.len().to_le_bytes());
    hash.update(a.as_bytes());
    hash.update(b.as_bytes());
    hash.digest128()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_two_names_have_their_own_answer() {
        let memo = Memo::new();
        let rows = [("Moe", "Lund", 1), ("Lund", "Moe", 2), ("MoeL", "und", 3), ("", "MoeLund", 4)];
        for _ in 0..2 {
            for (a, b, answer) in rows {
                assert_eq!(memo.look_up(a, b, || answer), answer);
            }
        }
        assert_eq!(memo.look_up("Moe", "Lund", || 9), 1);
    }

    #[test]
    fn a_question_may_ask_the_same_memo() {
        let memo = Memo::new();
        assert_eq!(memo.look_up("a", "b", || memo.look_up("b", "a", || 5) + 1), 6);
    }
}
