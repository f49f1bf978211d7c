CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  listed TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  title TEXT,
  found TEXT NOT NULL,
  due TEXT,
  checked TEXT,
  status INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  note TEXT,
  stopped TEXT,
  held TEXT,
  etag TEXT,
  modified TEXT
);
CREATE TABLE pages (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  feed INTEGER REFERENCES feeds (id) ON DELETE SET NULL,
  article INTEGER REFERENCES articles (id) ON DELETE SET NULL,
  found TEXT NOT NULL,
  due TEXT,
  checked TEXT,
  status INTEGER,
  failures INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  note TEXT,
  stopped TEXT,
  held TEXT,
  etag TEXT,
  modified TEXT
);
CREATE INDEX pages_feed ON pages (feed, due) WHERE due IS NOT NULL;
CREATE INDEX pages_article ON pages (article) WHERE article IS NOT NULL;
CREATE TABLE fetches (
  id INTEGER PRIMARY KEY,
  time TEXT NOT NULL,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,
  status INTEGER,
  bytes INTEGER NOT NULL,
  ms INTEGER NOT NULL,
  article INTEGER REFERENCES articles (id) ON DELETE SET NULL,
  note TEXT
);
CREATE INDEX fetches_time ON fetches (time);
CREATE INDEX fetches_article ON fetches (article) WHERE article IS NOT NULL;
CREATE TABLE robots (
  origin TEXT PRIMARY KEY,
  status INTEGER NOT NULL,
  text TEXT NOT NULL,
  fetched TEXT NOT NULL
) WITHOUT ROWID;
