//! Messages: the subject and what is written, as people read it.
//!
//! Transfer encodings and character sets are undone, so that a place is one of the text that was
//! taken out: its first line is the subject. Where a message has its text twice, as text and as a
//! page, the text is read. What is attached is a file of its own ([`attachments`]).

use std::sync::Arc;

use mail_parser::{Message, MessageParser, MessagePart, MimeHeaders as _, PartType};

use crate::document::{Document, Source};
use crate::read::{ReadError, html};

/// Reads what is written in a message.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Document, ReadError> {
    let message = parsed(bytes).ok_or_else(|| ReadError::Damaged {
        name: name.to_owned(),
        reason: "it is no message: it has neither a sender nor a subject".to_owned(),
    })?;
    let subject = message.subject().unwrap_or_default().trim();
    let texts: Vec<&str> = message.text_bodies().filter_map(text).collect();
    let document = match texts.is_empty() {
        false => Document::plain(name, source(format!("{subject}\n\n{}", texts.join("\n\n")))),
        true => {
            let pages: Vec<&str> = message.html_bodies().filter_map(page).collect();
            let subject = subject.replace('&', "&amp;").replace('<', "&lt;");
            html::read(name, source(format!("<h1>{subject}</h1>\n{}", pages.join("\n"))))
        }
    };
    Ok(document.taken_out())
}

/// The files that are attached to a message, with their names.
pub fn attachments(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let Some(message) = parsed(bytes) else { return Vec::new() };
    let file = |part: &MessagePart<'_>| match &part.body {
        PartType::Message(message) => {
            Some((part.attachment_name().unwrap_or("message.eml").to_owned(), message.raw_message().to_vec()))
        }
        _ => Some((part.attachment_name()?.to_owned(), part.contents().to_vec())),
    };
    message.attachments().filter_map(file).collect()
}

fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    let message = MessageParser::default().parse(bytes)?;
    let is_message = message.from().is_some() || message.subject().is_some();
    is_message.then_some(message)
}

fn source(text: String) -> Source {
    Source { text: Arc::from(text.replace("\r\n", "\n")), skipped: 0 }
}

fn text<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Text(text) => Some(text.as_ref()),
        _ => None,
    }
}

fn page<'m>(part: &'m MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Html(page) => Some(page.as_ref()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MESSAGE: &str = "From: a@example.org\r\nSubject: =?utf-8?q?Caf=C3=A9_figures?=\r\nMIME-Version: 1.0\r\n\
        Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: multipart/alternative; boundary=y\r\n\r\n\
        --y\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
        The caf=E9 served 9,=\r\n26 guests.\r\n--y\r\nContent-Type: text/html\r\n\r\n<p>The same.</p>\r\n--y--\r\n\
        --x\r\nContent-Type: text/csv; name=t.csv\r\nContent-Disposition: attachment; filename=t.csv\r\n\
        Content-Transfer-Encoding: base64\r\n\r\nYSxiCjEsMgo=\r\n--x--\r\n";

    #[test]
    fn the_text_of_a_message_is_read_once_and_its_subject_first() {
        let document = read("m.eml", MESSAGE.as_bytes()).expect("it is a message");
        assert_eq!(document.text().trim_end(), "Café figures\n\nThe café served 9,26 guests.");
        assert!(!document.has_bytes() && !document.is_whole_file());
        assert_eq!(attachments(MESSAGE.as_bytes()), [("t.csv".to_owned(), b"a,b\n1,2\n".to_vec())]);
    }

    #[test]
    fn a_message_with_a_page_alone_is_read_as_one() {
        let page = "Subject: R&D <2>\r\nContent-Type: text/html\r\n\r\n<p>Up 9,26&nbsp;%<script>7</script></p>";
        let document = read("m.eml", page.as_bytes()).expect("it is a message");
        assert_eq!(document.text().trim_end(), "R&D <2>\n\nUp 9,26\u{a0}%");
    }

    #[test]
    fn what_is_no_message_is_refused() {
        for bytes in [&b""[..], b"\x00\xFF\x00", b"no header at all"] {
            assert!(read("m.eml", bytes).expect_err("it is no message").to_string().contains("it is no message"));
        }
    }
}
