//! What `[mail]` needs beside `schedule.toml`, as far as it is known without the server: the password
//! and the certificates. Both are read anew whenever they are used, so that a mended file counts.

use std::{
    env, fmt, fs, io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::SystemTime,
};

use lettre::transport::smtp::client::{Certificate, CertificateStore, TlsParameters};

use super::Folder;
use crate::{
    diagnostic::Diagnostic,
    schedule::{FILE, Mail},
    words::Message,
};

/// Holds the password; goes before the file.
pub const PASSWORD: &str = "LOA_SMTP_PASSWORD";

/// Bytes of the largest file of certificates that is read: more than a whole system trusts.
const LARGEST: u64 = 1024 * 1024;

/// Permissions that let anybody but the owner at a file.
const OTHERS: u32 = 0o077;

/// The mail password. It is shown nowhere, a developer's log included.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

/// Size and time of change of the files that `[mail]` names: whether a person has mended one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailFiles([Option<(u64, Option<SystemTime>, u32)>; 2]);

impl Password {
    /// To be handed to the mail server alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("Password")
    }
}

impl MailFiles {
    /// As they are now.
    pub fn of(folder: &Path, mail: &Mail) -> Self {
        Self([&mail.password_file, &mail.ca].map(|name| {
            let meta = fs::metadata(folder.join(name)).ok().filter(|_| !name.is_empty())?;
            Some((meta.len(), meta.modified().ok(), meta.permissions().mode()))
        }))
    }
}

/// The password, from the environment or else from the owner's file; `None` where no login is asked for.
/// The error says what to do.
pub fn password(folder: &Path, mail: &Mail) -> Result<Option<Password>, Message> {
    if mail.user.is_empty() {
        return Ok(None);
    }
    if let Some(told) = env::var(PASSWORD).ok().filter(|told| !told.is_empty()) {
        return Ok(Some(Password(told)));
    }
    let file = mail.password_file.as_str();
    if file.is_empty() {
        return Err(Message::new("mail-password-none").with("variable", PASSWORD));
    }
    let path = file_inside(folder, file)?;
    let mode = fs::metadata(&path).map_err(|error| unreadable(file, &error))?.permissions().mode();
    if mode & OTHERS != 0 {
        return Err(Message::new("mail-password-open").with("file", file));
    }
    let text = read(&path, file)?;
    let text = String::from_utf8(text)
        .map_err(|_| unreadable(file, &io::ErrorKind::InvalidData.into()))?;
    // What an editor adds around it belongs to no password.
    let text = text.trim_start_matches('\u{feff}').trim_end_matches(['\r', '\n']);
    if text.is_empty() || text.contains(['\r', '\n', '\0']) {
        return Err(Message::new("mail-password-empty").with("file", file));
    }
    Ok(Some(Password(text.to_owned())))
}

/// The station's own root certificates; `None` where it names none. The error says what to do.
pub fn roots(folder: &Path, mail: &Mail) -> Result<Option<Certificate>, Message> {
    let file = mail.ca.as_str();
    if file.is_empty() {
        return Ok(None);
    }
    let pem = read(&file_inside(folder, file)?, file)?;
    let none = || Message::new("mail-ca-none").with("file", file);
    let holds_one = String::from_utf8_lossy(&pem).contains("-----BEGIN CERTIFICATE-----");
    let roots = Certificate::from_pem(&pem).ok().filter(|_| holds_one).ok_or_else(none)?;
    // Reading it is not yet understanding it.
    TlsParameters::builder("localhost".to_owned())
        .certificate_store(CertificateStore::None)
        .add_root_certificate(roots.clone())
        .build()
        .map_err(|_| none())?;
    Ok(Some(roots))
}

/// Both, as mistakes. They hold letters back, never an airing or a schedule.
pub(super) fn check_mailing(folder: &Folder) -> Vec<Diagnostic> {
    let Some(mail) = &folder.schedule.mail else { return Vec::new() };
    let place = |told: Diagnostic| {
        let text = &folder.schedule_text;
        let header = text.lines().position(|line| line.trim_start().starts_with("[mail]"));
        match header {
            Some(line) => told.on(text, line + 1, 1, "[mail]".len()),
            None => told,
        }
    };
    // Without a file, the running station may have been given the password by its own environment.
    let elsewhere = mail.password_file.is_empty();
    let password = password(&folder.path, mail).err().map(|why| {
        if elsewhere { Diagnostic::warning(FILE, why) } else { Diagnostic::error(FILE, why) }
    });
    let roots = roots(&folder.path, mail).err().map(|why| Diagnostic::error(FILE, why));
    password.into_iter().chain(roots).map(place).collect()
}

