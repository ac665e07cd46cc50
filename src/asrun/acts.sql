-- Acts are few among many entries; the last one is looked for at every start, and may be a million
-- entries back.
CREATE INDEX entry_act ON entry (n) WHERE kind = 'act';
