# What `loa check` finds when it looks at the whole folder
no-schedule = there is no schedule.toml in the folder { $folder }
    .fix = change to the station's folder, or name it: loa --station FOLDER …
not-utf8 = this file is not UTF-8 text
    .fix = open it in an editor and save it again with the encoding UTF-8
file-too-big = this file is larger than 128 KB, nobody can have written it
    .fix = see whether another file was copied here by mistake
unreadable-file = this file cannot be read ({ $error })
    .fix = check who may read it, and the disk
check-no-place = the station's place name is not given; the report prints dots there
    .fix = write the official name in [station]: place = "…"
check-sample-name = the station still has the sample's name “{ $name }”: all papers say SAMPLE DATA, and no letter leaves
    .fix = write its real name, with its ward or commune, such as name = "Đài Truyền thanh phường …"
check-no-script = there is no script scripts/{ $script }.hbs
    .fix = correct the name, or copy that file into scripts/
check-no-script-near = there is no script scripts/{ $script }.hbs
    .fix = perhaps `{ $near }` is meant
check-no-clip = there is no clip `{ $clip }` in audio/
    .fix = record it and copy it into audio/. Meanwhile airings that need it are missed
check-no-clip-near = there is no clip `{ $clip }` in audio/
    .fix = record it and copy it into audio/, or perhaps `{ $near }` is meant. Meanwhile airings that need it are missed
check-no-transcript = the clip `{ $clip }` has no transcript
    .fix = make { $clip }.txt beside the clip with the words that were recorded: “{ $words }”
check-stale-clip = the clip `{ $clip }` is an old recording, its words have changed: { $changes }
    .fix = record the new words and make the .txt beside it agree: “{ $words }”; for a machine's clip type: loa voice. Meanwhile the old one airs
check-read-otherwise = a machine spoke the clip `{ $clip }` with an older reading; the words are now read: “{ $reading }”
    .fix = type loa voice to have the clip spoken anew. Meanwhile the old clip airs
check-words-vary = the words of the clip `{ $clip }` differ here from those in scripts/{ $script }.hbs line { $line }: { $changes }
    .fix = a clip can say one text only: write the same in both places, or give one of them another clip. Meanwhile the clip that is there airs in both
check-clash = { $then ->
        [waits] `{ $second }` starts late at { $time } on { $date }: it waits for `{ $first }` (line { $line }) until { $until }
        [joins] `{ $second }` joins in the middle at { $time } on { $date }: it waits for `{ $first }` (line { $line }) until { $until }
       *[missed] `{ $second }` will be missed at { $time } on { $date }: `{ $first }` (line { $line }) is on air until { $until }
    }
    .fix = { $then ->
        [waits] move one of them if that is not meant
        [joins] move one of them if that is not meant
       *[missed] move one of them, or let `{ $second }` wait long enough: late = "start", grace = …
    }
check-clash-cut = `{ $second }` will cut into `{ $first }` (line { $line }) at { $time } on { $date }, having the higher priority
    .fix = move one of them if that is not meant
check-clash-elsewhere = `{ $second }` clashes with `{ $first }` (line { $line }) at { $time } on { $date }: other equipment sounds one of them, people will hear both at once
    .fix = move one of them
check-runs-into-quiet = `{ $second }` at { $time } on { $date } runs into the quiet hours { $hours }: it fades out there, having been heard for { $heard }
    .fix = let it begin earlier, shorten it, or add an [[allow]] for the days on which it may run on
check-waits-into-rule = `{ $second }` at { $time } on { $date } will be missed: it has to wait for too long, and then a rule forbids it: { $why }
    .fix = let it begin earlier, or move the programme that is on air then
check-unheard = within { $days } days nobody hears of these utilities: { $ids }
    .fix = add airings, or take more utilities each time: utilities = …
check-topic-unknown = no programme has the topic "{ $topic }", which `topics` names
    .fix = write it as in the line `topic` of the programme. Meanwhile the report holds no airing of that topic
check-topic-unknown-near = no programme has the topic "{ $topic }", which `topics` names
    .fix = perhaps "{ $near }" is meant. Meanwhile the report holds no airing of that topic
