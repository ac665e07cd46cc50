//! The operator's page, and the same as JSON.
