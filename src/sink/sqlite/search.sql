-- What a store holds beside the tables of the record.

-- What made the store: one row per thing worth knowing.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- Every organisation, person and policy item of the store, once.
CREATE TABLE entities (
  kind TEXT NOT NULL,         -- organization, person or policy
  id TEXT NOT NULL,
  name TEXT NOT NULL,         -- as the latest release calls it
  name_ko TEXT,
  name_en TEXT,
  type TEXT,                  -- type of organisation, post of a person, kind of policy item
  releases INTEGER NOT NULL,  -- how many name it
  first_day TEXT,             -- of their publication
  last_day TEXT,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- What they are called: letters and digits only, in lower case. A weak form may be something else's.
CREATE TABLE names (
  form TEXT NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  weak INTEGER NOT NULL,
  PRIMARY KEY (form, kind, id),
  FOREIGN KEY (kind, id) REFERENCES entities (kind, id) ON DELETE CASCADE
) WITHOUT ROWID;

-- Entities that an import changed and has not counted again yet: none, unless it was interrupted.
CREATE TABLE touched (kind TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;

CREATE INDEX releases_by_id ON releases (id, published, issuer);
CREATE INDEX releases_by_day ON releases (published, id, issuer);
CREATE INDEX releases_by_issuer ON releases (issuer, published, id);
CREATE INDEX releases_by_fingerprint ON releases (fingerprint, id);

-- Full-text search over morphemes, not characters. What comes in are words without case, parted by spaces, Latin letters
-- without marks, so that nothing is left to do for a tokenizer that knows Unicode: half the time of indexing.
-- Each word stands as often as it counts and beside itself: words are found by AND and OR, not as phrases.
CREATE VIRTUAL TABLE search USING fts5 (
  title_words, text_words,
  content = 'releases', content_rowid = 'key', tokenize = 'porter ascii'
);
-- Bytes of words gathered before they become a segment of the index: the fewer segments, the less is merged.
INSERT INTO search (search, rank) VALUES ('hashsize', 8388608);
-- What gija does itself, see mod.rs; for other programs.
CREATE TRIGGER releases_in AFTER INSERT ON releases BEGIN
  INSERT INTO search (rowid, title_words, text_words) VALUES (new.key, new.title_words, new.text_words);
END;
CREATE TRIGGER releases_out AFTER DELETE ON releases BEGIN
  INSERT INTO search (search, rowid, title_words, text_words)
  VALUES ('delete', old.key, old.title_words, old.text_words);
END;
