# What happened to a letter, and what to do. `.fix` is left out where there is nothing to do.
mail-state-written = { $letter }, to { $recipient }: written to a letter file, not sent, for the schedule has no [mail]
    .fix = open the file { $file } in a mail program and send it, or add [mail] to schedule.toml
mail-state-waiting = { $letter }, to { $recipient }: waiting to be sent
mail-state-sending = { $letter }, to { $recipient }: being sent
mail-state-sent = { $letter }, to { $recipient }: the recipient's mail server took it
mail-state-refused = { $letter }, to { $recipient }: the mail server refused it ({ $reply })
    .fix = look at the recipient's address in [report] of schedule.toml
mail-state-unknown = { $letter }, to { $recipient }: the connection broke while it was sent; whether it arrived is not known
    .fix = ask the recipient before it is sent again
mail-state-held = { $letter }, to { $recipient }: held, the mail server does not let the station send ({ $reply })
    .fix = look at [mail] in schedule.toml and the mail password

# What putting a letter into the outbox did
mail-put-written = { $letter }: put into the outbox for { $recipient }
mail-put-already = { $letter }: already in the outbox for { $recipient }, not sent again
