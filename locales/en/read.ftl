# How names and acronyms are read aloud: scripts/words.toml
words-manner = there is no manner of reading numbers named `{ $written }`
    .fix = write manner = "north" (linh, nghìn) or manner = "south" (lẻ, ngàn)
words-control = there is a hidden character here that cannot be read
    .fix = delete this place and type it again by hand
words-blank = `{ $key }` is empty
    .fix = write the letters and their reading between the quotes
words-own = `{ $key }` is what the station itself says for numbers, dates or legal texts, so it cannot be changed here
    .fix = remove this line
words-not-spoken = the reading of `{ $key }` still holds a number or an acronym
    .fix = write it as it is spoken, for instance: { $reading }
