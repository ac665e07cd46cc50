//! A command for each task.
