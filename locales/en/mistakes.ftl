# Mistakes in files that a person wrote. The message says what is wrong, `.fix` what to do.
mistake-fix = what to do
mistake-warning = note

# Any TOML file
missing-key = `{ $key }` is missing
    .fix = add a line: { $example }
unknown-key = there is no key named `{ $key }`
    .fix = perhaps `{ $near }` was meant
unknown-key-of = there is no key named `{ $key }`
    .fix = remove the line, or use one of: { $known }
unknown-key-keyboard = there is no key named `{ $key }`; a Vietnamese keyboard may be switched on
    .fix = switch it off and write `{ $near }` again
wrong-kind-text = `{ $key }` takes a text in quotes
    .fix = write it as: { $key } = "…"
wrong-kind-number = `{ $key }` takes a number without quotes
    .fix = write it as: { $key } = 4
wrong-kind-yes-no = `{ $key }` takes true or false
    .fix = write it as: { $key } = true
wrong-kind-texts = `{ $key }` takes a text, or a list of texts
    .fix = write it as: { $key } = ["…", "…"]
wrong-kind-table = `{ $key }` must be a group
    .fix = write its name on a line of its own: [{ $key }]
wrong-kind-tables = `{ $key }` must be a group that may repeat
    .fix = write for each: [[{ $key }]]
toml-curly-quotes = curly quotes “ ” do not work here
    .fix = use straight quotes " (type them, do not paste from Word or Zalo)
toml-duplicate = this key was written before
    .fix = keep one of the lines
toml-open-quote = a text's quotes are not closed, or there is a stray \ in it
    .fix = add " at the end of the text
toml-unreadable = this cannot be read ({ $detail })
    .fix = each line has the form: name = "value"; a group's name stands in square brackets
