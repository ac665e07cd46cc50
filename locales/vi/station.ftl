# What the running station says, on the terminal and on the page
say-today = { $station } – lịch phát hôm nay, { $date }:
say-next = Chương trình tiếp theo: { $title }, lúc { $time } ngày { $date } (còn { $in }). Nhấn Ctrl-C để tắt đài
say-nothing-next = Trong 24 giờ tới không có chương trình nào. Nhấn Ctrl-C để tắt đài
say-line-next = Chương trình tiếp theo: { $title }, lúc { $time } ngày { $date }
say-line-nothing = Trong 24 giờ tới không có chương trình nào
say-no-hello = Chưa phát thử lời chào: { $why }
say-sample = Tên đài còn là tên mẫu: giấy tờ ghi DỮ LIỆU MẪU, không thư báo cáo nào được gửi. Ghi tên thật vào name trong schedule.toml
say-hello-sample-only = chỉ đài mẫu mới phát lời chào; đài đã có tên riêng chỉ phát theo lịch
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
say-clock-wrong = Đồng hồ máy tính có thể sai, đài không tự phát
say-clock-ask = Máy đang chỉ { $time } ngày { $date }. Nếu đúng, gõ loa clock ok; nếu sai, đặt lại ngày giờ của máy. Đài sẽ tự phát tiếp
say-clock-right = Đồng hồ đã đúng, đài phát tiếp theo lịch
say-edit-refused = Tệp vừa sửa còn { $count } chỗ cần xem lại, nên chưa dùng. Trong lúc này đài vẫn phát theo lịch cũ
say-edit-lost = Tệp vừa lưu thiếu so với lịch đang dùng
say-edit-unreadable = Chưa đọc được tệp lịch phát
say-edit-reads-again = 10 giây nữa đài đọc lại; nếu vẫn vậy sẽ dùng tệp vừa lưu. Trong lúc này đài vẫn phát theo lịch cũ
say-edit-looks-again = 10 giây nữa đài đọc lại. Trong lúc này đài vẫn phát theo lịch cũ
say-edit-whole = Tệp đọc lại đã đủ
lost-programmes = { $count } chương trình ({ $names })
lost-exceptions = { $count } ngày nghỉ ({ $names })
lost-utilities = { $count } tiện ích ({ $names })
lost-groups = mục { $names }
lost-ends = phần cuối của { $names }
say-edit-waits = Tệp vừa sửa đã đọc xong. Đồng hồ máy còn đáng ngờ, nên lịch mới được dùng khi đồng hồ đúng. Trong lúc này đài không tự phát
say-start-with-mistakes = Các tệp của đài còn { $count } chỗ cần xem lại. Trong lúc này đài phát những chương trình không có lỗi
say-store-failed = Không ghi được nhật ký ({ $error }); đài thử lại ngay. Kiểm tra ổ đĩa còn chỗ trống không
say-disk-low = Ổ đĩa chỉ còn { $left } MB trống. Đài vẫn phát và ghi nhật ký; dọn bớt tệp khác trên máy, đừng xóa gì trong data/
say-disk-fine = Ổ đĩa đã đủ chỗ trống
say-sealed = Nhật ký cũ hơn 24 tháng đã niêm phong: { $entries } mục đầu chỉ còn số tổng, báo cáo đã làm thì còn nguyên
say-report-sent = Báo cáo tháng { $month } (lần { $revision }): đã đặt { $letters } thư vào data/outbox
say-report-queued = Báo cáo tháng { $month } (lần { $revision }): { $letters } thư chờ gửi. Đài gửi khi đang chạy (loa run); xem kết quả: loa outbox
say-report-kept = Báo cáo tháng { $month }: giấy tờ nằm trong data/reports, không có thư nào tự gửi đi
say-report-unchanged = Thư báo cáo tháng { $month } đã lập từ trước, số liệu không đổi; không gửi lại. Thư ấy đã đi chưa: loa outbox
say-report-failed = Chưa làm được báo cáo: { $error }
say-makegood = Sẽ phát bù { $title } (lượt { $missed }) lúc { $at }

# Answers to what a person asks of the station
answer-playing = Đang phát { $title }
answer-stopped = Đã dừng { $title }
answer-busy = Đài đang phát { $title }; đợi hết chương trình hoặc dừng phát trước
answer-elsewhere = { $title } do thiết bị khác phát, không phát từ đây được
answer-no-programme = Không có chương trình nào tên là `{ $id }`. Đang có: { $known }
answer-nothing-on-air = Đài đang không phát gì
answer-nothing-to-play = Chưa có chương trình nào phát được ngay
answer-clock-confirmed = Đài phát tiếp theo lịch; đồng hồ đang chỉ { $time } ngày { $date }
answer-clock-trusted = Đồng hồ đang chỉ { $time } ngày { $date }; đài vẫn phát theo đồng hồ này
answer-clock-impossible = Đồng hồ đang chỉ { $time } ngày { $date }, không thể đúng. Đặt lại ngày giờ của máy trước; đài sẽ tự phát tiếp
answer-stopping = Đài đang tắt
answer-corrected = Đã ghi lại lượt phát { $airing }. Nếu báo cáo của tháng đó đã gửi, gửi lần mới: loa report --month THÁNG --send
answer-noted = Đã ghi chú vào lượt phát { $airing }
answer-declared = Đã ghi nhận { $title } (mã { $airing }); trong báo cáo đứng riêng, không tính là đã phát
answer-no-by = Chưa biết ai ghi
    .fix = thêm tên người ghi: --by "Họ tên"
answer-no-why = Chưa ghi vì sao
    .fix = thêm lý do: --why "…"
