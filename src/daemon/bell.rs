//! The bell: wakes the loop at the station's dated instants.
//!
//! Each wake-up that the station names becomes one job of the scheduler, dated, in UTC; a sweep every
//! ten seconds looks for edited files. The bell polls twice a second and may ring late, twice or not
//! at all: it never starts anything itself, and the loop looks by itself every two seconds.

use std::{collections::BTreeSet, sync::mpsc::Sender};

use chrono::{DateTime, TimeDelta, Utc};
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

/// What the bell says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ring {
    /// A named instant has come.
    Look,
    /// Time to look for edited files.
    Sweep,
}

/// The pattern of the sweep: six fields, every ten seconds.
const SWEEP: &str = "*/10 * * * * *";

/// The bell, running on the runtime that created it.
pub(super) struct Bell {
    scheduler: JobScheduler,
    ring: Sender<Ring>,
    wakes: BTreeSet<DateTime<Utc>>,
}

impl Bell {
    /// Starts the bell; it rings into `ring`.
    pub(super) async fn start(ring: Sender<Ring>) -> Result<Self, JobSchedulerError> {
        let scheduler = JobScheduler::new_with_channel_size(4096).await?;
        scheduler.add(job(SWEEP, Ring::Sweep, &ring)?).await?;
        scheduler.start().await?;
        Ok(Self { scheduler, ring, wakes: BTreeSet::new() })
    }

    /// Adds `instants` to those at which it rings. Each is rounded down to the second: the bell knows no
    /// fractions, and is late anyway. One that is no longer wanted rings all the same; that is harmless.
    pub(super) async fn add(
        &mut self,
        now: DateTime<Utc>,
        instants: &[DateTime<Utc>],
    ) -> Result<(), JobSchedulerError> {
        self.wakes.retain(|at| *at > now);
        for at in instants {
            // A date that is past would never ring.
            if *at > now + TimeDelta::seconds(1) && self.wakes.insert(*at) {
                let dated = at.format("%S %M %H %d %m * %Y").to_string();
                self.scheduler.add(job(&dated, Ring::Look, &self.ring)?).await?;
            }
        }
        Ok(())
    }
}

fn job(pattern: &str, what: Ring, ring: &Sender<Ring>) -> Result<Job, JobSchedulerError> {
    let ring = ring.clone();
    Job::new_async(pattern, move |_, _| {
        let ring = ring.clone();
        Box::pin(async move {
            // The loop has ended: nobody needs waking.
            let _ = ring.send(what);
        })
    })
}
