//! The desk and the outbox: whether a letter was taken.
