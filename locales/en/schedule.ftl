# Mistakes in schedule.toml. The message says what is wrong, `.fix` what to do.

# The file as a whole
format-unknown = this file is written in format { $number }; this program reads format 1 only
    .fix = install a newer program, or use the old file with the line: format = 1
station-missing = the group [station] is missing: nobody knows who broadcasts
    .fix = add two lines: [station] and then name = "Đài Truyền thanh phường …"
programme-none = the schedule has no programme yet
    .fix = add a group [[programme]] with id, title, script and at
not-built-yet = `{ $key }` is accepted but does nothing yet
    .fix = leave it; the schedule runs as if it were not there
pause-not-built-yet = [[pause]] is accepted but silences nothing yet
    .fix = use a group [[except]] for the days without broadcasts

# Any value
text-empty = `{ $key }` is blank
    .fix = write it as: { $example }
choice-unknown = `{ $key }` does not take "{ $value }"
    .fix = use one of: { $known }
number-outside = the number at `{ $key }` is not between { $least } and { $most }
    .fix = write a number from { $least } to { $most }
within-unreadable = the time for a make-good "{ $value }" cannot be read
    .fix = write a number with its unit, from 1 hour to 14 days, for instance: "2d", "36h"
length-unreadable = the length "{ $value }" cannot be read
    .fix = write a number with its unit, from 1 second to 24 hours, for instance: "60s", "2m", "1h30m"
timezone-unknown = there is no time zone named "{ $value }"
    .fix = in Việt Nam write: timezone = "Asia/Ho_Chi_Minh"
url-unreadable = "{ $value }" is no http address
    .fix = write it as: url = "http://127.0.0.1:8000/loa.ogg"

# Hours, days, dates
time-unreadable = the time "{ $value }" cannot be read
    .fix = write hours:minutes in quotes, for instance: "05:30"
time-over = a day has the hours 00:00 to 23:59, here it says "{ $value }"
    .fix = write an hour from 00 to 23; midnight is "00:00"
window-unreadable = the hours "{ $value }" cannot be read
    .fix = write when they begin and end, for instance: "21:00-05:00"
days-unknown = there is no day of the week named "{ $value }"
    .fix = write mon, tue, wed, thu, fri, sat, sun; several days as "mon-sat" or "mon,wed"
days-none = `days` is blank: there is no day to broadcast on
    .fix = write the days, for instance: days = "mon-sat"; for every day remove the line
date-unreadable = the date "{ $value }" cannot be read
    .fix = write day/month/year, for instance: "05/02/2027"
date-impossible = the calendar has no { $value }
    .fix = look at the days of that month; write day/month/year, for instance: "05/02/2027"
dates-reversed = the last day stands before the first in "{ $value }"
    .fix = write the first day first, for instance: "05/02/2027..09/02/2027"
dates-and-lunar = this group has both `dates` and `lunar`
    .fix = keep one of them; if both are meant, write two groups
lunar-unreadable = the lunar date "{ $value }" cannot be read
    .fix = write day/month of the lunar calendar without a year, for instance: "01/01..03/01"; n marks the leap month: "15/06n"
lunar-impossible = the lunar calendar has no { $value }
    .fix = a lunar month has 29 or 30 days, a year the months 1 to 12
lunar-never = no leap month like "{ $value }" comes between 2000 and 2099
    .fix = look at the month again, or remove the n
lunar-thirty = in some years the lunar month { $month } has only 29 days: the rule then begins a day late
    .fix = to include the month's last day always, begin on the 29th

# Cron
cron-five = this cron has 5 parts, it takes exactly 6
    .fix = put the seconds first: cron = "0 { $value }"; or use at = ["05:30"]
cron-fields = this cron has { $count } parts, it takes exactly 6
    .fix = write in this order: second minute hour day month weekday; or use at = ["05:30"]
cron-unreadable = the cron "{ $value }" cannot be read
    .fix = write in this order: second minute hour day month weekday, for instance "0 30 5 * * MON-SAT"; or use at = ["05:30"]
cron-never = the cron "{ $value }" never comes: there is no such day
    .fix = look at day, month and weekday again; or use at = ["05:30"]
