//! Work in threads, with results in the order of what was given.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The number of threads: as asked for, else as many as the machine has cores.
pub fn count(asked: Option<usize>) -> usize {
    asked.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from)).clamp(1, 256)
}

/// What `work` makes of each item, in the order of the items, by up to `threads` threads.
pub fn map<T: Send, U: Send>(items: Vec<T>, threads: usize, work: impl Fn(T) -> U + Sync) -> Vec<U> {
    if threads < 2 || items.len() < 2 {
        return items.into_iter().map(work).collect();
    }
    let cells: Vec<_> = items.into_iter().map(|item| Mutex::new(Some(item))).collect();
    let next = AtomicUsize::new(0);
    let share = || {
        let mut out = Vec::new();
        loop {
            let i = next.fetch_add(1, Ordering::Relaxed);
            let Some(cell) = cells.get(i) else { return out };
            let item = cell.lock().ok().and_then(|mut cell| cell.take());
            out.extend(item.map(|item| (i, work(item))));
        }
    };
    let mut done = std::thread::scope(|scope| {
        let others: Vec<_> = (1..threads.min(cells.len())).map(|_| scope.spawn(share)).collect();
        let mut done = share();
        for other in others {
            match other.join() {
                Ok(more) => done.extend(more),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        done
    });
    done.sort_unstable_by_key(|(i, _)| *i);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn results_come_in_the_order_of_what_was_given() {
        for threads in [1, 2, 7] {
            let out = super::map((0..1000).collect(), threads, |n| n * 2);
            assert_eq!(out, (0..1000).map(|n| n * 2).collect::<Vec<_>>(), "{threads} threads");
        }
        assert!(super::map(Vec::<u8>::new(), 4, |n| n).is_empty());
    }
}
