//! How far two reports go on alike beyond words that are the same.

/// What a matched word gains; a word that is changed, added or left out takes [`LOSS`].
const GAIN: i32 = 1;
const LOSS: i32 = 2;
/// An extension that is so far below its best is given up (X-drop: Zhang, Schwartz, Wagner & Miller, *A greedy algorithm
/// for aligning DNA sequences*, 2000).
const DROP: i32 = 16;
/// How far the two sides may get out of step: more words than this cannot be lost without dropping out.
const BAND: usize = (DROP / LOSS) as usize + 1;

/// The best extension of a match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Extension {
    /// Words of the first side.
    pub(super) a: usize,
    /// Words of the second side.
    pub(super) b: usize,
    /// Words matched.
    pub(super) matched: u32,
}

#[derive(Clone, Copy)]
struct Cell {
    score: i32,
    matched: u32,
}

const NONE: Cell = Cell { score: i32::MIN / 2, matched: 0 };

/// Extends over at most `a` and `b` words; `same` says whether two of them, counted from the match outward, are the same
/// word. Aligned in a band that follows the best cell; the time is linear in the length of the extension.
pub(super) fn extend(a: usize, b: usize, same: impl Fn(usize, usize) -> bool) -> Extension {
    const WIDTH: usize = 2 * BAND + 1;
    let mut best = (0, Extension::default());
    // Column `c` of row `i` is word `shift + c` of the second side, counted from -BAND.
    let mut shift = 0usize;
    let mut row = [NONE; WIDTH];
    for (c, cell) in row.iter_mut().enumerate().skip(BAND).take(b.min(BAND) + 1) {
        *cell = Cell { score: -LOSS * (c - BAND) as i32, matched: 0 };
    }
    for i in 0..a {
        let mut next = [NONE; WIDTH];
        let mut top = (i32::MIN, 0);
        for c in 0..WIDTH {
            // How many words of the second side are used up in this cell: `j`, in a band one word further on.
            let Some(j) = (shift + 1 + c).checked_sub(BAND).filter(|j| *j <= b) else { continue };
            let lost = |cell: Cell| Cell { score: cell.score - LOSS, ..cell };
            let mut cell = row.get(c + 1).copied().map_or(NONE, lost);
            if c > 0 {
                cell = better(cell, lost(next[c - 1]));
            }
            if j > 0 {
                let from = row[c];
                cell = if same(i, j - 1) {
                    better(cell, Cell { score: from.score + GAIN, matched: from.matched + 1 })
                } else {
                    better(cell, lost(from))
                };
            }
            next[c] = cell;
            if cell.score > top.0 {
                top = (cell.score, c);
            }
            if cell.score > best.0 {
                best = (cell.score, Extension { a: i + 1, b: j, matched: cell.matched });
            }
        }
        if top.0 < best.0 - DROP {
            break;
        }
        shift += 1;
        row = next;
        // The band follows.
        while top.1 > BAND + 1 {
            row.rotate_left(1);
            row[WIDTH - 1] = NONE;
            (shift, top.1) = (shift + 1, top.1 - 1);
        }
        while top.1 + 1 < BAND && shift > 0 {
            row.rotate_right(1);
            row[0] = NONE;
            (shift, top.1) = (shift - 1, top.1 + 1);
        }
    }
    best.1
}

fn better(x: Cell, y: Cell) -> Cell {
    if y.score > x.score { y } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extended(a: &str, b: &str) -> (usize, usize, u32) {
        let (a, b): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
        let e = extend(a.len(), b.len(), |i, j| a[i] == b[j]);
        (e.a, e.b, e.matched)
    }

    #[test]
    fn goes_over_a_change_where_enough_follows() {
        assert_eq!(extended("x b c d e f g", "y b c d e f g"), (7, 7, 6));
        assert_eq!(extended("x b c", "y b c"), (0, 0, 0));
        assert_eq!(extended("b c d e f g", "y b c d e f g"), (6, 7, 6));
        assert_eq!(extended("y b c d e f g", "b c d e f g"), (7, 6, 6));
        assert_eq!(extended("a b c p q r s", "a b c t u v w x y z"), (3, 3, 3));
        assert_eq!(extended("p q", "r s"), (0, 0, 0));
    }

    #[test]
    fn the_band_follows_what_was_added_again_and_again() {
        let part = "a b c d e f g h i j k l m n o p";
        let a = vec![part; 40].join(" ");
        let b = vec![format!("{part} z z"); 40].join(" ");
        let (x, y, matched) = extended(&a, &b);
        assert_eq!((x, y, matched), (640, 718, 640));
        let (x, y, matched) = extended(&b, &a);
        assert_eq!((x, y, matched), (718, 640, 640));
    }
}
