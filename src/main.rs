//! `loa`: parses the command line, runs the command, prints, exits.

fn main() {}