cron-weekday = in cron the weekday { $first } is { $first ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[0] Sunday
    }
    .fix = write names, to be sure: MON TUE WED THU FRI SAT SUN
cron-weekdays = in cron the weekdays "{ $field }" go from { $first ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[0] Sunday
    } ({ $first }) to { $last ->
        [1] Monday
        [2] Tuesday
        [3] Wednesday
        [4] Thursday
        [5] Friday
        [6] Saturday
       *[0] Sunday
    } ({ $last })
    .fix = write names, to be sure: MON TUE WED THU FRI SAT SUN

# Programmes
programme-id = the id "{ $id }" has letters that cannot be used
    .fix = use small letters without marks, digits and hyphens only, for instance: id = "ban-tin-sang"
programme-twice = the id `{ $id }` is used twice: by the programme on line { $line } and by the programme on line { $again }
    .fix = give one of the two programmes another id
programme-no-time = this programme has no time yet
    .fix = add a line, for instance: at = ["05:30"]
programme-at-and-cron = this programme has both `at` and `cron`
    .fix = keep `at`, remove the line `cron`
programme-cron-and-days = `{ $key }` does not go with `cron`
    .fix = use `at` instead of `cron`, or remove the line `{ $key }`
programme-on-and-days = this programme has both `on` (dates) and `days` (days of the week)
    .fix = keep one of the two lines
programme-on-empty = `on` is blank: there is no day to broadcast on
    .fix = write the dates, for instance: on = ["22/12/2026"]
programme-lasts-alone = `lasts` is only for programmes that other equipment plays
    .fix = remove the line, or write source = "elsewhere" instead of `script`
programme-script-and-source = this programme has a script and is also played by other equipment
    .fix = keep one of the two lines: `script` or `source`
programme-script-name = the script name "{ $value }" cannot be used
    .fix = write the name of a file in scripts/, without folder and without .hbs, for instance: script = "ban-tin-vneid"
programme-elsewhere-utilities = a programme that other equipment plays cannot name VNeID utilities
    .fix = remove the line
programme-level-alone = `level` does nothing in a programme that names no VNeID utilities
    .fix = remove this line, or add one: utilities = 1
programme-grace-alone = `grace` does nothing where a late programme is skipped
    .fix = add a line: late = "join" (from the middle) or late = "start" (from the beginning)
programme-elsewhere-makegood = a programme that other equipment plays cannot be made good by the station
    .fix = remove the line
programme-unknown = there is no programme with the id `{ $id }`
    .fix = write the `id` of a programme, or "all" for every programme
programme-unknown-near = there is no programme with the id `{ $id }`
    .fix = perhaps `{ $near }` was meant

# Report and mail
address-unreadable = "{ $value }" is no e-mail address
    .fix = write it as: "name@office.vn", without marks and spaces
period-unreadable = the report's period "{ $value }" cannot be read
    .fix = write "month" (the calendar month) or "15-14" (from the 15th of the month before to the 14th)
report-topics-empty = `topics` is empty: the report would hold no airing
    .fix = name the topics that the report is about, for example: topics = ["Đề án 06"]; or remove this line
mail-server = "{ $value }" lacks the server's name or its port
    .fix = write name, colon and port, for instance: server = "smtp.example.vn:587"
mail-from-missing = nobody knows from which address letters are sent
    .fix = add a line: from = "dai@example.vn"
path-outside = the file "{ $value }" of `{ $key }` lies outside the station folder
    .fix = copy it into the station folder and write its name, for instance: { $key } = "file-name"
mail-password-written = the mail password does not belong into this file: everybody who opens it can read it
    .fix = remove the line and change the password; write the new one into a file of its own, and then: `password_file = "mat-khau-thu"`

# The machine's voice
voice-no-program = there is no program that speaks
    .fix = write: command = ["espeak-ng", "-v", "vi", "-s", "140", "-w", "{"{out}"}", "-f", "{"{in}"}"]
voice-one-text = the command has to be written word by word
    .fix = put each word in quotes of its own: command = ["espeak-ng", "-v", "vi", "-s", "140", "-w", "{"{out}"}", "-f", "{"{in}"}"]
voice-no-out = the command does not say where the audio file goes
    .fix = write {"{out}"} where the program takes the name of the WAV, such as: "-w", "{"{out}"}"
