# What happened to a letter; why follows after a colon. `.fix` is left out where there is nothing to do.
mail-state-written = { $letter }, gửi { $recipient }: đã ghi thành tệp thư, đài không tự gửi vì lúc lập thư chưa có mục [mail]
    .fix = mở tệp { $file } trong data/outbox bằng phần mềm thư để gửi
mail-state-waiting = { $letter }, gửi { $recipient }: đang chờ gửi
mail-state-sending = { $letter }, gửi { $recipient }: đang gửi
mail-state-sent = { $letter }, gửi { $recipient }: máy chủ thư của nơi nhận đã nhận
mail-state-refused = { $letter }, gửi { $recipient }: không gửi được
mail-state-unknown = { $letter }, gửi { $recipient }: không rõ nơi nhận đã nhận chưa
mail-state-held = { $letter }, gửi { $recipient }: tạm giữ, chưa gửi được
mail-next-try = đài đang chạy thì tự gửi lại lúc { $time } ngày { $date }

# Why a letter was not taken, and what to do
mail-why-unreachable = không tới được máy chủ thư ({ $error })
    .fix = kiểm tra mạng, và tên máy chủ ở mục [mail] trong schedule.toml
mail-why-silent = máy chủ thư không trả lời
    .fix = kiểm tra mạng, và số cổng của máy chủ ở mục [mail] trong schedule.toml
mail-why-broken = mất kết nối với máy chủ thư trước khi gửi ({ $error })
mail-why-broken-off = thư chưa được trao cho máy chủ thư
mail-why-later = máy chủ thư bảo gửi lại sau ({ $reply })
mail-why-gave-up = đã gửi lại nhiều lần trong { $days } ngày mà không được
    .fix = sửa chỗ vướng, rồi lấy báo cáo bằng lệnh loa report --out và gửi từ hộp thư của đài
mail-why-lost = mất kết nối giữa lúc trao thư; đài tự gửi lại một lần, vẫn thư ấy
mail-why-doubt = mất kết nối giữa lúc trao thư; đài không tự gửi nữa để nơi nhận khỏi có hai thư
    .fix = hỏi nơi nhận; nếu chưa có thư thì lấy báo cáo bằng lệnh loa report --out và gửi từ hộp thư của đài
mail-why-no-tls = máy chủ thư không có STARTTLS nên thư sẽ đi không mã hóa; đài không gửi như vậy
    .fix = hỏi nơi cấp hộp thư tên máy chủ và số cổng có mã hóa, thường là 587 hoặc 465
mail-why-clear-login = máy chủ thư không có STARTTLS nên mật khẩu sẽ đi không mã hóa; đài không đăng nhập như vậy
    .fix = bật STARTTLS ở máy chủ thư; máy chủ không cần đăng nhập thì bỏ dòng user, thêm dòng from
mail-why-certificate = chứng thư của máy chủ thư không tin được ({ $error })
    .fix = xem lại tên máy chủ ở mục [mail] và ngày giờ của máy; máy chủ riêng thì chép chứng thư gốc vào thư mục của đài, ghi ca = "ten-tep.pem"
mail-why-tls = không mã hóa được đường tới máy chủ thư ({ $error })
    .fix = xem lại số cổng ở mục [mail]: cổng 465 mã hóa từ đầu, các cổng khác dùng STARTTLS
mail-why-no-login = máy chủ thư không cho đăng nhập bằng mật khẩu
    .fix = hỏi nơi cấp hộp thư cách gửi từ phần mềm; máy chủ không cần đăng nhập thì bỏ dòng user, thêm dòng from
mail-why-login = máy chủ thư không nhận tên hoặc mật khẩu ({ $reply })
    .fix = xem lại user ở mục [mail] và mật khẩu; một số nơi đòi mật khẩu riêng cho phần mềm (mật khẩu ứng dụng)
mail-why-login-wanted = máy chủ thư đòi đăng nhập ({ $reply })
    .fix = thêm dòng user vào mục [mail] và đặt mật khẩu
mail-why-sender = máy chủ thư không cho gửi từ địa chỉ này ({ $reply })
    .fix = ghi from ở mục [mail] đúng địa chỉ của hộp thư
mail-why-server = máy chủ thư không tiếp máy này ({ $reply })
    .fix = xem lại tên máy chủ và số cổng ở mục [mail]; hỏi nơi cấp hộp thư
mail-why-recipient = máy chủ thư không nhận địa chỉ này ({ $reply })
    .fix = sửa địa chỉ nơi nhận ở mục [report] trong schedule.toml, rồi gõ lại lệnh loa report --send
mail-why-letter = máy chủ thư không nhận thư này ({ $reply })
    .fix = hỏi nơi cấp hộp thư; lấy báo cáo bằng lệnh loa report --out và gửi từ hộp thư của đài
mail-why-too-big = thư lớn hơn mức máy chủ thư cho phép ({ $reply })
    .fix = lấy báo cáo bằng lệnh loa report --out và gửi cách khác
mail-why-address = `{ $value }` không phải là một địa chỉ thư điện tử
    .fix = sửa địa chỉ trong schedule.toml

# The password and the certificates
mail-password-none = chưa có mật khẩu thư
    .fix = ghi mật khẩu vào một tệp trong thư mục của đài, gõ chmod 600 tên-tệp, rồi thêm vào mục [mail]: `password_file = "tên-tệp"`; hoặc đặt biến { $variable } khi chạy đài
mail-password-open = tệp mật khẩu `{ $file }` để người khác trên máy đọc được nên không dùng
    .fix = gõ: chmod 600 { $file }
mail-password-empty = tệp mật khẩu `{ $file }` phải có đúng một dòng
    .fix = ghi mật khẩu vào dòng đầu, không thêm gì khác
mail-file-unreadable = không đọc được tệp `{ $file }` ({ $error })
    .fix = kiểm tra tên tệp ở mục [mail] và quyền đọc tệp của tài khoản chạy đài
mail-file-outside = tệp `{ $file }` dẫn ra ngoài thư mục của đài
    .fix = chép tệp vào thư mục của đài
mail-ca-none = tệp `{ $file }` không có chứng thư nào đọc được
    .fix = dùng tệp chứng thư dạng PEM, có dòng -----BEGIN CERTIFICATE-----

# What putting a letter into the outbox did
mail-put-written = { $letter }: đã đưa vào hộp thư đi cho { $recipient }
mail-put-already = { $letter }: đã có trong hộp thư đi cho { $recipient }, không gửi lần nữa
