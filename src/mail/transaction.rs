//! One letter to one recipient by SMTP, a step at a time.
//!
//! lettre's own `send` waits without an end for a server that says nothing, and does not tell at which
//! step it failed. Here each step has its limit, and what follows from a failure depends on the step.
//! The last step before the body asks whether the letter may be handed over: the asker commits that
//! first, so that a letter that may have left is known as such whatever happens then. A
//! transaction decides nothing about another try, and ends within [`Limits::whole`].

use std::{net::SocketAddr, path::Path, time::Duration};

use lettre::{
    Address,
    transport::smtp::{
        Error,
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, Certificate, TlsParameters},
        commands::{Auth, Data, Mail as MailFrom, Rcpt},
        extension::ClientId,
        response::{Category, Code, Detail, Response, Severity},
    },
};
use tokio::time::{Instant, timeout};

use super::{
    line::Line,
    outcome::{End, Outcome, Step},
};
use crate::{
    check::{Password, password, roots},
    schedule::Mail,
    words::Message,
};

/// TLS from the first byte here (RFC 8314); everywhere else by STARTTLS.
const WRAPPED_PORT: u16 = 465;

/// A wait for the reply to the body grows by the step's limit for each of these: a slow line.
const BODY_STEP: usize = 256 * 1024;

/// Politeness at the end has its limit too.
const GOODBYE: Duration = Duration::from_secs(1);

/// PLAIN before LOGIN, which is older and says no more.
const MECHANISMS: [Mechanism; 2] = [Mechanism::Plain, Mechanism::Login];

/// How long a transaction waits.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// For one answer.
    pub step: Duration,
    /// For all of it.
    pub whole: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { step: Duration::from_secs(30), whole: Duration::from_mins(5) }
    }
}

/// The way to the mail server.
#[derive(Debug)]
pub struct Route {
    host: String,
    port: u16,
    from: String,
    login: Option<(String, Password)>,
    roots: Option<Certificate>,
    /// Whether TLS is there from the first byte.
    pub wrapped: bool,
}

/// A letter to one recipient.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// The address.
    pub recipient: String,
    /// The finished MIME message.
    pub bytes: Vec<u8>,
}

impl Route {
    /// Reads the password and the certificates that `[mail]` names. The error says what is wrong with
    /// them.
    pub fn open(folder: &Path, mail: &Mail) -> Result<Self, Message> {
        let password = password(folder, mail)?;
        Ok(Self {
            host: mail.host.clone(),
            port: mail.port,
            from: mail.from.clone(),
            login: password.map(|password| (mail.user.clone(), password)),
            roots: roots(folder, mail)?,
            wrapped: mail.port == WRAPPED_PORT,
        })
    }

    /// Sends one letter. `may_hand_over` is awaited once the server is ready for its first byte; unless
    /// it says yes, the line is cut before that byte.
    pub async fn send(
        &self,
        parcel: &Parcel,
        limits: Limits,
        may_hand_over: impl Future<Output = bool>,
    ) -> Outcome {
        let watch = Watch { step: limits.step, end: Instant::now() + limits.whole };
        match self.converse(parcel, watch, may_hand_over).await {
            Ok(outcome) | Err(outcome) => outcome,
        }
    }

    async fn converse(
        &self,
        parcel: &Parcel,
        watch: Watch,
        may_hand_over: impl Future<Output = bool>,
    ) -> Result<Outcome, Outcome> {
        let mut line = self.connect(watch).await?;
        let ready = self.present(&mut line, parcel, watch).await;
        if let Err(outcome) = ready {
            // Whatever it says to that, this letter's fate is known.
            let _ = timeout(GOODBYE, line.quit()).await;
            return Err(outcome);
        }
        // From here on the line is only dropped: RFC 5321 takes nothing whose final dot is missing.
        let may = timeout(watch.left(1), may_hand_over).await.unwrap_or_default();
        if !may {
            return Err(Outcome::broken_off());
        }
        let waits = 1 + u32::try_from(parcel.bytes.len() / BODY_STEP).unwrap_or(u32::MAX);
        // lettre ends the last line by itself.
        let letter = parcel.bytes.strip_suffix(b"\r\n").unwrap_or(&parcel.bytes);
        let handed = timeout(watch.left(waits), line.message(letter)).await;
        let reply = handed
            .map_err(|_| Outcome::silent(Step::Body))?
            .map_err(|error| Outcome::failed(Step::Body, &error))?;
        if reply.code().severity != Severity::PositiveCompletion {
            return Err(Outcome::lost());
        }
        let _ = timeout(GOODBYE, line.quit()).await;
        Ok(Outcome::taken(&reply))
    }

