# The head of the report, laid out after Nghị định 30/2020/NĐ-CP, Mẫu 1.4
report-country = CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
report-motto = Độc lập - Tự do - Hạnh phúc
report-number = Số: { $number }
report-number-dots = ........./BC-.........
report-place = ....................
report-place-date = { $place }, ngày ..... tháng ..... năm { $year }
report-basis = Công văn số { $number } ngày { $date }
report-basis-from = Công văn số { $number } ngày { $date } của { $sender }
report-basis-dots = ....................
report-title = BÁO CÁO
report-abstract = Kết quả tuyên truyền Đề án 06 tháng { $month } năm { $year }
report-to = Kính gửi: { $name }
report-to-dots = Tổ công tác Đề án 06 .............................................
report-to-several = Kính gửi:
report-basis-line = Căn cứ { $basis }
report-intro = Thực hiện { $basis }, { $unit } báo cáo kết quả tuyên truyền Đề án 06 tháng { $month } năm { $year } (từ ngày { $from } đến ngày { $to }) như sau:
report-intro-bare = { $unit } báo cáo kết quả tuyên truyền Đề án 06 tháng { $month } năm { $year } (từ ngày { $from } đến ngày { $to }) như sau:

# Its sections
report-results = I. KẾT QUẢ THỰC HIỆN
report-direction = 1. Công tác chỉ đạo, triển khai
report-airings = 2. Kết quả tuyên truyền
report-airings-text = Trong kỳ, lịch phát sóng có { $planned } lượt phát thuộc chuyên mục { $topics }, đã phát { $aired } lượt. Thời lượng phát được: { $heard }. Từng lượt phát được ghi tại Phụ lục kèm theo.
report-edits-text = Lịch phát được sửa { $n } lần trong kỳ.
report-open-text = Còn { $n } lượt chưa đến giờ phát hoặc đang phát, chưa tính vào báo cáo này.
report-items-text = Một tin, bài là một kịch bản với những tiện ích được nhắc trong đó; phát ở nhiều buổi, nhiều ngày vẫn là một tin, bài. Từ lần thứ hai trong kỳ là phát lại.
report-apart-text = Tính riêng, không cộng vào các bảng trên (lượt do thiết bị khác phát và lượt đài tự ghi nhận không tính là đã phát):
report-content = 3. Nội dung đã tuyên truyền
report-utilities-text = Mỗi lượt nhắc đến một tiện ích được tính một lần. Lượt phát dở tính riêng, chưa coi là đã nhắc, vì nhật ký không ghi được bà con đã nghe đến đoạn nào.
report-never-text = Tiện ích chưa được nhắc trong kỳ: { $names }.
report-none-aired-text = Trong kỳ chưa tiện ích nào được nhắc.
report-all-aired-text = Mọi tiện ích trong danh mục đều đã được nhắc ít nhất một lần.
report-no-utilities-text = Đài chưa lập danh mục tiện ích VNeID.
report-incidents = 4. Các lượt phát dở, không phát được
report-no-incidents-text = Trong kỳ không có lượt nào phát dở hoặc không phát được.
report-skips-text = Các lượt nghỉ theo lịch hoặc đã hủy:
report-skip-line = - { $n } lượt do { $why }.
report-difficulties = II. KHÓ KHĂN, VƯỚNG MẮC
report-next = III. PHƯƠNG HƯỚNG, NHIỆM VỤ THÁNG TỚI
report-coming-text = Theo lịch phát sóng, từ ngày { $from } đến ngày { $to } đài dự kiến phát { $n } lượt.
report-proposals = IV. KIẾN NGHỊ, ĐỀ XUẤT
report-close = Trên đây là báo cáo kết quả tuyên truyền Đề án 06 tháng { $month } năm { $year } của { $unit }./.
report-recipients = Nơi nhận:
report-as-above = - Như trên;
report-archive = - Lưu: VT, .....
report-post = ..............................
report-signer = ..............................

