-- The index of an archive (SQLite). The bytes themselves are in warc/*.warc.gz; nothing is ever deleted.
-- Times are ISO 8601 UTC. Hashes are SHA-256, lower-case hexadecimal.

CREATE TABLE warcs (            -- one WARC file; `bytes` is how much of it the index knows
  id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bytes INTEGER NOT NULL
) STRICT;

CREATE TABLE records (          -- one answer; a revisit has the bytes of `holder`
  id INTEGER PRIMARY KEY,
  warc INTEGER NOT NULL REFERENCES warcs, offset INTEGER NOT NULL, length INTEGER NOT NULL,
  kind TEXT NOT NULL,           -- response, revisit
  source TEXT, role TEXT NOT NULL,  -- list, article, page, attachment, robots, absent
  url TEXT NOT NULL, ask TEXT NOT NULL,  -- `ask`: address, and form where there is one
  fetched_at TEXT NOT NULL, status INTEGER NOT NULL,
  media_type TEXT, charset TEXT, etag TEXT, last_modified TEXT, location TEXT, disposition TEXT,
  sha256 TEXT NOT NULL, bytes INTEGER NOT NULL, ending TEXT NOT NULL,  -- `ending`: by content, e.g. .pdf
  holder INTEGER REFERENCES records,
  outcome TEXT NOT NULL,        -- a word of judging.OUTCOMES, or salvaged
  notes TEXT NOT NULL           -- JSON list
) STRICT;
CREATE INDEX records_ask ON records (ask, id);
CREATE INDEX records_url ON records (url, id);
CREATE INDEX records_sha256 ON records (sha256, id);

CREATE TABLE runs (             -- one start of the program
  id INTEGER PRIMARY KEY, started_at TEXT NOT NULL, finished_at TEXT, agent TEXT NOT NULL, options TEXT NOT NULL
) STRICT;

CREATE TABLE sources (          -- the data files as they were when last used
  id TEXT PRIMARY KEY, region TEXT NOT NULL, family TEXT NOT NULL, data_file TEXT NOT NULL
) STRICT;

CREATE TABLE passes (           -- one reading of one source; a stopped one is continued
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, kind TEXT NOT NULL,  -- crawl, check, fetch
  started_at TEXT NOT NULL, finished_at TEXT, state TEXT NOT NULL,  -- running, finished, abandoned
  stage TEXT NOT NULL DEFAULT 'lists',  -- lists, articles
  since TEXT, max_pages INTEGER,
  verdict TEXT, reasons TEXT NOT NULL DEFAULT '[]', counts TEXT NOT NULL DEFAULT '{}'
) STRICT;
CREATE INDEX passes_source ON passes (source, kind, id);

CREATE TABLE columns (          -- how far the reading of one list has come in one pass
  pass INTEGER NOT NULL REFERENCES passes, number INTEGER NOT NULL, url TEXT NOT NULL,
  pages INTEGER NOT NULL DEFAULT 0, rows INTEGER NOT NULL DEFAULT 0,
  declared_total INTEGER, declared_pages INTEGER,
  state TEXT NOT NULL DEFAULT 'reading',  -- reading, complete, since, or a verdict
  reason TEXT, moved TEXT,      -- `moved`: where a redirect sent us
  PRIMARY KEY (pass, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE listed (           -- what a list named in a pass
  pass INTEGER NOT NULL, number INTEGER NOT NULL, url TEXT NOT NULL, PRIMARY KEY (pass, number, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE tasks (            -- requests of a pass; an answered one is never asked again in that pass
  id INTEGER PRIMARY KEY, pass INTEGER NOT NULL REFERENCES passes, source TEXT NOT NULL, host TEXT NOT NULL,
  kind TEXT NOT NULL,           -- list, article, page, attachment
  key TEXT NOT NULL, ask TEXT NOT NULL,  -- `ask`: JSON
  number INTEGER, place INTEGER, why TEXT NOT NULL DEFAULT 'new',  -- new, listed, again, unlisted, full
  tries INTEGER NOT NULL DEFAULT 0, hops INTEGER NOT NULL DEFAULT 0, not_before TEXT NOT NULL DEFAULT '',
  state TEXT NOT NULL DEFAULT 'todo',  -- todo, done, stopped
  outcome TEXT, reason TEXT, record INTEGER REFERENCES records,
  UNIQUE (pass, kind, key)
) STRICT;
CREATE INDEX tasks_todo ON tasks (state, host, kind, id);

CREATE TABLE places (           -- every address that a listing or an article named
  id INTEGER PRIMARY KEY, source TEXT NOT NULL, url TEXT NOT NULL, role TEXT NOT NULL,  -- article, page (a further one of it), attachment
  parent INTEGER REFERENCES places, list_url TEXT,
  title TEXT, date TEXT, fields TEXT NOT NULL DEFAULT '[]',  -- as the listing (the link) printed them
  state TEXT NOT NULL,          -- wanted, kept, external, off_topic, older, refused, repeats
  reason TEXT, first_seen TEXT NOT NULL, last_seen TEXT NOT NULL, asked_at TEXT, read_at TEXT, withdrawn_at TEXT,
  UNIQUE (source, url)
) STRICT;
CREATE INDEX places_url ON places (url);

CREATE TABLE versions (         -- what stood at a place; the newest has the highest id
  id INTEGER PRIMARY KEY, place INTEGER NOT NULL REFERENCES places, record INTEGER NOT NULL REFERENCES records,
  pass INTEGER, digest TEXT NOT NULL, read_at TEXT NOT NULL,
  title TEXT, recognised INTEGER NOT NULL, files TEXT NOT NULL DEFAULT '[]',
  facts TEXT NOT NULL DEFAULT '[]', doubts TEXT NOT NULL DEFAULT '[]'
) STRICT;
CREATE INDEX versions_place ON versions (place, id);

CREATE TABLE events (           -- what happened to a place: new, changed, withdrawn, returned, refused
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, pass INTEGER, place INTEGER REFERENCES places, kind TEXT NOT NULL, reason TEXT
) STRICT;

CREATE TABLE robots (           -- the rules of a host, kept for a day
  origin TEXT PRIMARY KEY, asked_at TEXT NOT NULL, status INTEGER, record INTEGER REFERENCES records, reason TEXT
) STRICT;

CREATE TABLE absent (           -- what an origin says of a page that surely does not exist
  origin TEXT PRIMARY KEY, asked_at TEXT NOT NULL, status INTEGER, record INTEGER REFERENCES records
) STRICT;
