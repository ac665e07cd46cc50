//! What a paper is headed with, and what it is called.

use chrono::NaiveDate;
use chrono_tz::Tz;

use super::{Mark, Month};
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
    /// The number of the revision, from 1.
    pub revision: u32,
    /// The revision that this one replaces.
    pub replaces: Option<u32>,
    /// The day of the station's first start, if it is within the period: the log has nothing of earlier days.
    pub began: Option<NaiveDate>,
    /// The reasons why this paper is not a report; empty for a report.
    pub marks: Vec<Mark>,
    /// The zone of every hour in the papers.
    pub zone: Tz,
    /// Number and symbol; empty: dots.
    pub number: String,
    /// Kính gửi, a line each; empty: the working group with dots.
    pub addressees: Vec<String>,
    /// Papers that ask for the report; empty: the dispatch.
    pub basis: Vec<String>,
    /// The letter that the report answers; unknown parts are printed as dots.
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
    /// The head of a station's report. [`Head::answering`] adds the dispatch, [`Head::marked`] a mark beside
    /// that of the sample's name.
    pub fn of(station: &Station, report: &Report, month: Month, revision: u32) -> Self {
        Self {
            unit: station.name.clone(),
            parent: station.parent.clone(),
            place: station.place.clone(),
            month,
            revision,
            replaces: revision.checked_sub(1).filter(|before| *before > 0),
            began: None,
            marks: if station.is_sample() { vec![Mark::Sample] } else { Vec::new() },
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

    /// Sets the letter that asked for the programmes and that the report answers.
    #[must_use]
    pub fn answering(mut self, dispatch: &Dispatch) -> Self {
        self.dispatch = dispatch.clone();
        self
    }

    /// Adds a mark, which makes the paper no report.
    #[must_use]
    pub fn marked(mut self, mark: Mark) -> Self {
        self.marks.insert(0, mark);
        self
    }

    /// The file name without its extension, such as `BC-DA06_2026-11_dai-truyen-thanh-phuong-ngoc-ha_lan1`:
    /// ASCII without spaces, for any unit. Papers that are no reports are named `CHAY-THU_…`, `DU-LIEU-MAU_…`
    /// or `…_den-2026-11-28`.
    pub fn stem(&self) -> String {
        let before: String = self.marks.iter().map(|mark| mark.prefix()).collect();
        let early = self.marks.iter().find_map(|mark| match mark {
            Mark::Early { today, .. } => Some(format!("den-{today}")),
            Mark::Rehearsal | Mark::Sample => None,
        });
        let last = early.unwrap_or_else(|| format!("lan{}", self.revision));
        format!("{before}BC-DA06_{}_{}_{last}", self.month, slug(&self.unit))
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
