CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  format TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  content BLOB NOT NULL,
  captured TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now'))
);
CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  capture INTEGER NOT NULL REFERENCES captures (id),
  origin TEXT NOT NULL,
  path TEXT NOT NULL,
  line INTEGER,
  record TEXT,
  url TEXT,
  outlet TEXT,
  title TEXT,
  published TEXT,
  modified TEXT,
  lang TEXT,
  encoding TEXT NOT NULL,
  text TEXT NOT NULL,
  UNIQUE (capture, origin)
);
CREATE INDEX articles_url ON articles (url) WHERE url IS NOT NULL;
CREATE INDEX articles_outlet ON articles (outlet, published) WHERE outlet IS NOT NULL;
CREATE INDEX articles_published ON articles (published) WHERE published IS NOT NULL;
CREATE TABLE blocks (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  continues INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;
CREATE TABLE notes (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  message TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;
CREATE VIRTUAL TABLE articles_fts USING fts5 (
  title, text, content='articles', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
-- Words of up to 64 MB are gathered before they go to the index: one piece a batch, which is less to merge later.
INSERT INTO articles_fts (articles_fts, rank) VALUES ('hashsize', 67108864);
CREATE TRIGGER articles_insert AFTER INSERT ON articles BEGIN
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
CREATE TRIGGER articles_delete AFTER DELETE ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
END;
CREATE TRIGGER articles_update AFTER UPDATE OF title, text ON articles BEGIN
  INSERT INTO articles_fts (articles_fts, rowid, title, text) VALUES ('delete', old.id, old.title, old.text);
  INSERT INTO articles_fts (rowid, title, text) VALUES (new.id, new.title, new.text);
END;