# Its tables
report-table = Bảng { $n }. { $name }
report-table-outcomes = Kết quả thực hiện lịch phát sóng
report-table-topics = Kết quả theo chuyên mục
report-table-slots = Kết quả theo khung giờ
report-table-utilities = Số lượt phát của từng tiện ích VNeID
report-table-misses = Các lượt phát dở, không phát được
report-table-coming = Lịch phát sóng dự kiến
report-table-programmes = Kết quả theo chương trình
report-column-no = STT
report-column-outcome = Kết quả
report-column-airings = Số lượt
report-column-topic = Chuyên mục
report-column-programme = Chương trình
report-column-items = Số tin, bài
report-column-planned = Theo lịch
report-column-repeats = Trong đó phát lại
report-column-heard = Thời lượng (phút:giây)
report-column-slot = Khung giờ
report-column-utility = Tiện ích
report-column-level = Mức
report-column-when = Ngày, giờ
report-column-reason = Lý do
report-column-makegood = Phát bù
report-column-hours = Giờ phát
report-column-days = Số ngày
report-column-result = Kết quả, ghi chú
report-column-date = Ngày
report-column-planned-at = Giờ dự kiến
report-column-started-at = Giờ phát thực tế
report-column-due = Ngày, giờ dự kiến
report-column-minutes = Phút: giây
report-column-kind = Thể loại
report-column-duration = Thời lượng
report-column-title = Chương trình, chuyên mục
report-column-note = Ghi chú
report-column-utilities = Tiện ích được nhắc
report-column-on-schedule = Phát theo lịch
report-column-beside = Phát ngoài lịch
report-column-place = Tính vào
report-total = Tổng cộng
report-slot-morning = Buổi sáng (trước { $to } giờ)
report-slot-noon = Buổi trưa ({ $from } giờ đến { $to } giờ)
report-slot-afternoon = Buổi chiều ({ $from } giờ đến { $to } giờ)
report-slot-evening = Buổi tối (từ { $from } giờ)
report-made-good = đã phát bù
report-made-good-at = đã phát bù { $at }
report-not-made-good = chưa phát bù
report-place-planned = Theo lịch
report-place-makegood = Phát bù
report-place-operator = Phát theo yêu cầu
report-place-emergency = Phát khẩn cấp
report-place-live = Đọc trực tiếp
report-place-declared = Đài tự ghi nhận
report-place-elsewhere = Thiết bị khác phát
report-other = Nội dung khác
report-other-also = ; { $name } { $value }
report-line = { $name }: { $value }
report-sounded = { $n } lượt, { $length }
report-sounded-cut = { $n } lượt, phát dở { $cut } lượt, { $length }
report-minutes = { $m } phút
report-seconds = { $s } giây
report-minutes-seconds = { $m } phút { $s } giây
report-outcome-open = Chưa kết thúc
report-kind-recorded = thu trước
report-kind-live = đọc trực tiếp
report-kind-elsewhere = thiết bị khác phát
report-kind-declared = đài tự ghi nhận
report-origin-makegood = phát bù
report-origin-operator = phát theo yêu cầu
report-origin-emergency = khẩn cấp

# Its annex
report-annex = Phụ lục
report-annex-title = NHẬT KÝ PHÁT SÓNG
report-annex-empty = Trong kỳ không có lượt phát nào.
report-annex-of = (Kèm theo Báo cáo số { $number } ngày ..... tháng ..... năm { $year } của { $unit })

# The workbook
report-sheet-log = Nhật ký
report-sheet-summary = Tổng hợp
report-unit = Đơn vị
report-period = Kỳ báo cáo
report-period-days = Từ ngày { $from } đến ngày { $to }
report-revision = Lần
report-apart = Ngoài lịch phát sóng
report-edits = Số lần sửa lịch phát
report-open = Chưa kết thúc, chưa tính
report-sealed = nhật ký chi tiết của tháng { $month } đã niêm phong, không làm lại báo cáo được; báo cáo đã làm nằm trong data/reports

# Papers that are no reports
report-mark-banner = { $marks } – KHÔNG PHẢI BÁO CÁO
report-mark-rehearsal = CHẠY THỬ
report-mark-rehearsal-note = Chạy thử trên máy tính, không phát ra loa; số liệu dưới đây không có thật.
report-mark-sample = DỮ LIỆU MẪU
report-mark-sample-note = Tên đài còn là tên mẫu: chưa có đài nào báo cáo những số liệu này.
report-mark-today = SỐ LIỆU ĐẾN HÔM NAY
report-mark-today-note = Đây là số liệu đến hôm nay, ngày { $today }; kỳ báo cáo chưa trọn nên chưa phải báo cáo.
report-mark-until-note = Đây là số liệu đến hôm nay, ngày { $today }, mà nhật ký mới đủ đến ngày { $until }; kỳ báo cáo chưa trọn nên chưa phải báo cáo.
report-began = Số liệu từ ngày { $date } là ngày đài bắt đầu dùng loa.

