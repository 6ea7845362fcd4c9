//! Stems and classes of words met lately.
//!
//! Stemming costs more than all the rest of tokenising, and texts share most of their words, so
//! each thread remembers some thousands of them from one text to the next. What is remembered is
//! the result of a pure function; nobody can tell whether it was.

use std::cell::Cell;

use super::Class;
use crate::language::Language;

/// How many words a thread remembers; a power of two.
const SLOTS: usize = 1 << 14;

thread_local! {
    static SLOTS_OF_THREAD: Cell<Vec<Slot>> = const { Cell::new(Vec::new()) };
}

#[derive(Clone, Copy)]
struct Slot {
    key: u64,
    stem: u64,
    /// Of which language; none in an empty slot.
    language: Option<&'static str>,
    class: Class,
}

/// The memory of this thread, for the time of one text.
pub(super) struct Memo {
    slots: Vec<Slot>,
    tag: &'static str,
}

impl Memo {
    /// Takes the memory over from the text before.
    pub fn new(language: &Language) -> Self {
        let mut slots = SLOTS_OF_THREAD.take();
        if slots.len() != SLOTS {
            slots = vec![Slot { key: 0, stem: 0, language: None, class: Class::Content }; SLOTS];
        }
        Self { slots, tag: language.words.tag }
    }

    /// The stem and class of the word with this key, found by `read` if it is not remembered.
    pub fn look_up(&mut self, key: u64, read: impl FnOnce() -> (u64, Class)) -> (u64, Class) {
        let slot = &mut self.slots[key as usize & (SLOTS - 1)];
        if slot.key != key || slot.language != Some(self.tag) {
            let (stem, class) = read();
            *slot = Slot { key, stem, language: Some(self.tag), class };
        }
        (slot.stem, slot.class)
    }
}

impl Drop for Memo {
    fn drop(&mut self) {
        SLOTS_OF_THREAD.set(std::mem::take(&mut self.slots));
    }
}
