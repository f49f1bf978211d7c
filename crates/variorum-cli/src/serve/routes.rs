//! Which path is which page.

use super::answer::{Answer, Asked, Trouble};
use super::shelf::Shelf;
use super::{lists, pages};

/// The answer to what is asked.
///
/// # Errors
/// Where there is nothing at the path, or the library cannot be read; what is said names the way out.
pub fn answer(shelf: &Shelf, asked: &Asked) -> Result<Answer, Trouble> {
    let path: Vec<&str> = asked.path.iter().map(String::as_str).collect();
    match path.as_slice() {
        [] if !asked.json => lists::stories(shelf, asked),
        ["stories" | "index"] if asked.json => lists::stories(shelf, asked),
        ["search"] => lists::search(shelf, asked),
        ["story", story] => pages::story(shelf, number(story, "story", "s12")?, asked),
        ["story", story, entry] => pages::entry(shelf, number(story, "story", "s12")?, entry, asked),
        ["article", article] => pages::article(shelf, number(article, "article", "17")?, asked),
        ["speaker", slug] => pages::speaker(shelf, slug, asked),
        _ => Err(Trouble::not_there("There is no page of this name. The list of stories leads to all there are.")),
    }
}

/// The number of a story or an article, as paths have it; `s12` is 12 too.
fn number(name: &str, what: &str, example: &str) -> Result<i64, Trouble> {
    let digits = name.strip_prefix('s').filter(|_| what == "story").unwrap_or(name);
    let number = digits.parse().ok().filter(|n| *n > 0 && digits.bytes().all(|b| b.is_ascii_digit()));
    number.ok_or_else(|| {
        Trouble::not_there(format!(
            "That is no number of {} {what}, such as {example}. The list of stories leads to all there are.",
            if what.starts_with('a') { "an" } else { "a" }
        ))
    })
}
