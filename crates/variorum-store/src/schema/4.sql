CREATE TABLE stories (
  id INTEGER PRIMARY KEY,
  title TEXT,
  first TEXT,
  last TEXT,
  articles INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  parts INTEGER NOT NULL
);
CREATE TABLE story_articles (
  article INTEGER PRIMARY KEY REFERENCES articles (id) ON DELETE CASCADE,
  story INTEGER NOT NULL REFERENCES stories (id) DEFERRABLE INITIALLY DEFERRED,
  part INTEGER NOT NULL,
  continues INTEGER,
  day INTEGER,
  report INTEGER NOT NULL UNIQUE
);
CREATE INDEX story_articles_story ON story_articles (story, day);
CREATE INDEX stories_last ON stories (last);
CREATE TABLE story_decisions (
  decision INTEGER NOT NULL,
  list INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('together', 'apart')),
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  made TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
  PRIMARY KEY (decision, list, article)
) WITHOUT ROWID;
CREATE INDEX story_decisions_article ON story_decisions (article);
CREATE TABLE story_window (
  report INTEGER PRIMARY KEY REFERENCES story_articles (report) ON DELETE CASCADE,
  held BLOB NOT NULL
);
CREATE TABLE story_links (
  report INTEGER PRIMARY KEY REFERENCES story_articles (report) ON DELETE CASCADE,
  links BLOB NOT NULL
);
CREATE TABLE story_words (
  n INTEGER PRIMARY KEY,
  counts BLOB NOT NULL
);
CREATE TABLE story_stream (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last INTEGER NOT NULL,
  reports INTEGER NOT NULL,
  halved INTEGER NOT NULL,
  state BLOB NOT NULL
);
-- A trigger makes a statement of several writes, for which FTS5 puts all that it has gathered on the disk, article by
-- article, only to merge it again: the program fills the index itself.
DROP TRIGGER articles_insert;
-- A batch is one piece of the index. Pieces are merged when there are 32 of a size, not in small steps all the time.
INSERT INTO articles_fts (articles_fts, rank) VALUES ('automerge', 0);
INSERT INTO articles_fts (articles_fts, rank) VALUES ('crisismerge', 32);
INSERT INTO articles_fts (articles_fts, rank) VALUES ('pgsz', 8000);
