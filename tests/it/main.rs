//! All integration tests are one binary, so that it is linked once.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

#[cfg(feature = "archives")]
mod archives;
mod cli;
mod comments;
mod docs;
mod drawn;
mod fix;
mod formats;
mod generated;
mod git;
mod hostile;
mod laws;
mod lexicons;
#[cfg(feature = "lsp")]
mod lsp;
mod measure;
mod mutation;
#[cfg(feature = "parquet")]
mod parquet;
mod pdf;
mod rules;
mod schema;
mod seeds;
mod sheets;
mod sound;
mod tables;
mod tidy;
