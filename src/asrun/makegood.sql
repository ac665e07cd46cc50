-- Make-goods are few among many entries, and are looked for with every page of the log.
CREATE INDEX entry_makes_good ON entry (at_us)
    WHERE json_extract(body, '$.makes_good') IS NOT NULL;
