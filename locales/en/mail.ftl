# What happened to a letter; why follows after a colon. `.fix` is left out where there is nothing to do.
mail-state-written = { $letter }, to { $recipient }: written to a letter file; the station does not send it, for there was no [mail] when it was made
    .fix = open the file { $file } in data/outbox in a mail program and send it
mail-state-waiting = { $letter }, to { $recipient }: waiting to be sent
mail-state-sending = { $letter }, to { $recipient }: being sent
mail-state-sent = { $letter }, to { $recipient }: the recipient's mail server took it
mail-state-refused = { $letter }, to { $recipient }: could not be sent
mail-state-unknown = { $letter }, to { $recipient }: it is not known whether it was taken
mail-state-held = { $letter }, to { $recipient }: held, not sent yet
mail-next-try = while the station runs, it tries again at { $time } on { $date }

# Why a letter was not taken, and what to do
mail-why-unreachable = the mail server cannot be reached ({ $error })
    .fix = check the network, and the server's name in [mail] of schedule.toml
mail-why-silent = the mail server does not answer
    .fix = check the network, and the server's port in [mail] of schedule.toml
mail-why-broken = the line to the mail server broke before the letter was sent ({ $error })
mail-why-broken-off = the letter was not handed to the mail server yet
mail-why-later = the mail server asks to try again later ({ $reply })
mail-why-gave-up = it was tried again for { $days } days, in vain
    .fix = mend what stands in the way, then get the report by loa report --out and send it from the station's mailbox
mail-why-lost = the line broke while the letter was handed over; the station sends it once more, the same letter
mail-why-doubt = the line broke while the letter was handed over; the station does not send it again, so that it does not arrive twice
    .fix = ask the recipient; if it is not there, get the report by loa report --out and send it from the station's mailbox
mail-why-no-tls = the mail server has no STARTTLS, so the letter would travel in the clear; the station does not send like that
    .fix = ask the mailbox's provider for the server and port with encryption, mostly 587 or 465
mail-why-clear-login = the mail server has no STARTTLS, so the password would travel in the clear; the station does not log in like that
    .fix = turn STARTTLS on at the mail server; where no login is needed, remove the line user and add a line from
mail-why-certificate = the mail server's certificate is not to be trusted ({ $error })
    .fix = look at the server's name in [mail] and the computer's date; for a server of your own, copy its root certificate into the station folder and write ca = "file-name.pem"
mail-why-tls = the line to the mail server could not be encrypted ({ $error })
    .fix = look at the port in [mail]: 465 is encrypted from the start, the others use STARTTLS
mail-why-no-login = the mail server offers no login by password
    .fix = ask the mailbox's provider how programs send; where no login is needed, remove the line user and add a line from
mail-why-login = the mail server does not accept the name or the password ({ $reply })
    .fix = look at user in [mail] and at the password; some providers want a password of its own for programs (app password)
mail-why-login-wanted = the mail server wants a login ({ $reply })
    .fix = add a line user to [mail] and set the password
mail-why-sender = the mail server does not let this address send ({ $reply })
    .fix = write the mailbox's own address as from in [mail]
mail-why-server = the mail server does not talk to this computer ({ $reply })
    .fix = look at the server's name and port in [mail]; ask the mailbox's provider
mail-why-recipient = the mail server does not accept this address ({ $reply })
    .fix = correct the recipient's address in [report] of schedule.toml, then type loa report --send again
mail-why-letter = the mail server does not accept this letter ({ $reply })
    .fix = ask the mailbox's provider; get the report by loa report --out and send it from the station's mailbox
mail-why-too-big = the letter is larger than the mail server allows ({ $reply })
    .fix = get the report by loa report --out and send it some other way
mail-why-address = `{ $value }` is no e-mail address
    .fix = correct the address in schedule.toml

# The password and the certificates
mail-password-none = there is no mail password yet
    .fix = write it into a file in the station folder, type chmod 600 file-name, and add to [mail]: `password_file = "file-name"`; or set { $variable } where the station is started
mail-password-open = others on this computer can read the password file `{ $file }`, so it is not used
    .fix = type: chmod 600 { $file }
mail-password-empty = the password file `{ $file }` must have exactly one line
    .fix = write the password into its first line, and nothing else
mail-file-unreadable = the file `{ $file }` cannot be read ({ $error })
    .fix = check the file's name in [mail], and that the account that runs the station may read it
mail-file-outside = the file `{ $file }` leads out of the station folder
    .fix = copy the file into the station folder
mail-ca-none = the file `{ $file }` holds no certificate that can be read
    .fix = use a PEM file, with a line -----BEGIN CERTIFICATE-----

# What putting a letter into the outbox did
mail-put-written = { $letter }: put into the outbox for { $recipient }
mail-put-already = { $letter }: already in the outbox for { $recipient }, not sent again
