//! Everything that can be known beforehand, as mistakes and warnings.
