//! Asks the questions of both sides at once, each side over a few connections of its own.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use serde::Deserialize;

use super::{Options, Place, Question, Refusal, Side, State};
use crate::connect::{ProbeFailure, Session};

/// Why a question has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failed(pub String);

type Answer = Result<Vec<Option<i64>>, Failed>;

#[derive(Deserialize)]
struct Numbers {
    numbers: Vec<Option<i64>>,
}

/// Connections that break are made again so many times, for one question.
const ATTEMPTS: u32 = 3;

/// What the threads share.
struct Shared<'a> {
    questions: &'a [Question],
    answers: Mutex<Vec<Option<Answer>>>,
    state: Mutex<Option<&'a mut State>>,
    /// Why the run cannot go on.
    broken: Mutex<Option<String>>,
    stop: AtomicBool,
    done: AtomicUsize,
    heard: &'a (dyn Fn(usize, usize) + Sync),
}

/// The questions that are open on one side, the long ones first.
struct Queue {
    order: Vec<usize>,
    next: AtomicUsize,
}

pub(super) fn ask<'a>(
    places: &[Place; 2],
    options: &Options,
    questions: &'a [Question],
    mut state: Option<&'a mut State>,
    heard: &'a (dyn Fn(usize, usize) + Sync),
) -> Result<Vec<Answer>, Refusal> {
    let known: Vec<Option<Answer>> = questions
        .iter()
        .map(|question| state.as_deref().and_then(|state| state.known(question)).map(Ok))
        .collect();
    let resumed = known.iter().flatten().count();
    if let Some(state) = state.as_deref_mut() {
        state.resumed = resumed;
    }
    let queues = [Side::Source, Side::Target].map(|side| Queue::new(questions, &known, side));
    let shared = Shared {
        questions,
        answers: Mutex::new(known),
        state: Mutex::new(state),
        broken: Mutex::new(None),
        stop: AtomicBool::new(false),
        done: AtomicUsize::new(resumed),
        heard,
    };
    heard(resumed, questions.len());
    thread::scope(|scope| {
        for (place, queue) in places.iter().zip(&queues) {
            let workers = options.jobs.clamp(1, queue.order.len().max(1));
            for _ in 0..workers {
                scope.spawn(|| shared.work(place, options, queue));
            }
        }
    });
    let broken = shared.broken.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(why) = broken {
        let done = shared.done.load(Ordering::Relaxed);
        return Err(Refusal::Interrupted(why, done, questions.len()));
    }
    let answers = shared.answers.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    let unanswered = || Err(Failed("it was not asked".to_owned()));
    Ok(answers.into_iter().map(|answer| answer.unwrap_or_else(unanswered)).collect())
}

impl Queue {
    fn new(questions: &[Question], known: &[Option<Answer>], side: Side) -> Self {
        let open = questions.iter().enumerate().filter(|(at, _)| known[*at].is_none());
        let mut order: Vec<usize> =
            open.filter(|(_, question)| question.side == side).map(|(at, _)| at).collect();
        order.sort_by_key(|at| std::cmp::Reverse(questions[*at].weight));
        Self { order, next: AtomicUsize::new(0) }
    }

    fn take(&self) -> Option<usize> {
        self.order.get(self.next.fetch_add(1, Ordering::Relaxed)).copied()
    }
}

impl Shared<'_> {
    fn work(&self, place: &Place, options: &Options, queue: &Queue) {
        let mut session = None;
        while let Some(at) = queue.take() {
            if self.stop.load(Ordering::Relaxed) {
                return;
            }
            let question = &self.questions[at];
            match asked(place, options, &mut session, &question.sql) {
                Ok(answer) => self.keep(at, question, answer),
                Err(why) => {
                    self.end(format!("the connection to {} was lost: {why}", place.name));
                    return;
                }
            }
        }
    }

    fn keep(&self, at: usize, question: &Question, answer: Answer) {
        if let Ok(numbers) = &answer {
            let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            if let Some(state) = state.as_deref_mut()
                && let Err(error) = state.keep(question, numbers)
            {
                self.end(format!("the comparison file cannot be written: {error}"));
                return;
            }
        }
        self.answers.lock().unwrap_or_else(std::sync::PoisonError::into_inner)[at] = Some(answer);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        (self.heard)(done, self.questions.len());
    }

    fn end(&self, why: String) {
        self.stop.store(true, Ordering::Relaxed);
        let mut broken = self.broken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        broken.get_or_insert(why);
    }
}

/// The answer to one question; an error where nobody is there to answer any.
fn asked(
    place: &Place,
    options: &Options,
    session: &mut Option<Session>,
    sql: &str,
) -> Result<Answer, String> {
    let mut why = String::new();
    for attempt in 0..ATTEMPTS {
        if attempt > 0 {
            thread::sleep(Duration::from_millis(500 << attempt));
        }
        let open = match session.take() {
            Some(open) => open,
            None => match Session::open(&place.target, options.limits) {
                Ok(open) => open,
                Err(error) => {
                    why = error.message;
                    continue;
                }
            },
        };
        let open = session.insert(open);
        match open.row::<Numbers>(sql, &[]) {
            Ok(row) => return Ok(Ok(row.numbers)),
            Err(ProbeFailure::Lost) => {
                why = ProbeFailure::Lost.to_string();
                *session = None;
            }
            Err(failure) => return Ok(Err(Failed(failure.to_string()))),
        }
    }
    Err(why)
}
