ALTER TABLE articles ADD COLUMN entry TEXT;
ALTER TABLE articles ADD COLUMN captured TEXT;
ALTER TABLE articles ADD COLUMN media TEXT;
ALTER TABLE articles ADD COLUMN authors TEXT;
ALTER TABLE articles ADD COLUMN section TEXT;
ALTER TABLE articles ADD COLUMN reader TEXT;
CREATE UNIQUE INDEX articles_entry ON articles (entry) WHERE entry IS NOT NULL;
