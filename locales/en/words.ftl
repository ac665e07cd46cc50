# Lengths
length-seconds = { $s } s
length-minutes = { $m } min
length-minutes-seconds = { $m } min { $s } s
length-hours = { $h } h
length-hours-minutes = { $h } h { $m } min

# Why the clock is not believed
clock-before-release = the computer's clock shows a time before this program was made
clock-before-heartbeat = the computer's clock shows a time before the station's last note ({ $beat })
