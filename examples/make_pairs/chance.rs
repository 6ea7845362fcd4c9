//! A source of chance that says the same every time.

/// Its state.
pub struct Chance(pub u64);

impl Chance {
    /// A whole number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end.max(1)
    }
}
