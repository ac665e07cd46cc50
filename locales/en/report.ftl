# The head of the report, laid out after Decree 30/2020/NĐ-CP, form 1.4
report-country = SOCIALIST REPUBLIC OF VIET NAM
report-motto = Independence - Freedom - Happiness
report-number = No.: { $number }
report-number-dots = ........./BC-.........
report-place = ....................
report-place-date = { $place }, date ..... month ..... { $year }
report-basis = Official Letter No. { $number } of { $date }
report-basis-from = Official Letter No. { $number } of { $date } from { $sender }
report-basis-dots = ....................
report-title = REPORT
report-abstract = Results of broadcasting on Project 06, month { $month } of { $year }
report-to = To: { $name }
report-to-dots = Project 06 Working Group .............................................
report-to-several = To:
report-basis-line = Pursuant to { $basis }
report-intro = Pursuant to { $basis }, { $unit } reports the results of its broadcasting on Project 06 for month { $month } of { $year } (from { $from } to { $to }) as follows:
report-intro-bare = { $unit } reports the results of its broadcasting on Project 06 for month { $month } of { $year } (from { $from } to { $to }) as follows:

# Its sections
report-results = I. RESULTS
report-direction = 1. Direction and organisation
report-airings = 2. Results of broadcasting
report-airings-text = In the period, { $planned } airings on { $topics } were scheduled and { $aired } were aired. Time heard: { $heard }. The attached annex lists every airing.
report-edits-text = The schedule was edited in the period, times: { $n }.
report-open-text = Airings not yet over and not counted in this report: { $n }.
report-items-text = An item is one script with the utilities that it mentions, whatever the hour and day of the airing. From its second airing in the period on it is a repeat.
report-apart-text = Counted apart, in none of the tables above (what other equipment sounded or the station declared does not count as aired):
report-content = 3. What was spoken of
report-utilities-text = An airing counts once for a utility that it mentions. One that was broken off counts apart and mentions nothing, because the log does not show which of its words were heard.
report-never-text = Utilities not mentioned in the period: { $names }.
report-none-aired-text = No utility was mentioned in the period.
report-all-aired-text = Every utility on the list was mentioned at least once.
report-no-utilities-text = The station has no list of VNeID utilities yet.
report-incidents = 4. Airings broken off or not aired
report-no-incidents-text = In the period no airing was broken off or missed.
report-skips-text = Airings skipped by a rule or cancelled:
report-skip-line = - { $n }: { $why }.
report-difficulties = II. DIFFICULTIES
report-next = III. PLAN FOR NEXT MONTH
report-coming-text = Airings scheduled from { $from } to { $to }: { $n }.
report-proposals = IV. PROPOSALS
report-close = This is the report of { $unit } on its broadcasting on Project 06 for month { $month } of { $year }./.
report-recipients = Recipients:
report-as-above = - As above;
report-archive = - Archive: .....
report-post = ..............................
report-signer = ..............................

# Its tables
report-table = Table { $n }. { $name }
report-table-outcomes = The schedule and what became of it
report-table-topics = Results by topic
report-table-slots = Results by time of day
report-table-utilities = Airings of each VNeID utility
report-table-misses = Airings broken off or not aired
report-table-coming = Airings to come
report-table-programmes = Results by programme
report-column-no = No.
report-column-outcome = Outcome
report-column-airings = Airings
report-column-topic = Topic
report-column-programme = Programme
report-column-items = Items
report-column-planned = Planned
report-column-repeats = Of these repeats
report-column-heard = Time heard (min:s)
report-column-slot = Time of day
report-column-utility = Utility
report-column-level = Level
report-column-when = Date, time
report-column-reason = Reason
report-column-makegood = Make-good
report-column-hours = Hours
report-column-days = Days
report-column-result = Outcome, note
report-column-date = Date
report-column-planned-at = Planned at
report-column-started-at = Started at
report-column-due = Due
report-column-minutes = Min: s
report-column-kind = Kind
report-column-duration = Length
report-column-title = Programme, topic
report-column-note = Note
report-column-utilities = Utilities mentioned
report-column-on-schedule = On schedule
report-column-beside = Beside it
report-column-place = Counted as
report-total = Total
report-slot-morning = Morning (before { $to }:00)
report-slot-noon = Midday ({ $from }:00 to { $to }:00)
report-slot-afternoon = Afternoon ({ $from }:00 to { $to }:00)
report-slot-evening = Evening (from { $from }:00)
report-made-good = made good
report-made-good-at = made good { $at }
report-not-made-good = not made good yet
report-place-planned = On schedule
report-place-makegood = Make-goods
report-place-operator = On request
report-place-emergency = Emergencies
report-place-live = Live
report-place-declared = Declared by the station
report-place-elsewhere = By other equipment
report-other = Other content
report-other-also = ; { $name } { $value }
report-line = { $name }: { $value }
report-sounded = { $n }, { $length }
report-sounded-cut = { $n }, broken off { $cut }, { $length }
report-minutes = { $m } min
report-seconds = { $s } s
report-minutes-seconds = { $m } min { $s } s
report-outcome-open = Not over yet
report-kind-recorded = recorded
report-kind-live = live
report-kind-elsewhere = by other equipment
report-kind-declared = declared by the station
report-origin-makegood = make-good
report-origin-operator = on request
report-origin-emergency = emergency

