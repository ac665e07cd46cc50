# Lengths
length-seconds = { $s } s
length-minutes = { $m } min
length-minutes-seconds = { $m } min { $s } s
length-hours = { $h } h
length-hours-minutes = { $h } h { $m } min

# Why the clock is not believed
clock-before-release = the computer's clock shows a time before this program was made
clock-set-forward = it leapt forward by { $minutes } minutes, nobody knows why
clock-set-back = it went back by { $minutes } minutes, nobody knows why
clock-no-battery = the computer was off, and has no battery that keeps the time
clock-battery-flat = the computer was off, and the battery that keeps its time is flat
clock-before-heartbeat = the computer's clock shows a time before the station's last note ({ $beat })