check-topic-uncounted = `{ $title }` speaks of VNeID utilities, but its topic is "{ $topic }"; the report counts only { $topics }
    .fix = change the programme's topic: topic = "{ $first }", or add this topic to `topics` in [report]. Meanwhile its airings count as other content only
check-topics-none = no programme has the topic "{ $topic }": the monthly report holds no airing
    .fix = add a line to the programmes: topic = "{ $topic }", or name another topic in [report]: topics = ["…"]
check-unknown-token = nobody knows how to read `{ $token }`
    .fix = write it into scripts/words.toml, such as: { $token } = "…"
check-wrong-length = the clip `{ $clip }` is { $length } s long, its words take about { $expected } s: probably the wrong file
    .fix = listen to it; if it is the wrong one, put the right one in its place

# Facts
check-utility-unsourced = what is said of these utilities has no source or no day: { $ids }; meanwhile the station still says it
    .fix = in [[utility]], write who says so (source) and of which day that is (as_of); without any source, leave it out: on_air = false
check-utility-old = what is said of these utilities rests on sources more than { $months } months old, the oldest of { $oldest }: { $ids }; meanwhile the station still says it
    .fix = ask the commune's police or look for a newer source, correct the words if needed, then as_of and source
check-utility-past = these utilities are past their valid_until, so the station no longer speaks of them: { $ids }
    .fix = write what is true now and change valid_until (or take the line out); if it is no longer used, write on_air = false
check-utility-unconfirmed = something that is said of these utilities is not confirmed by an official text: { $ids }; meanwhile the station still says it
    .fix = read the line unconfirmed, ask the police or the committee; if it is right take the line out, if not change the words
check-utility-on-screen = the words on the utility `{ $id }` name something on the screen (`{ $word }`) without source and date; meanwhile the station still reads them
    .fix = add source and as_of, or leave out the words about the screen: the app changes often
check-how-to-unsourced = the how-tos of these utilities have no source or no day: { $ids }; meanwhile the station still reads them
    .fix = in [utility.how_to], write who says so (source) and the source's day or when it was tried (checked_on); or say only where help is
check-how-to-old = the how-tos of these utilities were last checked more than { $months } months ago, the oldest on { $oldest }: { $ids }; meanwhile the station still reads them
    .fix = try it in VNeID or ask the commune's police, correct the words if needed, then checked_on
check-how-to-past = the how-tos of these utilities are past their valid_until, so the station no longer reads them and names only the place where help is: { $ids }
    .fix = write what is true now and change valid_until, or take the whole [utility.how_to] out
check-how-to-unconfirmed = something in the how-tos of these utilities is not confirmed by an official text: { $ids }; meanwhile the station still reads them
    .fix = read the line unconfirmed, ask the police or the committee; if it is right take the line out, if not change the words
check-figure-old = figures that are read on air are more than { $months } months old, the oldest of { $oldest }: { $ids }; the station still reads them, with their day
    .fix = look for newer figures and change value, as_of and source; or leave them out of the script
check-figure-past = figures that are read on air are past their valid_until: { $ids }; the station still reads them, with their own day
    .fix = look for newer figures and change value, as_of, source and valid_until; or leave them out of the script
check-figure-bare = a script reads the number `{ $value }` without taking it from the figure `{ $id }`: its day may be missing
    .fix = put {"{{"}figures.{ $id }.spoken{"}}"} in place of the whole sentence
check-cue-on-screen = words of the script name something on the screen (`{ $word }`), without a source and its date; meanwhile the station still reads them
    .fix = move them into a [utility.how_to] of scripts/vneid.toml, with source and checked_on; or leave out the words about the screen. Remove quotation marks: nobody hears them
check-safety = the script is about VNeID, and some of its airings do not have the whole safety line; meanwhile the station still airs it
    .fix = add the line {"{{"}> an-toan{"}}"} to the script, outside every if and each
check-safety-missing = the script is about VNeID, and the station has no safety line yet; meanwhile the station still airs it
    .fix = make a file scripts/an-toan.hbs with the line in a cue block, then add the line {"{{"}> an-toan{"}}"} to the script
