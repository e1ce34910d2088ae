//! What a change leaves unsaid beside its cues, and the words around them tell.

use crate::extract::claims::change::frame::{Frame, Roles};

impl Frame<'_, '_, '_> {
    /// Fills the role that no cue gave.
    pub(super) fn fill_missing(&self, _roles: &mut Roles) {}
}
