//! Libraries that may panic on a damaged file.
//!
//! A panic of theirs becomes an answer like any other. The program asks [`is_caught`] before it
//! tells of a panic, so that nobody is told of one that harms nothing.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

thread_local! {
    static IS_CAUGHT: Cell<bool> = const { Cell::new(false) };
}

/// What `run` yields; `None` if it panics.
pub(super) fn caught<T>(run: impl FnOnce() -> T) -> Option<T> {
    let before = IS_CAUGHT.replace(true);
    // What a panic may leave half done is dropped with the closure, or never looked at again.
    let result = catch_unwind(AssertUnwindSafe(run));
    IS_CAUGHT.set(before);
    result.ok()
}

/// Whether a panic of this thread is caught by a reader, which says in its own words what is wrong.
pub fn is_caught() -> bool {
    IS_CAUGHT.get()
}
