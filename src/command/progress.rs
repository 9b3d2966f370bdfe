//! A bar on the terminal for what takes longer than half a second.
//!
//! Invariant: drawn on stderr, only where that is a terminal, and gone before anything is said.

use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use annals::progress::{self, Stage};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Before this much time nothing is drawn.
const PATIENCE: Duration = Duration::from_millis(500);
/// Between two looks at how far it is.
const PAUSE: Duration = Duration::from_millis(100);

/// What is drawn, and of which stage.
static SHOWN: Mutex<Option<(Stage, ProgressBar)>> = Mutex::new(None);
/// Whether nothing may be drawn any more.
static OVER: AtomicBool = AtomicBool::new(false);

/// Watches the progress of the program, if somebody can see it.
pub(crate) fn watch() {
    if std::io::stderr().is_terminal() {
        thread::spawn(draw);
    }
}

/// Takes the bar away, so that something can be said.
pub(crate) fn clear() {
    if let Ok(mut shown) = SHOWN.lock()
        && let Some((_, bar)) = shown.take()
    {
        bar.finish_and_clear();
    }
}

/// Takes the bar away for good.
pub(crate) fn end() {
    OVER.store(true, Ordering::Relaxed);
    clear();
}

fn draw() {
    thread::sleep(PATIENCE);
    loop {
        {
            let Ok(mut shown) = SHOWN.lock() else { return };
            if OVER.load(Ordering::Relaxed) {
                return;
            }
            let (stage, done, total) = progress::now();
            if shown.as_ref().is_none_or(|(before, _)| *before != stage) {
                if let Some((_, bar)) = shown.take() {
                    bar.finish_and_clear();
                }
                *shown = bar(stage, total).map(|bar| (stage, bar));
            }
            if let Some((_, bar)) = shown.as_ref() {
                bar.set_length(total.max(done));
                bar.set_position(done);
                bar.tick();
            }
        }
        thread::sleep(PAUSE);
    }
}

/// The bar of a stage, if it has one.
fn bar(stage: Stage, total: u64) -> Option<ProgressBar> {
    let what = match stage {
        Stage::Start => return None,
        Stage::Read => "reading",
        Stage::Check => "checking",
        Stage::Layout => "laying out",
        Stage::Write => "writing",
    };
    let look = match total {
        0 => "{msg} {elapsed}",
        _ => "{msg:10} {bar:30} {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
    };
    let style = ProgressStyle::with_template(look).ok()?.progress_chars("=> ");
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr());
    Some(bar.with_style(style).with_message(what))
}
