//! Sets a period of as-run against its plan: figures first, then papers (DOCX, XLSX, letter) as bytes.
