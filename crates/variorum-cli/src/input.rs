//! From the arguments to articles: files, folders, standard input.

use crate::{output, own};
use std::collections::{HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs::{self, Metadata};
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};
use variorum::Note;
use variorum::article::Article;
use variorum_fetch::address;

/// Endings of the files that are read from a folder. A file named by itself may end in anything.
const ENDINGS: &[&str] = &[
    "txt", "text", "md", "jsonl", "ndjson", "json", "html", "htm", "xhtml", "xml", "rss", "atom", "rdf", "warc",
    "parquet",
];

/// Endings that such a file may have on top.
const PACKED: &[&str] = &["gz", "zst"];

/// What the arguments gave.
#[derive(Debug, Default)]
pub struct Gathered {
    /// Reports, in order.
    pub articles: Vec<Article>,
    /// What could not be read, each a sentence that names the file.
    pub problems: Vec<String>,
}

/// Reads every argument: a file, a folder with all folders in it, a pattern such as `news/**/*.html` where no file has that
/// name, or `-` for standard input.
///
/// Nothing stops it: what cannot be read is a problem beside the reports that could.
pub fn gather(args: &[OsString]) -> Gathered {
    gather_from(args, &mut io::stdin())
}

fn gather_from(args: &[OsString], stdin: &mut dyn Read) -> Gathered {
    gathered(args, stdin, To::Articles)
}

fn gathered(args: &[OsString], stdin: &mut dyn Read, to: To) -> Gathered {
    let mut gatherer = Gatherer::new(to);
    for arg in args {
        if arg == "-" {
            gatherer.take("-", PathBuf::from("-"), || Ok(Box::new(&mut *stdin)));
            continue;
        }
        gatherer.named(arg);
    }
    for i in gatherer.repeated {
        if let Some(article) = gatherer.out.articles.get_mut(i) {
            article.notes.push(Note::new("given more than once and read once"));
        }
    }
    gatherer.out
}

/// What takes a file as it is, to read of it what it wants: its name, its real path, its bytes.
pub type Taker<'a> = dyn FnMut(&str, &Path, &mut dyn Read) -> io::Result<()> + 'a;

/// Finds the same files as [`gather`], but leaves them to `taker`, one after the other. Gives what could not be read.
pub fn each_file(args: &[OsString], taker: &mut Taker) -> Vec<String> {
    gathered(args, &mut io::stdin(), To::Taker(taker)).problems
}

/// What is done with a file that is found.
enum To<'a, 'b> {
    /// It is read.
    Articles,
    /// It goes to somebody who reads it.
    Taker(&'a mut Taker<'b>),
    /// It is only listed.
    List(Vec<PathBuf>),
}

struct Gatherer<'a, 'b> {
    to: To<'a, 'b>,
    out: Gathered,
    /// Files read so far by their real path, with the first of their articles.
    seen: HashMap<PathBuf, Option<usize>>,
    /// Articles of files that were given again.
    repeated: Vec<usize>,
    /// Files of a folder that this program wrote.
    own: usize,
}

impl<'a, 'b> Gatherer<'a, 'b> {
    fn new(to: To<'a, 'b>) -> Self {
        Self { to, out: Gathered::default(), seen: HashMap::new(), repeated: Vec::new(), own: 0 }
    }

    fn problem(&mut self, path: &Path, error: &io::Error) {
        self.out.problems.push(format!("{}: {}", path.display(), why(error)));
    }