# Whether a period's report may leave
report-foretold = Báo cáo tháng { $month } (từ ngày { $from } đến ngày { $to }): { $sends ->
        [yes] đài tự gửi
       *[no] đài tự làm
    } lúc { $at }
report-overdue = Báo cáo tháng { $month } chưa gửi được; đài đang thử lại
report-not-over = Báo cáo tháng { $month } chưa gửi được: kỳ từ ngày { $from } đến ngày { $to } chưa hết
    .fix = không phải làm gì: { $sends ->
        [yes] đài tự gửi
       *[no] đài tự làm báo cáo
    } lúc { $at }, nếu khi ấy đài đang chạy. Muốn làm tay thì đợi đến ngày { $over }. Xem số liệu đến hôm nay: loa report --month { $id } --out THƯ-MỤC
report-not-settled = Báo cáo tháng { $month } chưa gửi được: kỳ đến hết ngày { $to }, mà nhật ký mới đủ đến { $until }
    .fix = { $alive ->
        [yes] không phải làm gì: đợi lượt phát cuối kỳ có kết quả
       *[no] chạy đài (loa run): đài ghi nốt những giờ đã tắt
    }, rồi { $sends ->
        [yes] đài tự gửi
       *[no] đài tự làm báo cáo
    }{ $late ->
        [yes] {" "}ngay sau đó
       *[no] , sớm nhất lúc { $at }
    }
report-before-log = Không có báo cáo tháng { $month }: kỳ ấy (từ ngày { $from } đến ngày { $to }) hết trước khi đài bắt đầu dùng loa
report-of-sample = Chưa gửi báo cáo tháng { $month }: tên đài còn là tên mẫu “{ $name }”, nên số liệu chưa phải của đài nào
    .fix = mở schedule.toml, nhóm [station]: ghi tên thật của đài vào name, ví dụ "Đài Truyền thanh phường …", và địa danh vào place; ghi xong, đài tự gửi báo cáo của mọi kỳ đã trọn
report-clock-doubtful = Chưa gửi báo cáo tháng { $month }: đồng hồ máy tính có thể sai nên chưa biết kỳ báo cáo đã hết chưa
    .fix = xem giờ của máy: loa clock. Đồng hồ đúng lại thì đài tự gửi
report-perhaps-sent = Báo cáo tháng { $month } đến ngày gửi ({ $at }) sau lần sao lưu mà nhật ký này được dựng lại từ đó: không rõ máy cũ đã gửi chưa, nên đài không tự gửi
    .fix = hỏi nơi nhận; chưa có thì gõ: loa report --month { $id } --send
report-early = Kỳ báo cáo tháng { $month } chưa trọn: giấy tờ này ghi “số liệu đến hôm nay”, chưa phải báo cáo

# The letter
report-unsigned = số liệu tự động, chưa ký
letter-subject-log = [{ $unit }] Nhật ký phát sóng tuyên truyền Đề án 06 tháng { $month } ({ $revision }; số liệu tự động, chưa ký)
letter-subject-unsigned = [{ $unit }] Báo cáo tuyên truyền Đề án 06 tháng { $month } ({ $revision }; số liệu tự động, chưa ký)
letter-revision = lần { $n }
letter-revision-next = lần { $n }, thay thế lần { $before }
letter-to = Kính gửi: Tổ công tác Đề án 06
letter-intro-log = { $unit } gửi nhật ký phát sóng tuyên truyền Đề án 06 tháng { $month }, từ ngày { $from } đến ngày { $to } ({ $revision }).
letter-intro-unsigned = { $unit } gửi báo cáo kết quả tuyên truyền Đề án 06 tháng { $month }, từ ngày { $from } đến ngày { $to } ({ $revision }).
letter-mark = Đây là số liệu tự động, chưa ký: phần mềm của đài lập từ nhật ký phát sóng. Báo cáo có chữ ký được gửi riêng.
letter-planned = Theo lịch
letter-heard = Thời lượng phát được
letter-count = { $n } lượt
letter-never = Tiện ích chưa được nhắc trong kỳ
letter-misses = Các lượt phát dở, không phát được
letter-none = không có
letter-attached = Tệp kèm theo
letter-close = Trân trọng.
