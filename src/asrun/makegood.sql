-- Make-goods are few among many entries, and are looked for with every page of the log. A damaged body
-- makes no good: it is `loa log verify` that names it.
CREATE INDEX entry_makes_good ON entry (at_us)
    WHERE iif(json_valid(body), json_extract(body, '$.makes_good'), NULL) IS NOT NULL;
