ALTER TABLE articles ADD COLUMN annotated INTEGER;
CREATE TABLE entities (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  mentions INTEGER NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;
CREATE INDEX entities_name ON entities (name);
CREATE TABLE names (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  entity INTEGER NOT NULL,
  PRIMARY KEY (article, n),
  FOREIGN KEY (article, entity) REFERENCES entities (article, n)
) WITHOUT ROWID;
CREATE TABLE times (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;
CREATE TABLE quotations (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  part_of INTEGER,
  within INTEGER,
  cue_start INTEGER,
  cue_end INTEGER,
  speaker TEXT,
  speaker_start INTEGER,
  speaker_end INTEGER,
  channel TEXT,
  addressee TEXT,
  addressee_start INTEGER,
  addressee_end INTEGER,
  time INTEGER,
  time_basis TEXT,
  PRIMARY KEY (article, n),
  FOREIGN KEY (article, part_of) REFERENCES quotations (article, n),
  FOREIGN KEY (article, within) REFERENCES quotations (article, n),
  FOREIGN KEY (article, time) REFERENCES times (article, n)
) WITHOUT ROWID;
CREATE INDEX quotations_speaker ON quotations (speaker) WHERE speaker IS NOT NULL;