    /// Reads what has a name, unless it was read before.
    fn take<'r>(&mut self, name: &str, real: PathBuf, open: impl FnOnce() -> io::Result<Box<dyn Read + 'r>>) {
        if let Some(first) = self.seen.get(&real) {
            self.repeated.extend(first.filter(|i| !self.repeated.contains(i)));
            return;
        }
        let first = self.out.articles.len();
        output::is_read(&real);
        let read = open().and_then(|mut reader| match &mut self.to {
            To::Taker(taker) => taker(name, &real, &mut *reader),
            // Listed before it is opened.
            To::List(_) => Ok(()),
            To::Articles => {
                let mut bytes = Vec::new();
                reader.read_to_end(&mut bytes)?;
                let read = variorum_read::read(name, bytes);
                self.out.articles.extend(read.reports.into_iter().map(|r| r.article));
                self.out.problems.extend(read.faults.iter().map(ToString::to_string));
                Ok(())
            }
        });
        if let Err(error) = read {
            self.problem(Path::new(name), &error);
        }
        self.seen.insert(real, (self.out.articles.len() > first).then_some(first));
    }

    /// What an argument names: a folder, a file, or the files that fit a pattern.
    fn named(&mut self, arg: &OsStr) {
        let path = Path::new(arg);
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() => self.folder(path),
            Ok(meta) => self.file(path, &meta),
            Err(error) => match arg.to_str().filter(|arg| is_pattern(arg) || address::is_address(arg)) {
                Some(address) if address::is_address(address) => self.out.problems.push(format!(
                    "{address}: an address; `variorum read` and `variorum add` fetch addresses, this command takes files"
                )),
                Some(pattern) => self.pattern(pattern),
                None => self.problem(path, &error),
            },
        }
    }

    fn file(&mut self, path: &Path, meta: &Metadata) {
        if let To::List(list) = &mut self.to {
            return list.push(path.to_owned());
        }
        let lines = has_lines(&path.to_string_lossy());
        if matches!(self.to, To::Articles) && !lines && meta.len() > u64::from(u32::MAX) {
            // Known before the memory for it is asked for.
            let name = path.display();
            return self
                .out
                .problems
                .push(format!("{name}: {} bytes in one report; the limit is 4 GiB: split the file", meta.len()));
        }
        // A pipe has no real path, and is no other file.
        let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.take(&path.to_string_lossy(), real, || Ok(Box::new(fs::File::open(path)?)));
    }

    /// Reads the files that fit a pattern, in the order of their names; `**` stands for any folders.
    fn pattern(&mut self, pattern: &str) {
        let fits = match glob::glob(pattern) {
            Ok(fits) => fits,
            Err(error) => return self.out.problems.push(format!("{pattern}: not a pattern ({error}); put it right")),
        };
        let mut any = false;
        for path in fits {
            match path {
                Ok(path) => {
                    if let Ok(meta) = fs::metadata(&path)
                        && meta.is_file()
                    {
                        any = true;
                        self.file(&path, &meta);
                    }
                }
                Err(error) => self.problem(error.path(), error.error()),
            }
        }
        if !any {
            self.out.problems.push(format!("{pattern}: no file fits this pattern; check it"));
        }
    }

    fn folder(&mut self, path: &Path) {
        let root = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let (before, own) = (self.out.problems.len(), self.own);
        let any = self.walk(path, &root, &mut HashSet::new());
        let path = path.display();
        match self.own - own {
            0 => {}
            1 => output::say(&format!("{path}: a file in it was written by variorum: no report, left out")),
            n => output::say(&format!("{path}: {n} files in it were written by variorum: no reports, left out")),
        }
        if !any && self.out.problems.len() == before {
            let endings = ENDINGS.join(", .");
            self.out
                .problems
                .push(format!("{path}: no reports in this folder; from a folder, files ending in .{endings} are read"));
        }
    }

    /// Reads the reports of a folder in the order of their names, byte by byte. Whether there were any.
    fn walk(&mut self, folder: &Path, root: &Path, entered: &mut HashSet<PathBuf>) -> bool {
        if !fs::canonicalize(folder).is_ok_and(|real| entered.insert(real)) {
            return false;
        }
        let mut entries = Vec::new();
        match fs::read_dir(folder) {
            Ok(list) => {
                for entry in list {
                    match entry {
                        Ok(entry) => entries.push(entry),
                        Err(error) => self.problem(folder, &error),
                    }
                }
            }
            Err(error) => self.problem(folder, &error),
        }
        entries.sort_by(|a, b| a.file_name().as_encoded_bytes().cmp(b.file_name().as_encoded_bytes()));
        let mut any = false;
        for entry in entries {
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            let path = entry.path();
            let is_link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
            let is_report = is_report(&path);
            match fs::metadata(&path) {
                Ok(meta) if meta.is_dir() && !is_link => any |= self.walk(&path, root, entered),
                Ok(meta) if meta.is_dir() => self.linked(&path, root),
                // Only what is a file: a pipe in a folder would wait for ever.
                Ok(meta) if meta.is_file() && is_report && own::is_own(&path) => self.own += 1,
                Ok(meta) if meta.is_file() && is_report => {
                    self.file(&path, &meta);
                    any = true;
                }
                Err(error) if is_report => self.problem(&path, &error),
                _ => {}
            }
        }
        any
    }

    /// A link to a folder is not entered: inside the given folder its files are read under their own names, and
    /// outside nobody has asked for them.
    fn linked(&mut self, link: &Path, root: &Path) {
        if !fs::canonicalize(link).is_ok_and(|target| target.starts_with(root)) {
            let link = link.display();
            self.out
                .problems
                .push(format!("{link}: a link to another folder, not entered; give that folder to read it"));
        }
    }
}

/// Why a file cannot be read, and what to do about it.
pub fn why(error: &io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "no such file or folder; check the name".into(),
        ErrorKind::PermissionDenied => "no permission to read it; make it readable".into(),
        _ => format!("cannot be read: {error}"),
    }
}

