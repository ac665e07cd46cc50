-- Every text of schedule.toml that was ever on air.
CREATE TABLE revision (
    id         INTEGER PRIMARY KEY,
    adopted_us INTEGER NOT NULL,          -- microseconds since 1970, UTC, as everywhere below
    sha256     TEXT NOT NULL,
    schedule   TEXT NOT NULL
) STRICT;

-- Airings at work: a row is written when an airing is due, and kept as the airing's key.
CREATE TABLE airing (
    key         TEXT PRIMARY KEY,         -- programme@planned instant
    phase       TEXT NOT NULL CHECK (phase IN ('due', 'armed', 'claimed', 'done')),
    at_us       INTEGER NOT NULL,         -- planned, or asked for
    subject     TEXT NOT NULL,            -- what it is, as JSON; {} once it is done
    started_us  INTEGER,
    progress_us INTEGER,                  -- when the figures below were true
    frames      INTEGER NOT NULL DEFAULT 0,
    heard       INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX airing_open ON airing (at_us) WHERE phase <> 'done';

-- One row: until when airings were written down as due, and since when.
CREATE TABLE watermark (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    since_us   INTEGER NOT NULL,
    covered_us INTEGER NOT NULL
) STRICT;

-- One row: the last sign of life.
CREATE TABLE heartbeat (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    at_us INTEGER NOT NULL
) STRICT;

-- The words of airings, each text once.
CREATE TABLE words (
    sha256 TEXT PRIMARY KEY,
    words  TEXT NOT NULL
) STRICT;

-- The log itself.
CREATE TABLE entry (
    n      INTEGER PRIMARY KEY,           -- 1, 2, 3 … without a hole
    kind   TEXT NOT NULL,                 -- outcome, act
    airing TEXT,
    at_us  INTEGER NOT NULL,              -- the instant the entry is about
    body   TEXT NOT NULL,                 -- canonical JSON; holds the hash of the entry before
    hash   TEXT NOT NULL                  -- SHA-256 of body, lower-case hex
) STRICT;
CREATE INDEX entry_at ON entry (at_us);
CREATE UNIQUE INDEX entry_one_outcome ON entry (airing) WHERE kind = 'outcome';
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TRIGGER entry_is_final BEFORE UPDATE ON entry
    BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
