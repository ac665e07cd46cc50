# Outcomes: one word everywhere
outcome-aired = Aired
outcome-cut = Cut short
outcome-missed = Missed
outcome-skipped = Off by schedule
outcome-cancelled = Cancelled

# Reasons: why an airing ended as it did
reason-exception = an exception in the schedule: { $why }
reason-quiet-hours = it falls into the quiet hours { $hours }
reason-stopped = the station was stopped
reason-power-off = the power failed, or the computer or the program was cut off, from { $since }
reason-not-running = the station's program did not run, from { $since }
reason-clip-missing = there is no clip `{ $clip }`
reason-clip-refused = the clip `{ $clip }` cannot be used
reason-clip-unreadable = the clip `{ $clip }` broke off while it was playing
reason-script-mistake = the script `{ $script }` has a mistake
reason-clip-stale = the clip `{ $clip }` is an old recording, its words have changed
reason-no-device = there is no sound card: nobody could hear it
reason-device-lost = the sound card was gone for a part of it
reason-disk-full = the disk was full, the log could not be written from { $since }
reason-log-failed = the log could not be written from { $since }
reason-clock-wrong = the computer's clock may have been wrong, the station started nothing by itself
reason-clock-step = the computer's clock was set forward by { $seconds } seconds, past this hour
reason-asleep = the computer slept or hung from { $since }, the station could not run
reason-busy = `{ $title }` was on air
reason-cut-in = gave way to `{ $title }`
reason-late = { $seconds } seconds past its time
reason-schedule-edited = the schedule was edited (revision { $from } replaced by { $to })
reason-operator = stopped by the operator
reason-no-programme = the programme is no longer in the schedule
reason-nothing-left = no sound left the computer
reason-joined-late = joined { $seconds } seconds late
reason-corrected = corrected by the operator: { $why }
reason-slot-taken = at that time there is `{ $title }` ({ $at })
reason-no-makegood = the programme has no `makegood` in the schedule any more

# Remarks: what became of make-goods
remark-makes-good = makes good { $missed }
remark-makegood-coming = will be made good at { $at }
remark-makegood-aired = made good at { $at }
remark-makegood-cut = made good in part at { $at }
remark-makegood-missed = its make-good at { $at } was missed too
remark-not-made-good = there was no slot to make it good
