//! The texts of `locales/` are built into the program: a file added there must rebuild it.

fn main() {
    println!("cargo::rerun-if-changed=locales");
}