/// A plain file that lies in the station folder, also when it is reached by a link.
fn file_inside(folder: &Path, file: &str) -> Result<PathBuf, Message> {
    let whole = |path: &Path| fs::canonicalize(path).map_err(|error| unreadable(file, &error));
    let path = whole(&folder.join(file))?;
    if !path.starts_with(whole(folder)?) {
        return Err(Message::new("mail-file-outside").with("file", file));
    }
    // A pipe could be waited for without an end.
    if !path.is_file() {
        return Err(unreadable(file, &io::ErrorKind::InvalidInput.into()));
    }
    Ok(path)
}

fn read(path: &Path, file: &str) -> Result<Vec<u8>, Message> {
    let meta = fs::metadata(path).map_err(|error| unreadable(file, &error))?;
    if meta.len() > LARGEST {
        return Err(unreadable(file, &io::ErrorKind::FileTooLarge.into()));
    }
    fs::read(path).map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &str, error: &io::Error) -> Message {
    Message::new("mail-file-unreadable").with("file", file).with("error", error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail() -> Mail {
        Mail {
            host: "localhost".into(),
            port: 587,
            user: "dai@example.vn".into(),
            from: "dai@example.vn".into(),
            ca: String::new(),
            password_file: String::new(),
        }
    }

    /// What is said of a password file made by `make` in a folder of its own.
    fn of_file(make: impl Fn(&Path)) -> Result<Option<Password>, String> {
        let folder = tempfile::tempdir().unwrap();
        make(&folder.path().join("mat-khau"));
        let mail = Mail { password_file: "mat-khau".into(), ..mail() };
        password(folder.path(), &mail).map_err(|why| why.code.into_owned())
    }

    fn write(path: &Path, text: &[u8], mode: u32) {
        fs::write(path, text).unwrap();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_password_file_is_its_owners_alone_and_holds_one_line() {
        let right = |text: &str| Ok(Some(Password(text.to_owned())));
        let wrong = |code: &str| Err(format!("mail-{code}"));
        assert_eq!(
            of_file(|path| write(path, b"b\xc3\xad m\xe1\xba\xadt\r\n", 0o600)),
            right("bí mật")
        );
        assert_eq!(of_file(|path| write(path, b"\xef\xbb\xbf x ", 0o400)), right(" x "));
        for mode in [0o640, 0o604, 0o660, 0o666, 0o610] {
            assert_eq!(of_file(|path| write(path, b"x", mode)), wrong("password-open"), "{mode:o}");
        }
        assert_eq!(of_file(|path| write(path, b"\n", 0o600)), wrong("password-empty"));
        assert_eq!(of_file(|path| write(path, b"a\nb\n", 0o600)), wrong("password-empty"));
        assert_eq!(of_file(|path| write(path, b"\xff", 0o600)), wrong("file-unreadable"));
        assert_eq!(of_file(|_| ()), wrong("file-unreadable"));
        assert_eq!(of_file(|path| fs::create_dir(path).unwrap()), wrong("file-unreadable"));
    }

    #[test]
    fn no_file_is_followed_out_of_the_folder() {
        let elsewhere = tempfile::NamedTempFile::new().unwrap();
        write(elsewhere.path(), b"x", 0o600);
        let link = |path: &Path| std::os::unix::fs::symlink(elsewhere.path(), path).unwrap();
        assert_eq!(of_file(link), Err("mail-file-outside".into()));
    }

    #[test]
    fn a_password_is_asked_for_only_where_there_is_an_account_and_shown_nowhere() {
        let folder = tempfile::tempdir().unwrap();
        let none = Mail { user: String::new(), ..mail() };
        assert_eq!(password(folder.path(), &none), Ok(None));
        let missing = password(folder.path(), &mail()).unwrap_err();
        assert_eq!(missing.code, "mail-password-none");
        assert_eq!(format!("{:?}", Password("bí mật".into())), "Password");
    }

    #[test]
    fn a_file_of_certificates_holds_at_least_one() {
        let folder = tempfile::tempdir().unwrap();
        let mail = Mail { ca: "ca.pem".into(), ..mail() };
        let junk = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for text in ["", "no certificate", junk] {
            fs::write(folder.path().join("ca.pem"), text).unwrap();
            let why = roots(folder.path(), &mail).unwrap_err();
            assert_eq!(why.code, "mail-ca-none", "{text}");
        }
    }
}
