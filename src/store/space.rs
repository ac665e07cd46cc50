//! How much room a disk has left.

use std::{io, path::Path};

/// Bytes that may still be written where `path` lies.
pub fn free_bytes(path: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(path)?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
