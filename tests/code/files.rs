//! The files of this project, for tests that hold the code itself to its rules.

use std::{fs, path::Path};

/// Every file below `folder` of the project: its path from there with `/`, and its text. A file that
/// is no text comes with an empty one.
pub(crate) fn files(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), "", &mut found);
    assert!(!found.is_empty(), "{folder} is empty");
    found.sort();
    found
}

/// How a file's name ends: `rs`.
pub(crate) fn ending(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, ending)| ending)
}

fn walk(folder: &Path, inside: &str, found: &mut Vec<(String, String)>) {
    let entries =
        fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    for entry in entries.flatten() {
        let path = entry.path();
        let name = format!("{inside}{}", entry.file_name().display());
        if path.is_dir() {
            walk(&path, &format!("{name}/"), found);
        } else {
            let bytes =
                fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            found.push((name, String::from_utf8(bytes).unwrap_or_default()));
        }
    }
}
