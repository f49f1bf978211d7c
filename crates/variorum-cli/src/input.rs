//! From the arguments to articles.

use variorum::article::Article;

/// What the arguments gave.
pub struct Gathered {
    /// Reports, in order.
    pub articles: Vec<Article>,
    /// What could not be read, each a sentence that names the file.
    pub problems: Vec<String>,
}

/// Reads every argument.
pub fn gather(args: &[String]) -> Gathered {
    let mut out = Gathered { articles: Vec::new(), problems: Vec::new() };
    for path in args {
        match std::fs::read(path) {
            Ok(bytes) => {
                let read = variorum::ingest::read(path, bytes);
                out.articles.extend(read.captures.into_iter().map(Article::read));
                out.problems.extend(read.errors.iter().map(ToString::to_string));
            }
            Err(e) => out.problems.push(format!("{path}: {e}")),
        }
    }
    out
}
