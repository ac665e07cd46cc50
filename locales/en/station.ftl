# What the running station says, on the terminal and on the page
say-today = { $station } – today's plan, { $date }:
say-next = Next: { $title }, at { $time } on { $date } (in { $in }). Press Ctrl-C to stop the station
say-nothing-next = Nothing is planned within the next 24 hours. Press Ctrl-C to stop the station
say-line-next = Next: { $title }, at { $time } on { $date }
say-line-nothing = Nothing is planned within the next 24 hours
say-no-hello = No programme to say hello with: { $why }
say-sample = The station still has the sample's name: papers say SAMPLE DATA, and no letter leaves. Write its real name as name in schedule.toml
say-hello-sample-only = only the sample station plays the greeting; a station with a name of its own keeps to its schedule
say-console = The operator's page: http://{ $address }
say-console-busy = The page cannot be served at { $address } ({ $error }); the station goes on air all the same
say-console-refused = The page is not served at { $address }: other computers could reach it, and it has no password. Use 127.0.0.1:8080; the station goes on air all the same
say-no-socket = Commands cannot reach the station by { $path } ({ $error }); it goes on air all the same
say-declared-none = The station declares that it uses no sound card (device = "none"): programmes run on time, the log calls them aired
say-device = The station plays on the sound card { $device }
say-no-device = No sound card was found: the station only keeps the time, nobody can hear it, and the log will say “Missed”. It goes on looking and uses the card once it is there. Check the card and its cable, then type loa devices; if the station uses no sound card, write device = "none" in schedule.toml
say-device-lost = The sound card is lost: nobody hears the station from now on; it keeps the time and looks for the card. Check the card and its cable
say-on-air = On air: { $title }
say-aired = Aired { $title }
say-cut = Cut short: { $title }
say-missed = Missed { $title }
say-skipped = Off by schedule: { $title }
say-cancelled = Cancelled { $title }
say-stopped = The station has stopped; everything is in the log
say-clock-wrong = The computer's clock may be wrong, the station starts nothing by itself
say-clock-ask = The computer shows { $time } on { $date }. If that is right, type loa clock ok; if not, set its date and time. The station then goes on by itself
say-clock-right = The clock is right again, the station goes on
say-edit-refused = There are { $count } things to look at in the edited files, so they are not used yet. Meanwhile the old schedule stays on air
say-edit-lost = The file just saved lacks what the schedule on air has
say-edit-unreadable = The schedule cannot be read yet
say-edit-reads-again = It is read again in 10 seconds; if it is still the same, the file just saved is used. Meanwhile the old schedule stays on air
say-edit-looks-again = It is read again in 10 seconds. Meanwhile the old schedule stays on air
say-edit-whole = Read again, the file is whole
lost-programmes = { $count ->
        [one] one programme ({ $names })
       *[other] { $count } programmes ({ $names })
    }
lost-exceptions = { $count ->
        [one] one day off ({ $names })
       *[other] { $count } days off ({ $names })
    }
lost-utilities = { $count ->
        [one] one utility ({ $names })
       *[other] { $count } utilities ({ $names })
    }
lost-groups = the group { $names }
lost-ends = the end of { $names }
say-edit-waits = The edited files are read. The computer's clock is doubtful, so they are used once it is right. Meanwhile the station starts nothing by itself
say-start-with-mistakes = There are { $count } things to look at in the station's files. Meanwhile the programmes without a mistake are on air
say-store-failed = The log cannot be written ({ $error }); trying again at once. Is there room on the disk?
say-disk-low = Only { $left } MB are free on the disk. The station stays on air and keeps its log; clear away other files, and nothing in data/
say-disk-fine = There is room on the disk again
say-sealed = The log older than 24 months was sealed: of the first { $entries } entries the totals stay; reports that were made stay as they are
say-report-sent = Report of { $month } (revision { $revision }): { $letters } letters are in data/outbox
say-report-queued = Report of { $month } (revision { $revision }): { $letters } letters wait to be sent. The station sends them while it runs (loa run); what became of them: loa outbox
say-report-kept = Report of { $month }: the papers are in data/reports, no letter leaves by itself
say-report-unchanged = The letters of the report of { $month } were made before with the same figures; it is not sent again. What became of them: loa outbox
say-report-failed = The report could not be made: { $error }
say-makegood = { $title } ({ $missed }) will be made good at { $at }

