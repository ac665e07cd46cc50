//! The line to the mail server, before lettre reads from it.
//!
//! lettre reads ahead, and keeps what it has read when a line becomes encrypted: whoever stands in between
//! could add replies in the clear after the one to STARTTLS, and they would be taken for the
//! server's (RFC 3207, section 6, wants them forgotten). So a [`Line`] gives out a byte at a time:
//! nothing is ever read ahead of what was asked, and what was added meets TLS, which refuses it. Replies are
//! short; what is sent is not slowed down.

use std::{
    io,
    net::SocketAddr,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
    time::timeout,
};

/// A TCP line that is never read ahead.
#[derive(Debug)]
pub(super) struct Line(TcpStream);

impl Line {
    /// To the first of the addresses that answers, each within `limit`.
    pub(super) async fn open(addresses: &[SocketAddr], limit: Duration) -> io::Result<Self> {
        let mut last = io::ErrorKind::NotFound.into();
        for address in addresses {
            match timeout(limit, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(Self(stream)),
                Ok(Err(error)) => last = error,
                Err(_) => last = io::ErrorKind::TimedOut.into(),
            }
        }
        Err(last)
    }
}

impl AsyncRead for Line {
    fn poll_read(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        to: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let mut byte = [0];
        let mut one = ReadBuf::new(&mut byte[..to.remaining().min(1)]);
        ready!(Pin::new(&mut self.0).poll_read(task, &mut one))?;
        to.put_slice(one.filled());
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Line {
    fn poll_write(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(task, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(task)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, task: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(task)
    }
}

impl AsyncTokioStream for Line {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.0.peer_addr()
    }
}