# Its annex
report-annex = Annex
report-annex-title = BROADCAST LOG
report-annex-empty = Nothing was broadcast in the period.
report-annex-of = (Attached to Report No. { $number } of ..... ..... { $year } by { $unit })

# The workbook
report-sheet-log = Log
report-sheet-summary = Summary
report-unit = Station
report-period = Period
report-period-days = From { $from } to { $to }
report-revision = Revision
report-apart = Beside the schedule
report-edits = Edits of the schedule
report-open = Not over yet, not counted
report-sealed = the log of { $month } is sealed and its report cannot be made again; the one that was made lies in data/reports

# Papers that are no reports
report-mark-banner = { $marks } – NOT A REPORT
report-mark-rehearsal = REHEARSAL
report-mark-rehearsal-note = Rehearsed on a computer, nothing was sounded; the figures below are not real.
report-mark-sample = SAMPLE DATA
report-mark-sample-note = The station still has the sample's name: no station reports these figures.
report-mark-today = FIGURES UP TO TODAY
report-mark-today-note = These are the figures up to today, { $today }; the period is not complete, so this is not a report.
report-mark-until-note = These are the figures up to today, { $today }, and the log is complete up to { $until } only; the period is not complete, so this is not a report.
report-began = Figures are from { $date }, the day on which the station began to use loa.

# Whether a period's report may leave
report-foretold = Report of { $month } (from { $from } to { $to }): the station { $sends ->
        [yes] sends it by itself
       *[no] makes it by itself
    } at { $at }
report-overdue = The report of { $month } could not be sent yet; the station tries again
report-not-over = The report of { $month } cannot be sent yet: its period from { $from } to { $to } is not over
    .fix = nothing is to be done: the station { $sends ->
        [yes] sends it by itself
       *[no] makes it by itself
    } at { $at }, if it is running then. You can send it yourself from { $over } on. For the figures up to today: loa report --month { $id } --out FOLDER
report-not-settled = The report of { $month } cannot be sent yet: its period lasts to the end of { $to }, and the log is complete up to { $until } only
    .fix = { $alive ->
        [yes] nothing is to be done: once the last airing of the period has its outcome
       *[no] run the station (loa run): once it has written down the hours for which it was off
    }, it { $sends ->
        [yes] sends the report by itself
       *[no] makes the report by itself
    }{ $late ->
        [yes] {" "}right away
       *[no] , at { $at } at the earliest
    }
report-before-log = There is no report of { $month }: that period (from { $from } to { $to }) was over before the station began to use loa
report-of-sample = The report of { $month } is not sent: the station still has the sample's name “{ $name }”, so the figures belong to no real station
    .fix = open schedule.toml, group [station]: write the station's real name as name, such as "Đài Truyền thanh phường …", and its place as place; then the station sends the reports of all complete periods by itself
report-clock-doubtful = The report of { $month } is not sent: the computer's clock may be wrong, so that nobody knows whether the period is over
    .fix = look at the clock: loa clock. Once it is right the station sends by itself
report-perhaps-sent = The report of { $month } was to leave ({ $at }) after the backup from which this log was restored: nobody knows whether the old computer sent it, so the station does not send it by itself
    .fix = ask the recipient; if it did not arrive, type: loa report --month { $id } --send
report-early = The period of { $month } is not complete: these papers are marked “figures up to today” and are not a report

# The letter
report-unsigned = automatic figures, unsigned
letter-subject-log = [{ $unit }] Broadcast log on Project 06 for { $month } ({ $revision }; automatic figures, unsigned)
letter-subject-unsigned = [{ $unit }] Report on Project 06 broadcasting for { $month } ({ $revision }; automatic figures, unsigned)
letter-revision = revision { $n }
letter-revision-next = revision { $n }, replaces revision { $before }
letter-to = To: Project 06 Working Group
letter-intro-log = { $unit } sends its broadcast log on Project 06 for { $month }, from { $from } to { $to } ({ $revision }).
letter-intro-unsigned = { $unit } sends its report on Project 06 broadcasting for { $month }, from { $from } to { $to } ({ $revision }).
letter-mark = These are automatic figures, unsigned: the station's software drew them from the broadcast log. The signed report is sent separately.
letter-planned = Planned
letter-heard = Time heard
letter-count = { $n }
letter-never = Utilities not mentioned in the period
letter-misses = Airings broken off or not aired
letter-none = none
letter-attached = Attached files
letter-close = With regards.