# Answers to what a person asks of the station
answer-playing = On air: { $title }
answer-stopped = Stopped { $title }
answer-busy = { $title } is on air; wait for its end, or stop it first
answer-elsewhere = { $title } is sounded by other equipment and cannot be played from here
answer-no-programme = There is no programme named `{ $id }`. There are: { $known }
answer-nothing-on-air = Nothing is on air
answer-nothing-to-play = No programme can be played right now
answer-clock-confirmed = The station goes on; the clock shows { $time } on { $date }
answer-clock-trusted = The clock shows { $time } on { $date }; the station goes by it
answer-clock-impossible = The clock shows { $time } on { $date }, which cannot be right. Set the computer's date and time first; the station then goes on by itself
answer-stopping = The station is stopping
answer-corrected = The airing { $airing } was corrected. If that month's report was sent, send its next revision: loa report --month MONTH --send
answer-noted = A note was added to the airing { $airing }
answer-declared = { $title } was declared (key { $airing }); reports list it apart, never as aired
answer-no-by = It is not known who states this
    .fix = add the name: --by "Name"
answer-no-why = It does not say why
    .fix = add the reason: --why "…"
answer-correct-unknown = The log has no airing with the key `{ $airing }`
    .fix = see the field airing in: loa log --json
answer-correct-open = The airing `{ $airing }` is not over and cannot be corrected yet
    .fix = wait for its end
answer-correct-none = Other equipment sounded this, or it was declared: there is no outcome to correct
    .fix = leave out --outcome; a note is possible with --why alone
answer-correct-more = An outcome can only be lowered: from “Aired” to “Cut” or “Missed”, from “Cut” to “Missed”
    .fix = what went out without loa is declared with loa declare; for a note leave out --outcome
answer-correct-heard = A cut airing needs how long it was heard, shorter than the log recorded
    .fix = add --heard, such as: --outcome cut --heard 5m
answer-correct-utility = This airing did not speak of the utility `{ $id }`; some can be left out, none added
    .fix = give those that were really heard, or leave out --utilities
answer-no-utility = There is no utility `{ $id }`. There are: { $known }
answer-declare-length = A length is from 1 second to 24 hours
answer-declare-early = It is not over; declare it afterwards
    .fix = look at --at and --lasts
answer-declare-sealed = The log of that day is sealed, nothing can be added
answer-declare-again = It was declared before, with the key `{ $airing }`
    .fix = to add a note: loa correct KEY --why "…"
answer-makegood-unknown = The log has no airing `{ $airing }`
    .fix = see the airings: loa log; then type the programme and its planned time, for instance: loa makegood ban-tin-sang "2026-12-01 05:30"
answer-makegood-none = { $title }: nothing was missed in the last 31 days that was not made good
answer-makegood-itself = This airing is a make-good itself
    .fix = name the airing that was missed: { $airing }
answer-makegood-not-missed = { $title } of { $missed } is not made good: { $outcome ->
        [aired] it was aired
        [skipped] the schedule kept it off the air
        [cancelled] it was cancelled
       *[other] it is no airing of the schedule that the station sounds
    }
answer-makegood-too-old = { $title } of { $missed } is more than 31 days ago and not made good any more
answer-makegood-done = { $title } of { $missed } was made good at { $at }
answer-makegood-planned = { $title } of { $missed } has a slot to be made good: { $at }
answer-makegood-past = It cannot be made good at { $at }: that is past, or too close
    .fix = choose a time at least a minute from now
answer-makegood-before = It cannot be made good at { $at }: it was to be on air at { $missed } only
    .fix = choose a later time
answer-makegood-far = It cannot be made good at { $at }: that is more than 31 days away
    .fix = choose a day that is closer
answer-makegood-no-slot = There is no free slot for { $title } until { $at }
    .fix = choose a time, for instance: --at "2026-12-02 17:30"

# Acts in the log
act-started = the station started, schedule revision { $revision }
act-stopped = the station stopped
act-adopted = a new schedule is on air, revision { $revision }
act-settings = a new schedule.toml is in use, revision { $revision }; programmes and hours are unchanged
act-edited = the schedule was edited, revision { $from } replaced by { $revision }: { $took ->
        [0] no airing taken
        [one] one coming airing taken
       *[other] { $took } coming airings taken
    }, { $added ->
        [0] none added
       *[other] { $added } added
    }{ $put_off ->
        [0] {""}
       *[other] , { $put_off } put off by a rule
    }{ $resumed ->
        [0] {""}
       *[other] , { $resumed } no longer put off
    }{ $cancelled ->
        [0] {""}
       *[other] , { $cancelled } cancelled that were about to start
    }
edit-took = taken: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
edit-added = added: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
edit-put-off = put off: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
edit-resumed = no longer put off: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
edit-cancelled = cancelled: { $names }{ $more ->
        [0] {""}
       *[other] {" "}and { $more } more
    }
act-stop-airing = stopped the airing { $airing }
act-clock-confirmed = confirmed that the computer's clock is right
act-clock-step = the computer's clock was set by { $seconds } seconds
act-slept = The computer slept or hung for { $seconds } seconds, and goes on now
act-report = report of { $month }, revision { $revision }: { $letters } letters
act-restored = the log was restored from a backup
act-not-made-good = { $title } ({ $missed }) could not be made good: until { $at } there was no slot in which it could air