answer-correct-unknown = Nhật ký không có lượt phát nào mang mã `{ $airing }`
    .fix = xem mã ở mục airing của lệnh: loa log --json
answer-correct-open = Lượt phát `{ $airing }` chưa kết thúc nên chưa ghi lại được
    .fix = đợi lượt phát kết thúc rồi gõ lại
answer-correct-none = Lượt này do thiết bị khác phát hoặc do đài tự ghi nhận, không có kết quả để ghi lại
    .fix = bỏ --outcome; vẫn ghi chú được bằng --why
answer-correct-more = Kết quả chỉ ghi bớt đi được: từ “Đã phát” xuống “Phát dở” hoặc “Không phát được”, từ “Phát dở” xuống “Không phát được”
    .fix = điều đã phát mà không qua phần mềm thì ghi nhận bằng: loa declare; không đổi kết quả thì bỏ --outcome
answer-correct-heard = Lượt phát dở cần biết nghe được bao lâu, ngắn hơn nhật ký đã ghi
    .fix = thêm --heard, ví dụ: --outcome cut --heard 5m
answer-correct-utility = Lượt phát này không nhắc tiện ích `{ $id }`; chỉ bỏ bớt được, không thêm được
    .fix = ghi lại những tiện ích thật đã nghe được, hoặc bỏ --utilities
answer-no-utility = Không có tiện ích nào tên là `{ $id }`. Đang có: { $known }
answer-declare-length = Thời lượng phải từ 1 giây đến 24 giờ
answer-declare-early = Điều đó chưa kết thúc; phát xong mới ghi nhận được
    .fix = xem lại --at và --lasts
answer-declare-sealed = Nhật ký của ngày đó đã niêm phong, không ghi thêm được
answer-declare-again = Đã ghi nhận rồi, mã `{ $airing }`
    .fix = muốn ghi chú thêm: loa correct MÃ --why "…"
answer-makegood-unknown = Nhật ký không có lượt phát nào là `{ $airing }`
    .fix = xem các lượt phát: loa log; rồi gõ tên chương trình và giờ dự kiến, ví dụ: loa makegood ban-tin-sang "01/12/2026 05:30"
answer-makegood-none = { $title }: trong 31 ngày qua không có lượt nào không phát được mà chưa phát bù
answer-makegood-itself = Lượt này chính là lượt phát bù
    .fix = ghi lượt đã không phát được: { $airing }
answer-makegood-not-missed = Không phát bù lượt { $missed } của { $title }: { $outcome ->
        [aired] đã phát rồi
        [skipped] lịch cho nghỉ
        [cancelled] đã hủy
       *[other] không phải lượt đài tự phát theo lịch
    }
answer-makegood-too-old = Lượt { $missed } của { $title } đã quá 31 ngày, không phát bù nữa
answer-makegood-done = Lượt { $missed } của { $title } đã phát bù lúc { $at }
answer-makegood-planned = Lượt { $missed } của { $title } đã có giờ phát bù: { $at }
answer-makegood-past = Không phát bù lúc { $at } được: giờ đó đã qua hoặc quá gần
    .fix = chọn giờ sau lúc này ít nhất một phút
answer-makegood-before = Không phát bù lúc { $at } được: lượt ấy có giờ phát muộn hơn, { $missed }
    .fix = chọn giờ muộn hơn nữa
answer-makegood-far = Không phát bù lúc { $at } được: còn xa quá 31 ngày
    .fix = chọn ngày gần hơn
answer-makegood-no-slot = Không còn khung giờ trống nào cho { $title } đến { $at }
    .fix = tự chọn giờ, ví dụ: --at "02/12/2026 17:30"

# Acts in the log
act-started = đài bắt đầu chạy, lịch phát bản { $revision }
act-stopped = đài tắt
act-adopted = dùng lịch phát mới, bản { $revision }
act-settings = dùng tệp schedule.toml mới, bản { $revision }; lịch phát không đổi
act-edited = lịch phát được sửa, bản { $from } thay bằng bản { $revision }: { $took ->
        [0] không bỏ lượt nào
       *[other] bỏ { $took } lượt sắp tới
    }, { $added ->
        [0] không thêm lượt nào
       *[other] thêm { $added } lượt
    }{ $put_off ->
        [0] {""}
       *[other] , nay nghỉ { $put_off } lượt
    }{ $resumed ->
        [0] {""}
       *[other] , phát lại { $resumed } lượt
    }{ $cancelled ->
        [0] {""}
       *[other] , hủy { $cancelled } lượt sắp lên sóng
    }
edit-took = bỏ: { $names }{ $more ->
        [0] {""}
       *[other] {" "}và { $more } lượt nữa
    }
edit-added = thêm: { $names }{ $more ->
        [0] {""}
       *[other] {" "}và { $more } lượt nữa
    }
edit-put-off = nay nghỉ: { $names }{ $more ->
        [0] {""}
       *[other] {" "}và { $more } lượt nữa
    }
edit-resumed = phát lại: { $names }{ $more ->
        [0] {""}
       *[other] {" "}và { $more } lượt nữa
    }
edit-cancelled = hủy: { $names }{ $more ->
        [0] {""}
       *[other] {" "}và { $more } lượt nữa
    }
act-stop-airing = dừng lượt phát { $airing }
act-clock-confirmed = xác nhận đồng hồ máy tính đúng giờ
act-clock-step = đồng hồ máy tính bị chỉnh { $seconds } giây
act-slept = Máy tính ngủ hoặc bị treo { $seconds } giây, nay chạy tiếp
act-report = báo cáo tháng { $month } lần { $revision }: { $letters } thư
act-restored = nhật ký được dựng lại từ bản sao lưu
act-not-made-good = không phát bù được { $title } (lượt { $missed }): đến { $at } không có khung giờ nào phát được
