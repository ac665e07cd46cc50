# Scripts: templates and facts
script-unknown = there is no script named `{ $script }`
    .fix = check the file's name in scripts/; there are: { $known }
script-faulty = the script `{ $script }` has a mistake and cannot be used yet
    .fix = correct the mistakes shown for this script
script-is-part = the script `{ $script }` is only a part of others and cannot be aired by itself
    .fix = choose another; there are: { $known }
script-unknown-utility = there is no utility with the id `{ $utility }`
    .fix = add a [[utility]] with id = "{ $utility }", or correct the id

# Templates that cannot be read
template-file-too-big = the template is longer than { $limit } KB
    .fix = divide it into several shorter scripts
template-control-letter = there is an invisible letter here that cannot be read
    .fix = delete this stretch and type it again by hand
template-odd-letter = { $letter } cannot be used here
    .fix = between braces write only names, texts in quotes, and round brackets
template-tag-open = these braces are opened and never closed
    .fix = add {"}}"} at the end; if there is an open quote, close it first
template-quote-open = a quote is opened here and never closed
    .fix = add a quote at the end of the text
template-block-open = the block `{ $name }` is opened here and never closed
    .fix = add {"{{"}/{ $name }{"}}"} where this part ends
template-closes-other = this closes `{ $name }`, but the open block is `{ $opened }`
    .fix = close the open block first: {"{{"}/{ $opened }{"}}"}
template-nothing-open = `{ $tag }` belongs to no open block
    .fix = remove it, or open its block above
template-syntax = this cannot be read
    .fix = compare it with a script that works; a name is written {"{{"}name{"}}"}
template-too-deep = blocks stand too deep in each other, at most { $limit } are possible
    .fix = use fewer, or move a part to a script of its own

# Templates that could not end, or would not fit
template-includes-itself = this script includes itself: { $way }
    .fix = remove one of these inclusions
template-includes-too-deep = scripts include each other too deep, at most { $limit } are possible
    .fix = join some of the small scripts
template-too-many-turns = the loops of this script make too many turns, at most { $limit } are possible
    .fix = use fewer loops inside each other
template-too-long = the words of the script are longer than { $limit } KB
    .fix = write fewer words, or use fewer loops
template-part-by-value = the included script must be named outright
    .fix = write it as {"{{"}> script-name{"}}"}
template-inner-part = a script cannot hold a smaller script inside
    .fix = put this part in a file of its own in scripts/ and include it with {"{{"}> script-name{"}}"}

# Names in templates
template-unknown-name = the script uses `{ $name }`, but nothing of that name is there at this place
    .fix = perhaps `{ $near }` was meant; there are: { $known }
template-unknown-name-of = the script uses `{ $name }`, but nothing of that name is there at this place
    .fix = use one of: { $known }
template-unknown-helper = there is no command named `{ $name }`
    .fix = perhaps `{ $near }` was meant
template-unknown-helper-of = there is no command named `{ $name }`
    .fix = use one of: { $known }
template-unknown-part = there is no script named `{ $name }`
    .fix = perhaps `{ $near }` was meant
template-unknown-part-of = there is no script named `{ $name }`
    .fix = check the file's name in scripts/; there are: { $known }
template-helper-is-block = `{ $helper }` must open and close a block
    .fix = write it as {"{{"}#{ $helper } …{"}}"}…{"{{"}/{ $helper }{"}}"}
template-helper-is-value = `{ $helper }` cannot open a block
    .fix = put it in round brackets, for example: {"{{"}#if ({ $helper } …){"}}"}
template-helper-needs = `{ $helper }` must be followed by { $number ->
        [one] one value
       *[other] { $number } values
    }
    .fix = add or remove values
template-not-a-list = `{ $name }` is not a list and cannot be repeated
    .fix = repeat over the list of utilities: {"{{"}#each utilities{"}}"}
template-not-words = `{ $name }` is a whole group and cannot be read aloud
    .fix = choose a name inside it, such as `{ $name }.name`
template-empty-name = `{ $name }` has no value in this airing
    .fix = put it in {"{{"}#if …{"}}"}, or use another name
template-fails = the script cannot be filled ({ $detail })
    .fix = compare it with a script that works

# Words and clips
template-words-without-clip = these words have no clip, so nobody could hear them
    .fix = put them in {"{{"}#cue "clip-name"{"}}"}…{"{{"}/cue{"}}"}
template-cue-in-cue = words that have their clip cannot hold another clip's words
    .fix = close the cue before with {"{{"}/cue{"}}"}, then open this one
template-clip-name = `{ $clip }` cannot be a clip's name
    .fix = use small letters without marks, digits and -, for example: vneid-luu-tru

# Facts
facts-id-form = the id `{ $id }` is not well formed
    .fix = use small letters without marks, digits and -, for example: luu-tru
facts-id-twice = the id `{ $id }` was used above
    .fix = choose another, or remove the repetition
facts-blank = `{ $key }` is empty
    .fix = write the words between the quotes
facts-level = an account level is 1 or 2
    .fix = write level = 1 or level = 2
facts-date = `{ $date }` is not a real date
    .fix = write it as day/month/year, for example: "28/02/2024"
facts-how-to-unsourced = the how-to speaks of something on the screen (`{ $word }`) without source and day of checking; meanwhile the station does not read it
    .fix = add two lines to [utility.how_to], such as: source = "The ward police" and checked_on = "26/11/2026"; or leave out what is on the screen
facts-old-after-months = `old_after_months` is a number of months from 1 to 120
    .fix = write, say: old_after_months = 12
facts-unknown-basis = the utility `{ $id }` says that the text `{ $number }` changed it, but no [[basis]] has that number
    .fix = add that text at the end of the file, or correct changed_by
facts-count-differs = `{ $key }` says { $stated } utilities, but the list has { $listed }
    .fix = compare the list with the letter
