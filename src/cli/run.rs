//! `loa run`: the station on air until it is told to stop.

use std::{
    fs::{self, File, TryLockError},
    io::{Read, Seek, Write},
    net::SocketAddr,
    path::Path,
    sync::Arc,
};

use anyhow::Context;
use chrono::TimeDelta;
use tokio::{
    net::TcpListener,
    runtime::Runtime,
    signal::unix::{Signal, SignalKind, signal},
};

use super::{DATABASE, Desk, Done, FINE, Failure, args::Console, plan, screen};
use crate::{
    air::{CardOutput, ClockOutput, Output},
    asrun::{self, Reader},
    check::{self, Folder},
    clip::Memory,
    clock::midnight,
    console,
    daemon::{self, Ask, Handle, Manager, Parts, Running, Say, tables},
    mail::Limits,
    schedule::Device,
    store::Store,
    words::{Lang, Message, clock_words, date_words, duration_words},
};

pub(super) fn run(desk: &Desk, console: Console, hello: bool) -> Done {
    let opened = open(desk, Manager::systemd())?;
    let lang = opened.lang;
    greet(desk, &opened.folder, lang);
    let OnAir { runtime, running, lock: _held } = opened.start(desk)?;
    serve(&runtime, desk, console, &running.handle, lang);
    running.handle.reachable();
    announce_next(&running.handle, lang);
    if hello {
        runtime.spawn(say_hello(running.handle.clone(), lang));
    }
    running.wait()?;
    screen::data(&Message::new("say-stopped").render(lang));
    Ok(FINE)
}

/// A station whose folder is held and read, before it goes on air.
pub(super) struct Opened {
    lock: File,
    store: Store,
    memory: Memory,
    folder: Folder,
    manager: Option<Manager>,
    pub(super) lang: Lang,
}

/// A station on air in this process, until it is told to stop.
pub(super) struct OnAir {
    pub(super) running: Running,
    pub(super) runtime: Runtime,
    /// Held for as long as it stays.
    pub(super) lock: File,
}

/// Holds and reads the folder. A manager hears of every clip that is read.
pub(super) fn open(desk: &Desk, mut manager: Option<Manager>) -> Result<Opened, Failure> {
    let lock = lock(&desk.folder)?;
    let store = Store::open(&desk.folder.join(DATABASE), &tables()).context(DATABASE)?;
    let mut memory = Memory::load(store.connection())?;
    let before = asrun::latest(store.connection())?.map(|before| before.schedule);
    let mut progress = desk.progress();
    let mut shown = |done, total| {
        progress.show(done, total);
        manager.iter_mut().for_each(Manager::starting);
    };
    let folder = check::read_to_start(&desk.folder, before, &mut memory, &mut shown)
        .map_err(|diagnostic| Failure::Files(vec![diagnostic]))?;
    let lang = desk.lang(Some(&folder));
    Ok(Opened { lock, store, memory, folder, manager, lang })
}

impl Opened {
    /// Goes on air. Signals stop it in good order from now on.
    pub(super) fn start(self, desk: &Desk) -> Result<OnAir, Failure> {
        let Self { lock, store, memory, folder, manager, lang } = self;
        log_to_stderr();
        let output = output(&folder, desk, lang);
        let say = said_at(desk, &folder, lang);
        let runtime = Runtime::new()?;
        let limits = Limits::default();
        let parts = Parts { folder, memory, store, output, manager, say, limits };
        let running = daemon::start(parts, runtime.handle())?;
        let signals = Signals::catch(&runtime)?;
        runtime.spawn(signals.watch(running.handle.clone()));
        Ok(OnAir { running, runtime, lock })
    }
}

