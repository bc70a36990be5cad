//! A sign of life on long runs, for people at a terminal.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle, TermLike};

use super::stderr;

/// Runs that are done by then show nothing.
const PATIENCE: Duration = Duration::from_secs(1);

const TICK: Duration = Duration::from_millis(100);

/// A bar that appears when the run takes long, and is gone when this is dropped.
pub(super) struct Progress {
    counts: Arc<Counts>,
    stop: Option<Sender<()>>,
    drawer: Option<JoinHandle<()>>,
}

#[derive(Default)]
struct Counts {
    done: AtomicUsize,
    total: AtomicUsize,
}

impl Progress {
    pub(super) fn start(wanted: bool) -> Self {
        Self::of(wanted, "migrations")
    }

    /// The same over something else than migrations.
    pub(super) fn of(wanted: bool, things: &'static str) -> Self {
        let counts = Arc::new(Counts::default());
        if !wanted || !stderr::is_terminal() {
            return Self { counts, stop: None, drawer: None };
        }
        let (stop, stopped) = mpsc::channel();
        let shared = Arc::clone(&counts);
        let drawer = thread::spawn(move || {
            if stopped.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = bar(things);
            let mut known = false;
            while stopped.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                let total = shared.total.load(Ordering::Relaxed) as u64;
                if !known && total > 0 {
                    known = true;
                    let template = format!("{{spinner}} {{pos}}/{{len}} {things} {{wide_bar}} {{elapsed}}");
                    bar.set_style(style(&template));
                }
                bar.set_length(total);
                bar.set_position(shared.done.load(Ordering::Relaxed) as u64);
                bar.tick();
            }
            bar.finish_and_clear();
        });
        Self { counts, stop: Some(stop), drawer: Some(drawer) }
    }

    pub(super) fn expect(&self, migrations: usize) {
        self.counts.total.fetch_add(migrations, Ordering::Relaxed);
    }

    /// So many of so many are done, whatever was said before.
    pub(super) fn stands_at(&self, done: usize, total: usize) {
        self.counts.done.store(done, Ordering::Relaxed);
        self.counts.total.store(total, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, migrations: usize) {
        self.counts.done.fetch_add(migrations, Ordering::Relaxed);
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(drawer) = self.drawer.take() {
            let _ = drawer.join();
        }
    }
}

fn bar(things: &str) -> ProgressBar {
    let target = ProgressDrawTarget::term_like(Box::new(KeptTerminal));
    ProgressBar::with_draw_target(None, target)
        .with_elapsed(PATIENCE)
        .with_style(style(&format!("{{spinner}} looking for {things} {{elapsed}}")))
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}

/// The terminal behind the copy of standard error.
#[derive(Debug)]
struct KeptTerminal;

impl KeptTerminal {
    fn control(&self, count: usize, code: char) -> io::Result<()> {
        if count > 0 {
            stderr::write(&format!("\u{1b}[{count}{code}"));
        }
        Ok(())
    }
}

impl TermLike for KeptTerminal {
    fn width(&self) -> u16 {
        terminal_size::terminal_size().map_or(80, |(width, _)| width.0)
    }

    fn move_cursor_up(&self, count: usize) -> io::Result<()> {
        self.control(count, 'A')
    }

    fn move_cursor_down(&self, count: usize) -> io::Result<()> {
        self.control(count, 'B')
    }

    fn move_cursor_right(&self, count: usize) -> io::Result<()> {
        self.control(count, 'C')
    }

    fn move_cursor_left(&self, count: usize) -> io::Result<()> {
        self.control(count, 'D')
    }

    fn write_line(&self, text: &str) -> io::Result<()> {
        stderr::line(text);
        Ok(())
    }

    fn write_str(&self, text: &str) -> io::Result<()> {
        stderr::write(text);
        Ok(())
    }

    fn clear_line(&self) -> io::Result<()> {
        stderr::write("\r\u{1b}[2K");
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        Ok(())
    }
}