    /// A line to the server, secured as it must be.
    async fn connect(&self, watch: Watch) -> Result<AsyncSmtpConnection, Outcome> {
        let addresses = self.addresses(watch).await?;
        // The address counts, not the name: who resolves `localhost` elsewhere talks to a stranger.
        let at_home = addresses.iter().all(|address| address.ip().to_canonical().is_loopback());
        let name = ClientId::default();
        let each = watch.left(1) / u32::try_from(addresses.len().max(1)).unwrap_or(u32::MAX);
        if self.wrapped {
            let wrap = Some(self.tls()?);
            let (to, limit) = (&addresses[..], Some(each));
            let line = AsyncSmtpConnection::connect_tokio1(to, limit, &name, wrap, None);
            return watch.step(Step::Connect, line).await;
        }
        let line = timeout(watch.left(1), Line::open(&addresses, each)).await;
        let line = line.map_err(|_| Outcome::silent(Step::Connect))?;
        let line = line.map_err(|error| Outcome::unreachable(&error))?;
        let line = AsyncSmtpConnection::connect_with_transport(Box::new(line), &name);
        let mut line = watch.step(Step::Connect, line).await?;
        if line.can_starttls() {
            watch.step(Step::Secure, line.starttls(self.tls()?, &name)).await?;
        } else if !at_home {
            return Err(Outcome::not(End::Held, Message::new("mail-why-no-tls")));
        } else if self.login.is_some() {
            return Err(Outcome::not(End::Held, Message::new("mail-why-clear-login")));
        }
        Ok(line)
    }

    async fn addresses(&self, watch: Watch) -> Result<Vec<SocketAddr>, Outcome> {
        let found = tokio::net::lookup_host((self.host.as_str(), self.port));
        let found = timeout(watch.left(1), found).await;
        let found = found.map_err(|_| Outcome::silent(Step::Connect))?;
        Ok(found.map_err(|error| Outcome::unreachable(&error))?.collect())
    }

    /// The system's certificates and the station's own; the server's must name the host.
    fn tls(&self) -> Result<TlsParameters, Outcome> {
        let mut tls = TlsParameters::builder(self.host.clone());
        if let Some(roots) = &self.roots {
            tls = tls.add_root_certificate(roots.clone());
        }
        tls.build().map_err(|error| Outcome::failed(Step::Secure, &error))
    }

    /// AUTH, MAIL, RCPT and DATA: afterwards the server waits for the letter.
    async fn present(
        &self,
        line: &mut AsyncSmtpConnection,
        parcel: &Parcel,
        watch: Watch,
    ) -> Result<(), Outcome> {
        if let Some((user, password)) = &self.login {
            let offered = |it: &Mechanism| line.server_info().supports_auth_mechanism(*it);
            if !MECHANISMS.iter().any(offered) {
                return Err(Outcome::not(End::Held, Message::new("mail-why-no-login")));
            }
            let login = Credentials::new(user.clone(), password.expose().to_owned());
            let done = watch.step(Step::Login, line.auth(&MECHANISMS, &login)).await;
            done.map_err(|outcome| without_secrets(outcome, &login, password))?;
        }
        let address = |written: &str, step| {
            let parsed: Result<Address, _> = written.trim().parse();
            parsed.map_err(|_| refused_here(written, step))
        };
        let from = MailFrom::new(Some(address(&self.from, Step::Sender)?), Vec::new());
        watch.step(Step::Sender, line.command(from)).await?;
        let to = Rcpt::new(address(&parcel.recipient, Step::Recipient)?, Vec::new());
        watch.step(Step::Recipient, line.command(to)).await?;
        let reply = watch.step(Step::Data, line.command(Data)).await?;
        if reply.has_code(354) { Ok(()) } else { Err(Outcome::broken_off()) }
    }
}

/// Time that is left to a transaction.
#[derive(Clone, Copy)]
struct Watch {
    step: Duration,
    end: Instant,
}

impl Watch {
    /// For a wait that may last so many steps.
    fn left(self, steps: u32) -> Duration {
        self.step.saturating_mul(steps).min(self.end.saturating_duration_since(Instant::now()))
    }

    async fn step<T>(
        self,
        step: Step,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, Outcome> {
        match timeout(self.left(1), work).await {
            Ok(done) => done.map_err(|error| Outcome::failed(step, &error)),
            Err(_) => Err(Outcome::silent(step)),
        }
    }
}

/// An address that this program itself cannot write into an envelope.
fn refused_here(written: &str, step: Step) -> Outcome {
    let end = if step == Step::Sender { End::Held } else { End::Refused };
    Outcome::not(end, Message::new("mail-why-address").with("value", written))
}

/// A server that did not understand a login may say it back, and its words are kept and shown: then
/// nothing but its code is.
fn without_secrets(mut outcome: Outcome, login: &Credentials, password: &Password) -> Outcome {
    let prompt = Response::new(
        Code::new(Severity::PositiveIntermediate, Category::Unspecified3, Detail::Four),
        vec!["UGFzc3dvcmQ6".to_owned()],
    );
    let sent = [
        Auth::new(Mechanism::Plain, login.clone(), None),
        Auth::new_from_response(Mechanism::Login, login.clone(), &prompt),
    ];
    let encoded = sent.into_iter().flatten().map(|auth| auth.to_string());
    let encoded = encoded.filter_map(|line| line.split_whitespace().last().map(str::to_owned));
    let secrets: Vec<String> = encoded.chain([password.expose().to_owned()]).collect();
    if let Some(reply) = &outcome.reply
        && secrets.iter().any(|secret| reply.contains(secret.as_str()))
    {
        let code: String = reply.chars().take(3).collect();
        outcome.why = outcome.why.map(|why| why.with("reply", code.as_str()));
        outcome.reply = Some(code);
    }
    outcome
}
