//! All integration tests are one binary, so that it is linked once.

mod cli;
mod lexicons;
mod rules;
