-- An airing's corrections, the latest found at once.
CREATE INDEX entry_correction ON entry (airing, n) WHERE kind = 'correction';

-- Entries go only under a seal, which holds how many they were, what they came to, and the hash of
-- the last one.
CREATE INDEX entry_seal ON entry (n) WHERE kind = 'seal';
DROP TRIGGER entry_is_kept;
CREATE TRIGGER entry_is_kept BEFORE DELETE ON entry
    WHEN OLD.n > coalesce(
        (SELECT json_extract(body, '$.seal.through') FROM entry WHERE kind = 'seal' ORDER BY n DESC LIMIT 1), 0)
    BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