/// Holds the folder for one writer; names the process that holds it already.
pub(super) fn lock(folder: &Path) -> Result<File, Failure> {
    let path = folder.join("data/lock");
    fs::create_dir_all(folder.join("data")).context("data")?;
    let mut file = File::options()
        .create(true)
        .read(true)
        .write(true)
        .truncate(false)
        .open(&path)
        .with_context(|| path.display().to_string())?;
    match file.try_lock() {
        Ok(()) => {
            file.set_len(0)?;
            file.rewind()?;
            write!(file, "{}", std::process::id())?;
            Ok(file)
        }
        Err(TryLockError::WouldBlock) => {
            let mut pid = String::new();
            file.read_to_string(&mut pid)?;
            Err(Failure::Told(Message::new("cli-second").with("pid", pid)))
        }
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

/// The files' mistakes, then today's plan.
fn greet(desk: &Desk, folder: &Folder, lang: Lang) {
    for diagnostic in &folder.diagnostics {
        screen::notice(&diagnostic.show(lang));
    }
    let station = &folder.schedule.station;
    let now = desk.clock.now();
    let today = now.with_timezone(&station.zone).date_naive();
    let heading = Message::new("say-today")
        .with("station", station.name.as_str())
        .with("date", date_words(lang, today));
    screen::data(&heading.render(lang));
    let from = midnight(station.zone, today);
    // An unreadable database is reported when the station opens it, and the start fails there.
    if let Ok(coming) = plan::coming(desk, folder, from, from + TimeDelta::days(1)) {
        plan::show(&coming, Reader { zone: station.zone, lang });
    }
}

/// The master output, and a line about who will hear it.
fn output(folder: &Folder, desk: &Desk, lang: Lang) -> Box<dyn Output> {
    let wanted = match &folder.schedule.output.device {
        Device::None => {
            screen::notice(&Message::new("say-declared-none").render(lang));
            return Box::new(ClockOutput::null("none", desk.clock.now(), true));
        }
        Device::Auto => None,
        Device::Named(name) => Some(name.clone()),
    };
    let card = CardOutput::start(wanted, &desk.clock);
    if card.hears() {
        screen::data(&Message::new("say-device").with("device", card.name()).render(lang));
    } else {
        screen::notice(&Message::new("say-no-device").render(lang));
    }
    Box::new(card)
}

/// Lines for the terminal, each with its time.
fn said_at(desk: &Desk, folder: &Folder, lang: Lang) -> Say {
    let (clock, zone) = (desk.clock.clone(), folder.schedule.station.zone);
    Box::new(move |messages| {
        let at = clock.now().with_timezone(&zone).format("%H:%M:%S");
        let said: Vec<String> = messages.iter().map(|message| message.render(lang)).collect();
        screen::data(&format!("{at}  {}", said.join(": ")));
    })
}

fn serve(runtime: &Runtime, desk: &Desk, console: Console, station: &Handle, lang: Lang) {
    let _guard = runtime.enter();
    match console::bind(&desk.folder) {
        Ok(commands) => {
            runtime.spawn(console::serve_commands(commands, station.clone()));
        }
        Err(error) => {
            let none = Message::new("say-no-socket").with("path", console::SOCKET);
            screen::notice(&none.with("error", error.to_string()).render(lang));
        }
    }
    let Console::At(address) = console else { return };
    if !address.ip().is_loopback() {
        let refused = Message::new("say-console-refused").with("address", address.to_string());
        screen::notice(&refused.render(lang));
        return;
    }
    match runtime.block_on(TcpListener::bind(address)) {
        Ok(listener) => {
            let address = listener.local_addr().map_or(address, |local: SocketAddr| local);
            let here = Message::new("say-console").with("address", address.to_string());
            screen::data(&here.render(lang));
            runtime.spawn(console::serve_page(listener, station.clone()));
        }
        Err(error) => {
            // The page is a convenience; the station goes on air without it.
            let busy = Message::new("say-console-busy").with("address", address.to_string());
            screen::notice(&busy.with("error", error.to_string()).render(lang));
        }
    }
}

fn announce_next(station: &Handle, lang: Lang) {
    let status = Arc::clone(&station.status.borrow());
    let said = match &status.next {
        Some(next) => Message::new("say-next")
            .with("title", next.title.as_str())
            .with("time", clock_words(next.planned_at.time()))
            .with("date", date_words(lang, next.planned_at.date_naive()))
            .with("in", duration_words(lang, next.planned_at - status.at)),
        None if status.clock_doubtful => Message::new("say-clock-wrong"),
        None => Message::new("say-nothing-next"),
    };
    screen::data(&said.render(lang));
}

/// One short programme at once, so that a newcomer hears or sees something: as an operator's play, and
/// only where nobody minds.
async fn say_hello(station: Handle, lang: Lang) {
    if let Err(why) = station.ask(Ask::Hello).await {
        let quiet = Message::new("say-no-hello").with("why", why.render(lang));
        screen::notice(&quiet.render(lang));
    }
}

/// What a person or the system tells the process.
struct Signals {
    interrupt: Signal,
    terminate: Signal,
    hangup: Signal,
}

impl Signals {
    /// From here on none of them ends the process by itself. Not left to the task that watches: a signal
    /// that came before it began would.
    fn catch(runtime: &Runtime) -> std::io::Result<Self> {
        let _guard = runtime.enter();
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// The first one stops in good order, the second at once; SIGHUP looks for edited files.
    async fn watch(mut self, station: Handle) {
        let mut asked = false;
        loop {
            tokio::select! {
                _ = self.hangup.recv() => {
                    station.reload();
                    continue;
                }
                _ = self.interrupt.recv() => {}
                _ = self.terminate.recv() => {}
            }
            if asked {
                leave_at_once();
            }
            asked = true;
            station.stop();
        }
    }
}

#[expect(clippy::exit, reason = "a person asked twice: what is written is written")]
fn leave_at_once() {
    std::process::exit(130);
}

/// The developers' log: warnings and worse, or what `RUST_LOG` says.
fn log_to_stderr() {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn"));
    // A second subscriber would be a mistake of ours, not worth stopping a station for.
    let _ =
        tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
}
