# A machine's voice: why a clip was not made, `.fix` what to do
voice-missing-espeak = this computer has no program to speak with: espeak-ng
    .fix = install it by: sudo apt install espeak-ng, then type loa voice again; or name another program under [voice] in schedule.toml. Meanwhile the clips that are there air; an airing that needs a missing one will not
voice-missing = there is no program `{ $program }`
    .fix = install it, or put command under [voice] in schedule.toml right. Meanwhile the clips that are there air; an airing that needs a missing one will not
voice-cannot-start = the program `{ $program }` cannot be run ({ $error })
    .fix = look at command under [voice] in schedule.toml. Meanwhile the clips that are there air; an airing that needs a missing one will not
voice-failed = the program `{ $program }` failed with code { $code }: { $said }
    .fix = look at command under [voice] in schedule.toml
voice-failed-silent = the program `{ $program }` failed with code { $code } and did not say why
    .fix = look at command under [voice] in schedule.toml
voice-too-slow = the program `{ $program }` was not done after { $seconds } s and was stopped
    .fix = on a slow computer give it more time under [voice] in schedule.toml, such as: limit = "3m"
voice-no-wav = the program `{ $program }` ended without writing any sound
    .fix = look at command under [voice] in schedule.toml: {"{out}"} is the name of the WAV that it has to write
voice-bad-wav = the sound that the program wrote cannot be used: { $why }
    .fix = it has to write a WAV; try the program by itself, and listen
voice-recorded-meanwhile = somebody has laid another file here, so it stays
    .fix = type loa clips to see that file; for a machine's voice move it away and type loa voice again
voice-not-written = { $path } cannot be written ({ $error })
    .fix = look at the folder's permissions and at the space on the disk
voice-busy = another loa voice is at work in this folder
    .fix = wait until it is done, then type it again
voice-stopped = stopped as asked; what was made stays
    .fix = type loa voice again to go on
