//! `loa check`: everything that can be known beforehand.

use super::{Desk, Done, FILES_HAVE_ERRORS, FINE, screen};
use crate::{
    check::check,
    diagnostic::{Severity, has_errors},
    words::Message,
};

pub(super) fn run(desk: &Desk, json: bool) -> Done {
    let folder = desk.read()?;
    let lang = desk.lang(Some(&folder));
    let now = desk.clock.now();
    let diagnostics = check(&folder, &desk.dealt(&folder, now)?, now);
    if json {
        screen::json(
            &diagnostics.iter().map(|diagnostic| diagnostic.row(lang)).collect::<Vec<_>>(),
        )?;
    } else {
        for diagnostic in &diagnostics {
            screen::data(&diagnostic.show(lang));
            screen::data("");
        }
        let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error).count();
        let code = match errors {
            0 => "cli-check-fine",
            _ if folder.has_errors() => "cli-check-errors",
            _ => "cli-check-clips",
        };
        let summary = Message::new(code)
            .with("errors", errors)
            .with("warnings", diagnostics.len() - errors)
            .with("programmes", folder.schedule.programmes.len());
        screen::notice(&summary.render(lang));
    }
    Ok(if has_errors(&diagnostics) { FILES_HAVE_ERRORS } else { FINE })
}
