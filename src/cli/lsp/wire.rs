//! Messages from standard input and to standard output.
//!
//! What a client says of a message's length is believed up to a bound, so that nonsense takes no
//! memory.

use std::io::{self, BufRead, Read as _, Write as _};
use std::thread::{self, JoinHandle};

use lsp_server::{Connection, Message};

/// The longest message: some editors send the whole text with every change.
const LONGEST: u64 = 256 << 20;

/// The longest line of a message's head.
const LONGEST_HEAD: u64 = 4 << 10;

/// The header that says how long a message is.
const LENGTH: &str = "content-length";

/// The threads that read and write.
pub(super) struct Threads {
    reading: JoinHandle<io::Result<()>>,
    writing: JoinHandle<io::Result<()>>,
}

/// Connects to standard input and output.
pub(super) fn connect() -> io::Result<(Connection, Threads)> {
    let (here, Connection { sender, receiver }) = Connection::memory();
    let reading = thread::Builder::new().name("read".to_owned()).spawn(move || {
        let mut input = io::stdin().lock();
        while let Some(message) = read(&mut input)? {
            let is_last = matches!(&message, Message::Notification(it) if it.method == "exit");
            if sender.send(message).is_err() || is_last {
                break;
            }
        }
        Ok(())
    })?;
    let writing = thread::Builder::new().name("write".to_owned()).spawn(move || {
        let mut output = io::stdout().lock();
        receiver.into_iter().try_for_each(|message| message.write(&mut output)).and_then(|()| output.flush())
    })?;
    Ok((here, Threads { reading, writing }))
}

impl Threads {
    /// Waits until all is written. What the client sent may have been no message at all.
    pub(super) fn join(self) -> io::Result<()> {
        let stopped = |_| io::Error::other("a mistake in statlint stopped it");
        self.reading.join().map_err(stopped)??;
        self.writing.join().map_err(stopped)?
    }
}

/// The next message; none if the client has gone away.
fn read(input: &mut impl BufRead) -> io::Result<Option<Message>> {
    let nonsense = |what: String| Err(io::Error::new(io::ErrorKind::InvalidData, what));
    let mut length = None;
    loop {
        let mut line = String::new();
        if (&mut *input).take(LONGEST_HEAD).read_line(&mut line)? == 0 {
            return Ok(None);
        }
        if line.trim().is_empty() {
            break;
        }
        let Some((name, value)) = line.split_once(':').filter(|_| line.ends_with('\n')) else {
            return nonsense("what the client sent is no message".to_owned());
        };
        if name.trim().eq_ignore_ascii_case(LENGTH) {
            length = value.trim().parse::<u64>().ok();
        }
    }
    let Some(length) = length else {
        return nonsense("a message of the client does not say how long it is".to_owned());
    };
    if length > LONGEST {
        return nonsense(format!("a message of {length} bytes is too long; {LONGEST} are the most"));
    }
    let mut message = format!("Content-Length: {length}\r\n\r\n").into_bytes();
    (&mut *input).take(length).read_to_end(&mut message)?;
    Message::read(&mut message.as_slice())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn failure(bytes: &[u8]) -> String {
        read(&mut &*bytes).expect_err("it is no message").to_string()
    }

    #[test]
    fn a_message_is_as_long_as_it_says() {
        let body = r#"{"jsonrpc":"2.0","method":"exit","params":null}"#;
        let bytes = format!("content-length: {}\r\nContent-Type: x\r\n\r\n{body}", body.len());
        let message = read(&mut bytes.as_bytes()).expect("it can be read");
        assert!(matches!(message, Some(Message::Notification(it)) if it.method == "exit"));
        assert!(read(&mut &b""[..]).expect("it has gone away").is_none());
    }

    #[test]
    fn nonsense_is_refused_before_it_takes_memory() {
        assert!(failure(b"Content-Length: 99999999999999\r\n\r\n{").contains("too long"));
        assert!(failure(b"Content-Length: 99999999999999999999999999\r\n\r\n{").contains("does not say how long"));
        assert!(failure(&[b'a'; 10_000]).contains("no message"));
        assert!(failure(b"\r\n{}").contains("how long"));
        assert!(read(&mut &b"Content-Length: 200\r\n\r\n{}"[..]).is_err());
    }
}
