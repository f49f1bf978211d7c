CREATE TABLE notices (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,
  in_story INTEGER NOT NULL,
  text TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  label_start INTEGER,
  label_end INTEGER,
  PRIMARY KEY (article, n)
) WITHOUT ROWID;
CREATE TABLE services (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  notice INTEGER NOT NULL,
  organisation TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  organisation_start INTEGER,
  organisation_end INTEGER,
  part_of INTEGER,
  PRIMARY KEY (article, n),
  FOREIGN KEY (article, notice) REFERENCES notices (article, n),
  FOREIGN KEY (article, part_of) REFERENCES services (article, n)
) WITHOUT ROWID;
CREATE TABLE contacts (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  service INTEGER NOT NULL,
  kinds TEXT NOT NULL,
  text TEXT NOT NULL,
  digits TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  number_start INTEGER NOT NULL,
  number_end INTEGER NOT NULL,
  other_start INTEGER,
  other_end INTEGER,
  keyword_start INTEGER,
  keyword_end INTEGER,
  PRIMARY KEY (article, n),
  FOREIGN KEY (article, service) REFERENCES services (article, n)
) WITHOUT ROWID;
CREATE INDEX contacts_digits ON contacts (digits) WHERE digits IS NOT NULL;
CREATE TABLE hours (
  article INTEGER NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  service INTEGER NOT NULL,
  text TEXT NOT NULL,
  opening TEXT,
  in_name INTEGER NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (article, n),
  FOREIGN KEY (article, service) REFERENCES services (article, n)
) WITHOUT ROWID;
