//! The rules once more, as slowly and as literally as they can be read: tick by tick, in whole numbers,
//! every airing asked at every tick. Shares nothing with what it is held against.

/// Ticks are tenths of a second.
pub(super) type Tick = i64;

/// The half second.
const HALF: Tick = 5;
/// The fade.
const FADE: Tick = 3;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Late {
    Skip,
    Start(Tick),
    Join(Tick),
}

/// An airing that wants the air. Its key is its place in the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wish {
    /// 0, 1 or 2, the higher the more urgent.
    pub(super) priority: u8,
    pub(super) at: Tick,
    pub(super) length: Tick,
    pub(super) late: Late,
    pub(super) sounds: bool,
    pub(super) forbidden: Option<Tick>,
    pub(super) quiet: Option<Tick>,
}

/// What is on air when the day is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct First {
    pub(super) priority: u8,
    pub(super) end: Tick,
    pub(super) planned_end: Tick,
    pub(super) quiet: Option<Tick>,
    pub(super) stopping: bool,
}

/// Another airing: a place in the list, or `None` for what was on air at first.
pub(super) type Other = Option<usize>;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Stopped {
    For(usize),
    Quiet,
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Became {
    Heard {
        from: Tick,
        until: Tick,
        left_out: Tick,
        after: Option<Other>,
        stopped: Option<(Tick, Stopped)>,
    },
    Silent(Tick),
    Busy(Tick, Other),
    Forbidden(Tick),
    TooLate(Tick),
}

/// Who is on air.
struct Playing {
    who: Other,
    priority: u8,
    from: Tick,
    end: Tick,
    planned_end: Tick,
    quiet: Option<Tick>,
    fading: bool,
    left_out: Tick,
    after: Option<Other>,
    stopped: Option<(Tick, Stopped)>,
}

pub(super) struct Literal {
    wishes: Vec<Wish>,
    became: Vec<Option<Became>>,
    first: Option<Became>,
    playing: Option<Playing>,
    /// Who was on air last, and until when.
    before: Option<(Other, Tick)>,
    started_at: Tick,
}

impl Literal {
    /// Plays the whole day from `now` on. Returns what became of the first one and of every wish.
    pub(super) fn play(
        wishes: &[Wish],
        first: Option<First>,
        now: Tick,
    ) -> (Option<Became>, Vec<Became>) {
        let mut day = Self {
            wishes: wishes.to_vec(),
            became: vec![None; wishes.len()],
            first: None,
            playing: first.map(|it| Playing {
                who: None,
                priority: it.priority,
                from: 0,
                end: it.end,
                planned_end: it.planned_end,
                quiet: it.quiet,
                fading: it.stopping,
                left_out: 0,
                after: None,
                stopped: None,
            }),
            before: None,
            started_at: now,
        };
        let mut tick = now;
        while day.playing.is_some() || day.became.iter().any(Option::is_none) {
            day.tick(tick);
            tick += 1;
        }
        (day.first, day.became.into_iter().flatten().collect())
    }

    fn tick(&mut self, now: Tick) {
        self.nothing_is_left_to_join(now);
        self.what_has_ended_is_over(now);
        self.quiet_hours_begin(now);
        for who in 0..self.wishes.len() {
            self.an_instant_comes(who, now);
        }
        while self.the_first_one_takes_the_air(now) {}
        for who in 0..self.wishes.len() {
            self.a_wait_is_over(who, now);
        }
    }

    /// The end that is known of whoever is on air: the quiet hours are known too.
    fn known_end(&self) -> Tick {
        let Some(it) = &self.playing else { return Tick::MIN };
        match it.quiet {
            Some(quiet) if it.end > quiet + HALF && !it.fading => {
                let silent = (quiet - HALF).max(self.started_at).max(it.from) + FADE;
                it.end.min(silent)
            }
            _ => it.end,
        }
    }

    /// The ones that wait although their instants have come.
    fn is_due(&self, who: usize, now: Tick) -> bool {
        self.became[who].is_none() && self.wishes[who].at <= now && self.on_air() != Some(Some(who))
    }

    fn on_air(&self) -> Option<Other> {
        self.playing.as_ref().map(|it| it.who)
    }

    fn nothing_is_left_to_join(&mut self, now: Tick) {
        for who in 0..self.wishes.len() {
            let Wish { at, length, late, forbidden, .. } = self.wishes[who];
            let Late::Join(grace) = late else { continue };
            let forbidden = forbidden.is_some_and(|it| it < now);
            let over = length <= grace && length > HALF && now == at + length && !forbidden;
            if over && now > self.started_at && self.is_due(who, now) {
                // Whoever is on air, or for whom the air is kept.
                let other = self.on_air().or_else(|| self.first_of_all(now - 1).map(Some));
                self.became[who] = Some(Became::Busy(now, other.unwrap_or(None)));
            }
        }
    }

    fn what_has_ended_is_over(&mut self, now: Tick) {
        let Some(it) = self.playing.take_if(|it| it.end <= now) else { return };
        let heard = Became::Heard {
            from: it.from,
            until: it.end,
            left_out: it.left_out,
            after: it.after,
            stopped: it.stopped,
        };
        self.before = Some((it.who, it.end));
        match it.who {
            Some(who) => self.became[who] = Some(heard),
            None => self.first = Some(heard),
        }
    }

    fn stop(&mut self, now: Tick, why: Stopped) {
        let Some(it) = &mut self.playing else { return };
        it.fading = true;
        if it.end > now + FADE {
            it.end = now + FADE;
            it.planned_end = it.planned_end.min(it.end);
            it.stopped = Some((now, why));
        }
    }

    fn quiet_hours_begin(&mut self, now: Tick) {
        let Some(it) = &self.playing else { return };
        let over = it.quiet.is_some_and(|quiet| now >= quiet - HALF && it.end > quiet + HALF);
        if over && !it.fading {
            self.stop(now, Stopped::Quiet);
        }
    }

    fn an_instant_comes(&mut self, who: usize, now: Tick) {
        if !self.is_due(who, now) {
            return;
        }
        let Wish { at, sounds, forbidden, .. } = self.wishes[who];
        if !sounds {
            self.became[who] = Some(Became::Silent(now));
        } else if now == self.started_at && self.has_given_up(who, now) {
            let busy = self.known_end() > self.last_start(who);
            self.became[who] = Some(match self.on_air() {
                Some(other) if busy => Became::Busy(now, other),
                _ => Became::TooLate(now),
            });
        } else if now > at + HALF && forbidden.is_some_and(|it| it <= now) {
            self.became[who] = Some(Became::Forbidden(now));
        }
    }

    /// Whether it may not begin at `now` any more.
    fn has_given_up(&self, who: usize, now: Tick) -> bool {
        let Wish { at, length, late, .. } = self.wishes[who];
        let behind = now - at;
        behind > HALF
            && match late {
                Late::Skip => true,
                Late::Start(grace) => behind > grace,
                Late::Join(grace) => behind > grace || behind >= length,
            }
    }

    /// The last tick at which it may begin.
    fn last_start(&self, who: usize) -> Tick {
        let mut tick = self.wishes[who].at;
        while !self.has_given_up(who, tick + 1) {
            tick += 1;
        }
        tick
    }

    /// The one that gets the air next: near its instant, the most urgent, the earliest.
    fn first_of_all(&self, now: Tick) -> Option<usize> {
        let near = (0..self.wishes.len()).filter(|who| {
            let Wish { at, sounds, .. } = self.wishes[*who];
            let open = self.became[*who].is_none() && self.on_air() != Some(Some(*who));
            open && sounds && at - HALF <= now
        });
        near.min_by_key(|who| {
            let Wish { priority, at, .. } = self.wishes[*who];
            (3 - priority, at, *who)
        })
    }

    /// Returns whether somebody else may have a chance at the same tick.
    fn the_first_one_takes_the_air(&mut self, now: Tick) -> bool {
        let Some(who) = self.first_of_all(now) else { return false };
        let Wish { priority, at, length, late, quiet, .. } = self.wishes[who];
        let known_end = self.known_end();
        if let Some(it) = &self.playing {
            let planned_end = it.planned_end.min(known_end);
            let overlaps = planned_end > at || known_end > at + HALF;
            if priority > it.priority && !it.fading && overlaps {
                self.stop(now, Stopped::For(who));
            }
            return false;
        }
        if at > now {
            return false;
        }
        let left_out = match late {
            Late::Join(_) if now > at + HALF => now - at,
            _ => 0,
        };
        let end = now + length - left_out;
        if quiet.is_some_and(|it| it - HALF <= now && end > it + HALF && end > now + FADE) {
            self.became[who] = Some(Became::Forbidden(now));
            return true;
        }
        let late = now > at + HALF;
        let after = self.before.filter(|(_, until)| late && *until > at).map(|(other, _)| other);
        self.playing = Some(Playing {
            who: Some(who),
            priority,
            from: now,
            end,
            planned_end: if late { end } else { at + length },
            quiet,
            fading: false,
            left_out,
            after,
            stopped: None,
        });
        false
    }

    fn a_wait_is_over(&mut self, who: usize, now: Tick) {
        if !self.is_due(who, now) {
            return;
        }
        let Wish { at, length, late, .. } = self.wishes[who];
        let waits_for_nobody = match late {
            Late::Skip => true,
            Late::Start(grace) => grace <= HALF,
            Late::Join(grace) => grace.min(length) <= HALF,
        };
        let hopeless = waits_for_nobody && self.known_end() > at + HALF;
        let last = self.has_given_up(who, now + 1) && !self.ends_with_its_own_time(who);
        if hopeless || last {
            let other = self.on_air().or_else(|| self.first_of_all(now).map(Some));
            self.became[who] = Some(Became::Busy(now, other.unwrap_or(None)));
        }
    }

    /// It is over by itself at the tick after its last, see `nothing_is_left_to_join`.
    fn ends_with_its_own_time(&self, who: usize) -> bool {
        let Wish { length, late, .. } = self.wishes[who];
        matches!(late, Late::Join(grace) if length <= grace && length > HALF)
    }
}
