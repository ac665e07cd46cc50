# The operator's page
page-on-air = On air
page-now = Now
page-live = On air: { $title }
page-unheard = nobody hears it
page-silence = Resting
page-next = Next
page-nothing-next = Nothing within the next 24 hours
page-left = left:
page-in = in
page-today = Today
page-missed-today = { $count ->
    [one] One airing was missed today; the reason is in the table below
   *[other] { $count } airings were missed today; the reasons are in the table below
}
page-none-today = Nothing today.
page-time = Time
page-programme = Programme
page-outcome = Outcome
page-output = Output
page-output-none = declared: no sound card
page-output-missing = no sound card
page-all-well = All is well
page-attention = Please look
page-lost = The station cannot be reached. This page will catch up by itself.
page-state-planned = Planned
page-state-on-air = On air
page-state-elsewhere = By other equipment
page-state-declared = Declared afterwards

# Days of the week, 1 is Monday
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday
