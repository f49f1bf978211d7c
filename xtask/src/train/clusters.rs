//! The table of Brown clusters, from the lists that spaCy's lookup data has.

use std::collections::HashMap;
use std::io::Error;
use std::path::Path;
use std::process::Command;
use variorum::annotate::syntax::clusters::{CLUSTERS, MAGIC, figure, hash, place};

/// How many words may be known at most, the most frequent first.
const WORDS: usize = 200_000;
const SLOTS: usize = 1 << 18;

/// Reads `DIR/en_lexeme_cluster.json.gz` and `DIR/en_lexeme_prob.json.gz` and writes the table to `to`.
pub fn make(from: &Path, to: &Path) -> std::io::Result<()> {
    let paths: HashMap<String, u32> = read(&from.join("en_lexeme_cluster.json.gz"))?;
    let often: HashMap<String, f64> = read(&from.join("en_lexeme_prob.json.gz"))?;
    // The first step of a path is its lowest bit; in this order the tree's leaves stand as they hang.
    let mut leaves: Vec<u32> = paths.values().copied().filter(|p| *p != 0).collect();
    leaves.sort_unstable_by_key(|p| p.reverse_bits());
    leaves.dedup();
    leaves.truncate(CLUSTERS - 1);
    let number: HashMap<u32, u32> = leaves.iter().enumerate().map(|(i, p)| (*p, i as u32 + 1)).collect();

    let mut words: Vec<(&str, u32, f64)> = often
        .iter()
        .filter_map(|(w, p)| Some((w.as_str(), *number.get(paths.get(w)?)?, *p)))
        .filter(|w| !w.0.contains(char::is_whitespace))
        .collect();
    words.sort_by(|a, b| b.2.total_cmp(&a.2).then_with(|| a.0.cmp(b.0)));

    // Numbers of one form have one entry, the cluster of most of them; those that differ have their own.
    let mut forms: HashMap<String, HashMap<u32, f64>> = HashMap::new();
    for (w, c, p) in words.iter().filter(|w| w.0.bytes().any(|b| b.is_ascii_digit())) {
        let form = w.bytes().map(|b| figure(b) as char).collect();
        *forms.entry(form).or_default().entry(*c).or_default() += p.exp();
    }
    let mut folded: Vec<(String, u32)> = forms
        .into_iter()
        .filter_map(|(form, of)| {
            let most = of.into_iter().max_by(|a, b| a.1.total_cmp(&b.1).then_with(|| a.0.cmp(&b.0)))?;
            Some((form, most.0))
        })
        .collect();
    folded.sort();
    let of_form: HashMap<&str, u32> = folded.iter().map(|(f, c)| (f.as_str(), *c)).collect();
    words.retain(|(w, c, _)| {
        let form: String = w.bytes().map(|b| figure(b) as char).collect();
        !w.bytes().any(|b| b.is_ascii_digit()) || of_form.get(form.as_str()) != Some(c)
    });
    // A word whose plain form has the same cluster is found by that.
    let plain: HashMap<&str, u32> = words.iter().map(|w| (w.0, w.1)).collect();
    let all: Vec<(&str, u32)> = folded
        .iter()
        .map(|(f, c)| (f.as_str(), *c))
        .chain(words.iter().filter(|w| !is_folded(w.0, w.1, &plain)).map(|w| (w.0, w.1)))
        .take(WORDS)
        .collect();

    let mut slots = vec![0u32; SLOTS];
    let mut lost = 0;
    for (word, c) in &all {
        let (first, mark) = place(hash(word, |b| b), SLOTS);
        let free = (0..SLOTS).map(|k| (first + k) & (SLOTS - 1)).find(|k| slots[*k] == 0 || slots[*k] & !1023 == mark);
        match free {
            Some(k) if slots[k] == 0 => slots[k] = mark | c,
            _ => lost += 1,
        }
    }
    let mut out = MAGIC.to_vec();
    out.extend((leaves.len() as u32).to_le_bytes());
    out.extend(leaves.iter().flat_map(|p| p.to_le_bytes()));
    out.extend(slots.iter().flat_map(|s| s.to_le_bytes()));
    std::fs::write(to, &out)?;
    println!("{} words in {} clusters, {lost} words lost to a like hash, {} bytes", all.len(), leaves.len(), out.len());
    Ok(())
}

fn is_folded(word: &str, cluster: u32, all: &HashMap<&str, u32>) -> bool {
    let lower = word.to_ascii_lowercase();
    lower != word && all.get(lower.as_str()) == Some(&cluster)
}

pub(super) fn read<T: serde::de::DeserializeOwned>(path: &Path) -> std::io::Result<T> {
    let unpacked = Command::new("gzip").arg("-dc").arg(path).output()?;
    if !unpacked.status.success() {
        return Err(Error::other(format!("{}: gzip could not read it", path.display())));
    }
    serde_json::from_slice(&unpacked.stdout).map_err(Error::other)
}
