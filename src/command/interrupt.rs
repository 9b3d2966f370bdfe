//! Ctrl-C while files are written: asked, not killed.
//!
//! Invariant: the program ends by itself, at a moment at which nothing is half done.

/// From now on Ctrl-C only asks the edit to stop; a second one changes nothing.
pub(crate) fn watch() {
    // A handler that cannot be set leaves Ctrl-C as it was, which is safe too.
    let _ = ctrlc::set_handler(annals::edit::interrupt);
}
