# What the running station says, on the terminal and on the page
say-today = { $station } – lịch phát hôm nay, { $date }:
say-next = Chương trình tiếp theo: { $title }, lúc { $time } ngày { $date } (còn { $in }). Nhấn Ctrl-C để tắt đài
say-nothing-next = Trong 24 giờ tới không có chương trình nào. Nhấn Ctrl-C để tắt đài
say-line-next = Chương trình tiếp theo: { $title }, lúc { $time } ngày { $date }
say-line-nothing = Trong 24 giờ tới không có chương trình nào
say-no-hello = Chưa phát thử lời chào: { $why }
say-console = Trang theo dõi: http://{ $address }
say-console-busy = Không mở được trang theo dõi ở { $address } ({ $error }); đài vẫn phát bình thường
say-console-refused = Không mở trang theo dõi ở { $address }: địa chỉ này máy khác cũng vào được mà chưa có mật khẩu. Dùng 127.0.0.1:8080; đài vẫn phát bình thường
say-no-socket = Không mở được đường nhận lệnh { $path } ({ $error }); đài vẫn phát, nhưng lệnh play không tới được đài
say-declared-none = Đài khai báo không dùng cạc âm thanh (device = "none"): chương trình chạy đúng giờ, nhật ký ghi là đã phát
say-device = Đài phát ra cạc âm thanh { $device }
say-no-device = Không tìm thấy cạc âm thanh: đài chỉ giữ giờ, không ai nghe được, nhật ký sẽ ghi “Không phát được”. Đài vẫn tìm và tự dùng khi có. Kiểm tra dây loa, cạc âm thanh rồi gõ loa devices; nếu đài không dùng cạc âm thanh, ghi device = "none" trong schedule.toml
say-device-lost = Mất cạc âm thanh: từ lúc này không ai nghe được, đài vẫn giữ giờ và đang tìm lại. Kiểm tra dây loa và cạc âm thanh
say-on-air = Đang phát { $title }
say-aired = Đã phát { $title }
say-cut = Phát dở { $title }
say-missed = Không phát được { $title }
say-skipped = Nghỉ theo lịch { $title }
say-cancelled = Đã hủy { $title }
say-stopped = Đài đã tắt; mọi việc đã ghi vào nhật ký
say-clock-wrong = Đồng hồ máy tính sai, đài không tự phát. Đặt lại ngày giờ của máy; đài sẽ tự phát tiếp
say-clock-right = Đồng hồ đã đúng, đài phát tiếp theo lịch
say-edit-refused = Tệp vừa sửa còn { $count } chỗ cần xem lại, nên chưa dùng. Trong lúc này đài vẫn phát theo lịch cũ
say-start-with-mistakes = Các tệp của đài còn { $count } chỗ cần xem lại. Trong lúc này đài phát những chương trình không có lỗi
say-cancelled-count = đã hủy { $count } lượt phát không còn trong lịch
say-store-failed = Không ghi được nhật ký ({ $error }); đài thử lại ngay. Kiểm tra ổ đĩa còn chỗ trống không
say-report-sent = Báo cáo tháng { $month } (lần { $revision }): đã đặt { $letters } thư vào data/outbox
say-report-queued = Báo cáo tháng { $month } (lần { $revision }): { $letters } thư chờ gửi. Đài gửi khi đang chạy (loa run); xem kết quả: loa outbox
say-report-kept = Báo cáo tháng { $month }: giấy tờ nằm trong data/reports, không có thư nào tự gửi đi
say-report-unchanged = Báo cáo tháng { $month } đã gửi rồi, số liệu không đổi; không gửi lại
say-report-failed = Chưa làm được báo cáo: { $error }

# Answers to what a person asks of the station
answer-playing = Đang phát { $title }
answer-stopped = Đã dừng { $title }
answer-busy = Đài đang phát { $title }; đợi hết chương trình hoặc dừng phát trước
answer-elsewhere = { $title } do thiết bị khác phát, không phát từ đây được
answer-no-programme = Không có chương trình nào tên là `{ $id }`. Đang có: { $known }
answer-nothing-on-air = Đài đang không phát gì
answer-nothing-to-play = Chưa có chương trình nào phát được ngay
answer-stopping = Đài đang tắt

# Acts in the log
act-started = đài bắt đầu chạy, lịch phát bản { $revision }
act-stopped = đài tắt
act-adopted = dùng lịch phát mới, bản { $revision }
act-stop-airing = dừng lượt phát { $airing }
act-clock-step = đồng hồ máy tính bị chỉnh { $seconds } giây
act-report = báo cáo tháng { $month } lần { $revision }: { $letters } thư
