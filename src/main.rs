//! `loa`: parses the command line, runs the command, prints, exits.

use std::process::ExitCode;

fn main() -> ExitCode {
    loa::cli::main(std::env::args_os())
}
