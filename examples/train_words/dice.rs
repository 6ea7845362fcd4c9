//! A small generator of numbers that look random, the same on every machine (xorshift, Marsaglia
//! 2003).

/// Its state; never 0.
pub struct Dice(pub u64);

impl Dice {
    /// Whether the next number lies in the lowest `share` of all, 0 to 1.
    pub fn below(&mut self, share: f64) -> bool {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 11) as f64) < share * (1u64 << 53) as f64
    }
}