/// The files that [`gather`] would read, in its order, without reading them: `-` and addresses are among them as they are.
pub fn files(args: &[OsString], problems: &mut Vec<String>) -> Vec<PathBuf> {
    let mut out: Vec<PathBuf> = Vec::new();
    for arg in args {
        if arg == "-" || arg.to_str().is_some_and(address::is_address) {
            out.push(arg.into());
            continue;
        }
        let mut gatherer = Gatherer::new(To::List(Vec::new()));
        gatherer.named(arg);
        problems.append(&mut gatherer.out.problems);
        if let To::List(list) = gatherer.to {
            out.extend(list);
        }
    }
    let mut seen = HashSet::new();
    out.retain(|p| seen.insert(fs::canonicalize(p).unwrap_or_else(|_| p.clone())));
    out
}

/// Whether the ending of a file's name says that it holds JSON lines.
pub fn has_lines(name: &str) -> bool {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("jsonl") || ending.eq_ignore_ascii_case("ndjson")
}

/// Whether an argument that names no file can be a pattern.
fn is_pattern(arg: &str) -> bool {
    arg.contains(['*', '?', '['])
}

/// Whether a file in a folder is one to be read, by its ending.
pub fn is_report(path: &Path) -> bool {
    let ends =
        |path: &Path, known: &[&str]| path.extension().is_some_and(|e| known.iter().any(|k| e.eq_ignore_ascii_case(k)));
    ends(path, ENDINGS) || ends(path, PACKED) && path.file_stem().is_some_and(|s| ends(Path::new(s), ENDINGS))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicU32, Ordering};

    /// A folder that is removed with the test.
    struct Folder(PathBuf);

    impl Folder {
        fn new(files: &[(&str, &[u8])]) -> Self {
            static COUNT: AtomicU32 = AtomicU32::new(0);
            let name = format!("variorum-input-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
            let folder = Self(std::env::temp_dir().join(name));
            fs::create_dir_all(&folder.0).unwrap();
            for (name, bytes) in files {
                let path = folder.0.join(name);
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, bytes).unwrap();
            }
            folder
        }

        fn path(&self, name: &str) -> OsString {
            self.0.join(name).into()
        }

        fn here(&self) -> OsString {
            self.0.clone().into()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            fs::remove_dir_all(&self.0).ok();
        }
    }

    fn texts(gathered: &Gathered) -> Vec<&str> {
        gathered.articles.iter().map(|a| a.text.as_str()).collect()
    }

    fn read(args: &[OsString]) -> Gathered {
        gather_from(args, &mut io::empty())
    }

    #[test]
    fn a_folder_is_read_in_the_order_of_names() {
        let folder = Folder::new(&[
            ("b.txt", b"b"),
            ("B.TXT", b"B"),
            ("a/z.md", b"z"),
            ("a/a.jsonl", b"{\"text\":\"j1\"}\n{\"text\":\"j2\"}\n"),
            ("c.text", b"c"),
            (".hidden.txt", b"no"),
            (".git/x.txt", b"no"),
            ("picture.png", b"\0"),
            ("notes", b"no"),
        ]);
        let got = read(&[folder.here()]);
        assert_eq!(texts(&got), ["B", "j1", "j2", "z", "b", "c"]);
        assert!(got.problems.is_empty(), "{:?}", got.problems);
        assert_eq!(got.articles[1].path, folder.path("a/a.jsonl").to_string_lossy());
    }

    #[test]
    fn what_was_written_here_is_no_report_of_a_folder() {
        let page = format!("<!DOCTYPE html><head>{}1\"></head><p>One.</p>", own::PAGE);
        let folder = Folder::new(&[
            ("a.txt", b"a"),
            ("story.html", page.as_bytes()),
            ("story.json", b"{\"channel\":null,\"text\":\"One.\"}"),
            ("note.md", b"<!-- variorum-note 1: check its places -->\n# One"),
            ("e.json", b"{\"format\":\"variorum-edition\",\"version\":1}"),
            ("b.md", b"A note on the <!-- variorum-note -->."),
        ]);
        let got = read(&[folder.here()]);
        assert_eq!(texts(&got), ["a", "A note on the <!-- variorum-note -->."]);
        assert!(got.problems.is_empty(), "{:?}", got.problems);
    }

    #[test]
    fn a_folder_without_reports_says_what_is_read() {
        let folder = Folder::new(&[("x.pdf", b"%PDF"), ("deep/er/y.png", b"")]);
        let got = read(&[folder.here()]);
        assert!(got.articles.is_empty());
        assert_eq!(got.problems.len(), 1);
        for words in [&*folder.here().to_string_lossy(), ".txt, .text, .md, .jsonl, .ndjson, .json, .html"] {
            assert!(got.problems[0].contains(words), "{}", got.problems[0]);
        }
    }

    #[test]
    fn what_cannot_be_read_is_named_and_the_rest_is_read() {
        let folder =
            Folder::new(&[("a.txt", b"a"), ("bin.txt", b"x\0y\0\0\0"), ("c.jsonl", b"{\"text\":\"c\"}\nbroken\n")]);
        let got =
            read(&[folder.path("none.txt"), folder.path("bin.txt"), folder.path("c.jsonl"), folder.path("a.txt")]);
        assert_eq!(texts(&got), ["c", "a"]);
        assert_eq!(got.problems.len(), 3);
        assert!(got.problems[0].contains("none.txt: no such file or folder"), "{}", got.problems[0]);
        assert!(got.problems[1].contains("bin.txt: not text"), "{}", got.problems[1]);
        assert!(got.problems[2].contains("c.jsonl:2: not JSON"), "{}", got.problems[2]);
    }

    #[test]
    fn an_empty_file_is_a_report_without_text() {
        let folder = Folder::new(&[("a.txt", b""), ("b.txt", b" date 2021-02-05 \n\n")]);
        let got = read(&[folder.path("a.txt"), folder.path("b.txt")]);
        assert!(got.problems.is_empty());
        assert_eq!(got.articles.len(), 2);
        assert!(got.articles.iter().all(|a| a.notes.iter().any(|n| n.message == "no story text")));
        assert_eq!(got.articles[1].meta.date.as_deref(), Some("2021-02-05"));
    }

    #[test]
    fn a_file_named_by_itself_may_end_in_anything() {
        let folder = Folder::new(&[("report", b"x"), (".hidden", b"y")]);
        assert_eq!(texts(&read(&[folder.path("report"), folder.path(".hidden")])), ["x", "y"]);
    }

    #[test]
    fn a_file_given_twice_is_read_once() {
        let folder = Folder::new(&[("a.txt", b"a"), ("b.txt", b"b")]);
        let again = folder.0.join("./b.txt").into();
        let got = read(&[folder.path("b.txt"), folder.here(), again, folder.path("a.txt")]);
        assert_eq!(texts(&got), ["b", "a"]);
        for article in &got.articles {
            let told = article.notes.iter().filter(|n| n.message.contains("more than once")).count();
            assert_eq!(told, 1, "{:?}", article.notes);
        }
        let got = read(&[folder.here(), folder.here()]);
        assert_eq!((texts(&got).len(), got.problems.len()), (2, 0));
    }

    #[test]
    fn standard_input_is_read_once() {
        let mut input = "{\"text\":\"one\"}\n{\"text\":\"two\"}\n".as_bytes();
        let got = gather_from(&["-".into(), "-".into()], &mut input);
        assert_eq!(texts(&got), ["one", "two"]);
        assert_eq!((got.articles[0].path.as_str(), got.articles[1].line), ("-", Some(2)));
        assert!(got.articles[0].notes.iter().any(|n| n.message.contains("more than once")));
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_not_utf_8_is_a_name() {
        use std::os::unix::ffi::OsStrExt;
        let folder = Folder::new(&[("a.txt", b"a")]);
        let odd = folder.0.join(OsStr::from_bytes(b"caf\xe9.txt"));
        fs::write(&odd, b"b").unwrap();
        let mut problems = Vec::new();
        assert_eq!(files(&[odd.clone().into(), folder.here()], &mut problems), [odd.clone(), folder.0.join("a.txt")]);
        assert!(problems.is_empty(), "{problems:?}");
        let got = read(&[odd.into(), folder.here()]);
        assert_eq!((texts(&got), got.problems.len()), (vec!["b", "a"], 0));
    }

    #[cfg(unix)]
    #[test]
    fn links_neither_loop_nor_lead_out_of_the_folder() {
        use std::os::unix::fs::symlink;
        let outside = Folder::new(&[("secret.txt", b"secret"), ("one.txt", b"one")]);
        let folder = Folder::new(&[("a/a.txt", b"a")]);
        symlink(&folder.0, folder.0.join("a/up")).unwrap();
        symlink(folder.0.join("a"), folder.0.join("same")).unwrap();
        symlink(&outside.0, folder.0.join("out")).unwrap();
        symlink(outside.0.join("one.txt"), folder.0.join("link.txt")).unwrap();
        symlink("nowhere.txt", folder.0.join("broken.txt")).unwrap();
        let got = read(&[folder.here()]);
        assert_eq!(texts(&got), ["a", "one"]);
        assert_eq!(got.problems.len(), 2, "{:?}", got.problems);
        assert!(got.problems[0].contains("broken.txt: no such file"));
        assert!(got.problems[1].contains("out: a link to another folder, not entered"));
        // A link that is named is asked for.
        assert_eq!(texts(&read(&[folder.path("out")])), ["one", "secret"]);
    }
}
