//! Variants of capitals, punctuation and spacing.

use crate::collate::columns::Bench;
use crate::collate::variant::{Class, Flags, Kind, Variant, VariantReading};
use crate::span::Place;

impl Bench<'_> {
    /// Capitals, punctuation and spacing between words that are the same.
    pub(super) fn typography(&self, variants: &mut Vec<Variant>) {
        let columns: Vec<usize> = (0..self.profile.columns).filter(|c| self.in_text[*c]).collect();
        let same = |u: usize, c: usize| self.word(u, c) == Some(self.lemma[c]);
        // Items are half-steps: 2k is the word of column k, 2k+1 the gap behind it.
        let mut items: Vec<usize> = Vec::new();
        for (k, &c) in columns.iter().enumerate() {
            let mut faces: Vec<String> = Vec::new();
            let mut gaps: Vec<String> = Vec::new();
            for u in 0..self.units.len() {
                if !same(u, c) {
                    continue;
                }
                let pos = self.rows[u].pos[c] as usize;
                let edge = pos == 0 || self.units[u].breaks_between(pos - 1, pos);
                if !edge {
                    let face = face(self.annotated(u).text(self.span(u, pos)));
                    if !faces.contains(&face) {
                        faces.push(face);
                    }
                }
                if let Some(&d) = columns.get(k + 1) {
                    let next = same(u, d) && self.rows[u].pos[d] as usize == pos + 1;
                    if next && !self.units[u].breaks_between(pos, pos + 1) {
                        let gap = face(&self.between(u, pos, pos + 1));
                        if !gaps.contains(&gap) {
                            gaps.push(gap);
                        }
                    }
                }
            }
            if faces.len() > 1 {
                items.push(2 * k);
            }
            if gaps.len() > 1 {
                items.push(2 * k + 1);
            }
        }
        let mut i = 0;
        while i < items.len() {
            let mut j = i;
            while j + 1 < items.len() && items[j + 1] <= items[j] + 2 {
                j += 1;
            }
            let (first, last) = (items[i] / 2, items[j].div_ceil(2).min(columns.len().saturating_sub(1)));
            self.face_variant(&columns[first..=last], variants);
            i = j + 1;
        }
    }

    fn face_variant(&self, columns: &[usize], variants: &mut Vec<Variant>) {
        let (Some(&from), Some(&to)) = (columns.first(), columns.last()) else { return };
        let mut groups: Vec<(String, Vec<Place>)> = Vec::new();
        for u in 0..self.units.len() {
            if !columns.iter().all(|c| self.word(u, *c) == Some(self.lemma[*c])) {
                continue;
            }
            let (a, b) = (self.rows[u].pos[from] as usize, self.rows[u].pos[to] as usize);
            if b < a || b - a + 1 != columns.len() || (b > a && self.units[u].breaks_between(a, b)) {
                continue;
            }
            let (_, places) = self.quote(u, columns);
            let mut text = String::new();
            for pos in a..=b {
                text.push_str(&face(self.annotated(u).text(self.span(u, pos))));
                if pos < b {
                    text.push_str(&face(&self.between(u, pos, pos + 1)));
                }
            }
            match groups.iter_mut().find(|g| g.0 == text) {
                Some(g) => g.1.extend(places),
                None => groups.push((text, places)),
            }
        }
        if groups.len() < 2 {
            return;
        }
        let readings = groups.into_iter().map(|(text, places)| VariantReading::new(text, places)).collect();
        variants.push(Variant {
            kind: Kind::Substitution,
            class: Class::Typographic,
            flags: Flags::default(),
            locus: self.numbers(from, to + 1),
            readings,
        });
    }
}

/// A word without the house's choice of apostrophe.
fn face(word: &str) -> String {
    word.chars().map(|c| if crate::collate::is_apostrophe(c) { '\'' } else { c }).collect()
}
