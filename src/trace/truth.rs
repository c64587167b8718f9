//! What is known of a condition.

/// Whether a condition holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Truth {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// A configuration and a request can't tell.
    Unknown,
}

impl Truth {
    /// The opposite, where `invert` asks for it.
    #[must_use]
    pub fn inverted(self, invert: bool) -> Truth {
        match (self, invert) {
            (Truth::Yes, true) => Truth::No,
            (Truth::No, true) => Truth::Yes,
            (truth, _) => truth,
        }
    }

    /// Whether any of these holds.
    pub fn any(truths: impl IntoIterator<Item = Truth>) -> Truth {
        let mut found = Truth::No;
        for truth in truths {
            match truth {
                Truth::Yes => return Truth::Yes,
                Truth::Unknown => found = Truth::Unknown,
                Truth::No => {}
            }
        }
        found
    }

    /// Whether all of these hold.
    pub fn all(truths: impl IntoIterator<Item = Truth>) -> Truth {
        Truth::any(truths.into_iter().map(|truth| truth.inverted(true))).inverted(true)
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Self {
        if value { Truth::Yes } else { Truth::No }
    }
}
