# What the running station says, on the terminal and on the page
say-today = { $station } – today's plan, { $date }:
say-next = Next: { $title }, at { $time } on { $date } (in { $in }). Press Ctrl-C to stop the station
say-nothing-next = Nothing is planned within the next 24 hours. Press Ctrl-C to stop the station
say-line-next = Next: { $title }, at { $time } on { $date }
say-line-nothing = Nothing is planned within the next 24 hours
say-no-hello = No programme to say hello with: { $why }
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
say-clock-wrong = The computer's clock is wrong, the station starts nothing by itself. Set the date and time; it goes on by itself
say-clock-right = The clock is right again, the station goes on
say-edit-refused = There are { $count } things to look at in the edited files, so they are not used yet. Meanwhile the old schedule stays on air
say-start-with-mistakes = There are { $count } things to look at in the station's files. Meanwhile the programmes without a mistake are on air
say-cancelled-count = { $count } airings that are no longer planned were cancelled
say-store-failed = The log cannot be written ({ $error }); trying again at once. Is there room on the disk?
say-report-sent = Report of { $month } (revision { $revision }): { $letters } letters are in data/outbox
say-report-queued = Report of { $month } (revision { $revision }): { $letters } letters wait to be sent. The station sends them while it runs (loa run); what became of them: loa outbox
say-report-kept = Report of { $month }: the papers are in data/reports, no letter leaves by itself
say-report-unchanged = The report of { $month } was sent before with the same figures; it is not sent again
say-report-failed = The report could not be made: { $error }

# Answers to what a person asks of the station
answer-playing = On air: { $title }
answer-stopped = Stopped { $title }
answer-busy = { $title } is on air; wait for its end, or stop it first
answer-elsewhere = { $title } is sounded by other equipment and cannot be played from here
answer-no-programme = There is no programme named `{ $id }`. There are: { $known }
answer-nothing-on-air = Nothing is on air
answer-nothing-to-play = No programme can be played right now
answer-stopping = The station is stopping

# Acts in the log
act-started = the station started, schedule revision { $revision }
act-stopped = the station stopped
act-adopted = a new schedule is on air, revision { $revision }
act-stop-airing = stopped the airing { $airing }
act-clock-step = the computer's clock was set by { $seconds } seconds
act-report = report of { $month }, revision { $revision }: { $letters } letters
