//! Random choices that a seed repeats.

/// A source of random choices: `SplitMix64`.
pub struct Random(u64);

impl Random {
    /// The choices of a seed.
    pub fn new(seed: u64) -> Self {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// How many, from `least` to `most`.
    pub fn count(&mut self, least: usize, most: usize) -> usize {
        least + usize::try_from(self.below((most - least + 1) as u64)).unwrap()
    }

    /// Whether something is so that is so in this percentage of cases.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// One of these.
    pub fn pick<'p, T: ?Sized>(&mut self, all: &[&'p T]) -> &'p T {
        all[self.count(0, all.len() - 1)]
    }

    /// Some of these, as many as `least` to `most`, none twice.
    pub fn some<'p, T: ?Sized>(&mut self, all: &[&'p T], least: usize, most: usize) -> Vec<&'p T> {
        let mut left = all.to_vec();
        let count = self.count(least, most.min(all.len()));
        (0..count).map(|_| left.swap_remove(self.count(0, left.len() - 1))).collect()
    }
}
