-- What the rotation dealt to a planned airing, as JSON: `utilities` in the order dealt, and how many of
-- them, the last ones, begin a new round (`fresh`). NULL: nothing, or an edit took the airing away.
ALTER TABLE airing ADD COLUMN dealt TEXT;
-- By programme and planned instant, since that is how a key begins: the last hands of a programme lie
-- together, in a log of a million entries too.
CREATE INDEX airing_dealt ON airing (key) WHERE dealt IS NOT NULL;
