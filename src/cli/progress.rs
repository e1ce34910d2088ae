//! A bar that says how far a run has come: on a terminal, if the run takes more than a second.

use std::env;
use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::pieces::Piece;
use super::walk::Input;

/// A run that takes no longer than this shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn.
const BEAT: Duration = Duration::from_millis(200);

/// How far a run has come.
#[derive(Debug)]
pub(super) struct Progress {
    /// The bar, and the thread that shows it in time.
    bar: Option<(ProgressBar, Option<Waiting>)>,
    /// How many bytes stand before each input.
    before: Vec<u64>,
    total: u64,
}

/// A thread that shows the bar, unless it is told before that the run has ended.
#[derive(Debug)]
struct Waiting {
    ended: Sender<()>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// The progress of a run that reads its inputs so many times.
    pub(super) fn new(inputs: &[Input], times: u64, quiet: bool) -> Progress {
        let mut total = 0;
        let mut before = Vec::with_capacity(inputs.len());
        for input in inputs {
            before.push(total);
            total += input.size;
        }
        let bar = (!quiet && is_wanted()).then(|| {
            let bar = ProgressBar::with_draw_target(Some(total * times), ProgressDrawTarget::hidden());
            let waiting = Waiting::start(bar.clone(), total > 0);
            (bar, waiting)
        });
        Progress { bar, before, total }
    }

    /// Counts a piece that is done.
    pub(super) fn add(&self, piece: &Piece<'_>) {
        if let Some((bar, _)) = &self.bar {
            bar.inc(piece.size().min(piece.end()));
        }
    }

    /// Says that all up to a piece is done, for the first time (0) or the second (1), and does
    /// `work`, which may write to the terminal, with the bar out of the way.
    pub(super) fn at<T>(&self, piece: Option<&Piece<'_>>, time: u64, work: impl FnOnce() -> T) -> T {
        let Some((bar, _)) = &self.bar else { return work() };
        if let Some(piece) = piece {
            let before = self.before.get(piece.index).copied().unwrap_or_default();
            bar.set_position(self.total * time + before + piece.end().min(piece.input.size));
        }
        bar.suspend(work)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some((bar, waiting)) = &mut self.bar else { return };
        if let Some(Waiting { ended, thread }) = waiting.take() {
            drop(ended);
            // It does nothing that can fail.
            let _ = thread.join();
        }
        bar.finish_and_clear();
    }
}

impl Waiting {
    fn start(bar: ProgressBar, is_known: bool) -> Option<Waiting> {
        let (ended, has_ended) = channel();
        let show = move || {
            if has_ended.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            // How much standard input holds is not known before its end.
            let template = if is_known {
                "checking {bar:30} {percent:>3}%, {elapsed} of about {duration}"
            } else {
                "checking {spinner} {elapsed}"
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_draw_target(ProgressDrawTarget::stderr());
            bar.enable_steady_tick(BEAT);
        };
        let thread = thread::Builder::new().name("progress".to_owned()).spawn(show).ok()?;
        Some(Waiting { ended, thread })
    }
}

/// Whether somebody looks at a terminal that can draw, and wants it to.
fn is_wanted() -> bool {
    let is_set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !is_dumb && !is_set("NO_COLOR")
}
