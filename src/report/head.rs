//! What a paper is headed with, and what it is called.

use chrono_tz::Tz;

use super::Month;
use crate::{
    schedule::{Annex, Report, Station},
    script::Dispatch,
    words::plain_letters,
};

/// Who reports, which month, and for which time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The issuing body: the station's name.
    pub unit: String,
    /// The parent body; empty: no such line.
    pub parent: String,
    /// Địa danh; empty: dots.
    pub place: String,
    /// The month the report is named after.
    pub month: Month,
    /// From 1. Later ones replace the one before.
    pub revision: u32,
    /// The zone of every hour in the papers.
    pub zone: Tz,
    /// Number and symbol; empty: dots.
    pub number: String,
    /// Kính gửi, a line each; empty: the working group with dots.
    pub addressees: Vec<String>,
    /// Papers that ask for the report; empty: the dispatch.
    pub basis: Vec<String>,
    /// The letter that the station acts upon, as far as it is known; what is not known is dots.
    pub dispatch: Dispatch,
    /// Authority and post over the signature, a line each; empty: dots.
    pub post: Vec<String>,
    /// Name under the signature; empty: dots.
    pub signer: String,
    /// Nơi nhận, a line each; empty: the usual ones.
    pub recipients: Vec<String>,
    /// How the annex lies.
    pub annex: Annex,
}

impl Head {
    /// The head of a station's report; its dispatch comes with [`Head::answering`].
    pub fn of(station: &Station, report: &Report, month: Month, revision: u32) -> Self {
        Self {
            unit: station.name.clone(),
            parent: station.parent.clone(),
            place: station.place.clone(),
            month,
            revision,
            zone: station.zone,
            number: report.number.clone(),
            addressees: report.working_group.clone(),
            basis: report.basis.clone(),
            dispatch: Dispatch::default(),
            post: report.signer_title.clone(),
            signer: report.signer.clone(),
            recipients: report.recipients.clone(),
            annex: report.annex,
        }
    }

    /// The same, as an answer to the letter that asked for the programmes.
    #[must_use]
    pub fn answering(mut self, dispatch: &Dispatch) -> Self {
        self.dispatch = dispatch.clone();
        self
    }

    /// `BC-DA06_2026-11_dai-truyen-thanh_lan1`: ASCII without spaces, for any unit.
    pub fn stem(&self) -> String {
        format!("BC-DA06_{}_{}_lan{}", self.month, slug(&self.unit), self.revision)
    }
}

/// A name in lower case ASCII with hyphens, at most 60 letters; `dai` for a name that has none.
pub fn slug(name: &str) -> String {
    let plain = plain_letters(name);
    let words = plain.split(|letter: char| !letter.is_ascii_alphanumeric());
    let mut slug = String::new();
    for word in words {
        let room = 60_usize.saturating_sub(slug.len() + 1);
        if !word.is_empty() && room > 0 {
            let hyphen = if slug.is_empty() { "" } else { "-" };
            slug = format!("{slug}{hyphen}{}", &word[..word.len().min(room)]);
        }
    }
    if slug.is_empty() { "dai".into() } else { slug }
}
