//! LibreOffice and the reader of its pages: all documents in one start, which takes most of the time.

use std::{collections::HashMap, fs, time::Duration};

use loa::words::Lang;
use snapbox::cmd::Command;
use tempfile::TempDir;

use crate::{
    judges::judge,
    sheet::{Pdf, Sheet},
};

/// Longer than LibreOffice takes on a busy machine, seconds; `timeout` then ends it with all its
/// children, and is itself ended a little later.
const PATIENCE_S: u64 = 180;

/// A report as bytes, and what it should be.
#[derive(Clone)]
pub(crate) struct Document {
    pub(crate) name: String,
    pub(crate) lang: Lang,
    pub(crate) landscape: bool,
    pub(crate) docx: Vec<u8>,
}

/// Sets the documents; their pages in the same order.
pub(crate) fn press(documents: &[Document]) -> Vec<Sheet> {
    let desk = TempDir::new().unwrap();
    let path = |name: &str| desk.path().join(name);
    let files: Vec<_> = (0..documents.len()).map(|place| path(&format!("{place}.docx"))).collect();
    for (file, document) in files.iter().zip(documents) {
        fs::write(file, &document.docx).unwrap();
    }
    let pages = path("pages");
    let profile = format!("-env:UserInstallation=file://{}", path("profile").display());
    let output = Command::new("timeout")
        .args(["--kill-after=5", &PATIENCE_S.to_string(), "soffice"])
        .arg(profile)
        .args(["--headless", "--norestore", "--convert-to", "pdf", "--outdir"])
        .arg(&pages)
        .args(&files)
        .env("HOME", desk.path())
        .env("LC_ALL", "C.UTF-8")
        .timeout(Duration::from_secs(PATIENCE_S + 20))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "LibreOffice: {} {said}", output.status);
    let read = judge("read_pdf.py", &pages);
    let mut read: HashMap<String, Pdf> = serde_json::from_value(read).unwrap();
    let sheet = |(place, document): (usize, &Document)| {
        let pdf = read.remove(&place.to_string());
        Sheet::new(document, pdf.unwrap_or_else(|| panic!("{} was not set: {said}", document.name)))
    };
    documents.iter().enumerate().map(sheet).collect()
}
