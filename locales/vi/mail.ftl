# What happened to a letter, and what to do. `.fix` is left out where there is nothing to do.
mail-state-written = { $letter }, gửi { $recipient }: đã ghi thành tệp thư, chưa gửi vì lịch phát sóng chưa có mục [mail]
    .fix = mở tệp { $file } bằng phần mềm thư để gửi, hoặc thêm mục [mail] vào schedule.toml
mail-state-waiting = { $letter }, gửi { $recipient }: đang chờ gửi
mail-state-sending = { $letter }, gửi { $recipient }: đang gửi
mail-state-sent = { $letter }, gửi { $recipient }: máy chủ thư của nơi nhận đã nhận
mail-state-refused = { $letter }, gửi { $recipient }: máy chủ thư không nhận ({ $reply })
    .fix = kiểm tra địa chỉ nơi nhận trong mục [report] của schedule.toml
mail-state-unknown = { $letter }, gửi { $recipient }: mất kết nối khi đang gửi, không rõ nơi nhận đã nhận chưa
    .fix = hỏi lại nơi nhận trước khi gửi lần nữa
mail-state-held = { $letter }, gửi { $recipient }: tạm giữ, máy chủ thư không cho gửi ({ $reply })
    .fix = kiểm tra mục [mail] trong schedule.toml và mật khẩu thư

# What putting a letter into the outbox did
mail-put-written = { $letter }: đã đưa vào hộp thư đi cho { $recipient }
mail-put-already = { $letter }: đã có trong hộp thư đi cho { $recipient }, không gửi lần nữa
