# Mistakes in schedule.toml. The message says what is wrong, `.fix` what to do.

# The file as a whole
format-unknown = tệp này viết theo định dạng số { $number }, phần mềm này chỉ đọc được định dạng số 1
    .fix = cài bản phần mềm mới hơn, hoặc dùng lại tệp cũ có dòng: format = 1
station-missing = thiếu nhóm [station]: chưa biết đài nào phát
    .fix = thêm hai dòng: [station] rồi đến name = "Đài Truyền thanh phường …"
programme-none = lịch phát chưa có chương trình nào
    .fix = thêm một nhóm [[programme]] có id, title, script và at
not-built-yet = mục `{ $key }` đã được ghi nhận nhưng chưa có tác dụng
    .fix = cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
pause-not-built-yet = nhóm [[pause]] đã được ghi nhận nhưng chưa tạm ngừng được loa
    .fix = muốn nghỉ ngày nào thì dùng nhóm [[except]]

# Any value
text-empty = mục `{ $key }` đang để trống
    .fix = viết dạng: { $example }
choice-unknown = mục `{ $key }` không nhận giá trị "{ $value }"
    .fix = dùng một trong các giá trị: { $known }
number-outside = số ở mục `{ $key }` nằm ngoài khoảng từ { $least } đến { $most }
    .fix = sửa thành một số từ { $least } đến { $most }
within-unreadable = không đọc được thời hạn phát bù "{ $value }"
    .fix = viết số kèm đơn vị, từ 1 giờ đến 14 ngày, ví dụ: "2d" (2 ngày), "36h"
length-unreadable = không đọc được thời lượng "{ $value }"
    .fix = viết số kèm đơn vị, từ 1 giây đến 24 giờ, ví dụ: "60s", "2m", "1h30m"
timezone-unknown = không có múi giờ nào tên là "{ $value }"
    .fix = ở Việt Nam viết: timezone = "Asia/Ho_Chi_Minh"
url-unreadable = "{ $value }" không phải là một địa chỉ http
    .fix = viết dạng: url = "http://127.0.0.1:8000/loa.ogg"

# Hours, days, dates
time-unreadable = không đọc được giờ "{ $value }"
    .fix = viết giờ:phút trong ngoặc kép, ví dụ: "05:30"
time-over = một ngày chỉ có giờ từ 00:00 đến 23:59, ở đây viết "{ $value }"
    .fix = viết giờ từ 00 đến 23; nửa đêm là "00:00"
window-unreadable = không đọc được khung giờ "{ $value }"
    .fix = viết giờ đầu và giờ cuối, ví dụ: "21:00-05:00"
days-unknown = không có ngày nào trong tuần tên là "{ $value }"
    .fix = viết t2, t3, t4, t5, t6, t7, cn; nhiều ngày viết "t2-t7" hoặc "t2,t4"
days-none = mục `days` đang để trống: không có ngày nào để phát
    .fix = viết ngày phát, ví dụ: days = "t2-t7"; phát mọi ngày thì bỏ dòng này
date-unreadable = không đọc được ngày "{ $value }"
    .fix = viết ngày/tháng/năm, ví dụ: "05/02/2027"
date-impossible = không có ngày { $value } trong lịch
    .fix = xem lại số ngày của tháng; viết ngày/tháng/năm, ví dụ: "05/02/2027"
dates-reversed = ngày cuối đứng trước ngày đầu trong "{ $value }"
    .fix = viết ngày đầu trước, ví dụ: "05/02/2027..09/02/2027"
dates-and-lunar = nhóm này có cả `dates` (dương lịch) và `lunar` (âm lịch)
    .fix = giữ lại một mục; cần cả hai thì viết thành hai nhóm
lunar-unreadable = không đọc được ngày âm lịch "{ $value }"
    .fix = viết ngày/tháng âm lịch, không có năm, ví dụ: "01/01..03/01"; tháng nhuận thêm chữ n: "15/06n"
lunar-impossible = âm lịch không có ngày { $value }
    .fix = tháng âm lịch có 29 hoặc 30 ngày, một năm có tháng 1 đến tháng 12
lunar-never = từ năm 2000 đến năm 2099 không có tháng nhuận nào như "{ $value }"
    .fix = xem lại số tháng, hoặc bỏ chữ n
lunar-thirty = có năm tháng { $month } âm lịch chỉ có 29 ngày: năm đó quy định này bắt đầu muộn một ngày
    .fix = muốn luôn có ngày cuối tháng thì bắt đầu từ ngày 29

# Cron
cron-five = giờ phát theo cron có 5 phần, cần đúng 6 phần
    .fix = thêm phần giây ở đầu: cron = "0 { $value }"; hoặc dùng at = ["05:30"]
cron-fields = giờ phát theo cron có { $count } phần, cần đúng 6 phần
    .fix = viết theo thứ tự: giây phút giờ ngày tháng thứ; hoặc dùng at = ["05:30"]
cron-unreadable = không đọc được giờ phát theo cron "{ $value }"
    .fix = viết theo thứ tự: giây phút giờ ngày tháng thứ, ví dụ "0 30 5 * * MON-SAT"; hoặc dùng at = ["05:30"]
cron-never = giờ phát theo cron "{ $value }" không bao giờ đến: không có ngày nào như vậy
    .fix = xem lại phần ngày, tháng và thứ; hoặc dùng at = ["05:30"]
cron-weekday = trong cron, số { $first } ở phần thứ là { $first ->
        [1] thứ Hai
        [2] thứ Ba
        [3] thứ Tư
        [4] thứ Năm
        [5] thứ Sáu
        [6] thứ Bảy
       *[0] Chủ nhật
    }
    .fix = viết tên ngày cho khỏi nhầm: MON TUE WED THU FRI SAT SUN
cron-weekdays = trong cron, phần thứ "{ $field }" tính từ { $first ->
        [1] thứ Hai
        [2] thứ Ba
        [3] thứ Tư
        [4] thứ Năm
        [5] thứ Sáu
        [6] thứ Bảy
       *[0] Chủ nhật
    } (số { $first }) đến { $last ->
        [1] thứ Hai
        [2] thứ Ba
        [3] thứ Tư
        [4] thứ Năm
        [5] thứ Sáu
        [6] thứ Bảy
       *[0] Chủ nhật
    } (số { $last })
    .fix = viết tên ngày cho khỏi nhầm: MON TUE WED THU FRI SAT SUN

# Programmes
programme-id = mã chương trình "{ $id }" có chữ không dùng được
    .fix = chỉ dùng chữ thường không dấu, chữ số và dấu gạch ngang, ví dụ: id = "ban-tin-sang"
programme-twice = mã `{ $id }` được dùng hai lần: ở chương trình tại dòng { $line } và ở chương trình tại dòng { $again }
    .fix = đặt cho một trong hai chương trình một mã khác
programme-no-time = chương trình này chưa có giờ phát
    .fix = thêm một dòng, ví dụ: at = ["05:30"]
programme-at-and-cron = chương trình này có cả `at` và `cron`
    .fix = giữ lại `at`, bỏ dòng `cron`
programme-cron-and-days = mục `{ $key }` không đi cùng `cron`
    .fix = thay `cron` bằng `at`, hoặc bỏ dòng `{ $key }`
programme-on-and-days = chương trình này có cả `on` (ngày cụ thể) và `days` (ngày trong tuần)
    .fix = giữ lại một trong hai dòng
programme-on-empty = mục `on` đang để trống: không có ngày nào để phát
    .fix = viết ngày phát, ví dụ: on = ["22/12/2026"]
programme-lasts-alone = `lasts` chỉ dùng cho chương trình do thiết bị khác phát
    .fix = bỏ dòng này, hoặc thay `script` bằng: source = "elsewhere"
programme-script-and-source = chương trình này vừa có kịch bản vừa do thiết bị khác phát
    .fix = giữ lại một trong hai dòng: `script` hoặc `source`
programme-script-name = tên kịch bản "{ $value }" không dùng được
    .fix = viết tên tệp trong thư mục scripts/, không kèm thư mục và không kèm .hbs, ví dụ: script = "ban-tin-vneid"
programme-elsewhere-utilities = chương trình do thiết bị khác phát thì không kể được tiện ích VNeID
    .fix = bỏ dòng này
programme-level-alone = `level` không có tác dụng khi chương trình không kể tiện ích VNeID
    .fix = bỏ dòng này, hoặc thêm một dòng: utilities = 1
programme-grace-alone = `grace` không có tác dụng khi chương trình trễ giờ thì bỏ qua
    .fix = thêm một dòng: late = "join" (phát tiếp từ giữa) hoặc late = "start" (phát lại từ đầu)
programme-elsewhere-makegood = chương trình do thiết bị khác phát thì đài không phát bù được
    .fix = bỏ dòng này
programme-unknown = không có chương trình nào có mã `{ $id }`
    .fix = viết đúng `id` của chương trình, hoặc "all" cho mọi chương trình
programme-unknown-near = không có chương trình nào có mã `{ $id }`
    .fix = có lẽ muốn viết `{ $near }`

# Report and mail
address-unreadable = "{ $value }" không phải là một địa chỉ thư điện tử
    .fix = viết dạng: "ten@coquan.vn", không dấu, không có dấu cách
period-unreadable = không đọc được kỳ báo cáo "{ $value }"
    .fix = viết "month" (tháng dương lịch) hoặc "15-14" (từ ngày 15 tháng trước đến ngày 14)
report-topics-empty = mục `topics` đang để trống: báo cáo không có lượt phát nào
    .fix = viết chuyên mục mà báo cáo kể lại, ví dụ: topics = ["Đề án 06"]; hoặc bỏ dòng này
mail-server = "{ $value }" thiếu tên máy chủ hoặc số cổng
    .fix = viết tên máy chủ, dấu hai chấm, số cổng, ví dụ: server = "smtp.example.vn:587"
mail-from-missing = chưa biết thư gửi từ địa chỉ nào
    .fix = thêm một dòng: from = "dai@example.vn"
path-outside = tệp "{ $value }" ở mục `{ $key }` nằm ngoài thư mục của đài
    .fix = chép tệp vào thư mục của đài rồi ghi tên tệp, ví dụ: { $key } = "ten-tep"
mail-password-written = không ghi mật khẩu thư vào tệp này: ai mở tệp cũng đọc được
    .fix = xóa dòng này và đổi mật khẩu; ghi mật khẩu mới vào một tệp riêng rồi viết: `password_file = "mat-khau-thu"`

# The machine's voice
voice-no-program = chưa ghi chương trình đọc
    .fix = viết dạng: command = ["espeak-ng", "-v", "vi", "-s", "140", "-w", "{"{out}"}", "-f", "{"{in}"}"]
voice-one-text = lệnh đọc phải viết rời từng chữ
    .fix = đặt mỗi chữ trong một cặp ngoặc kép: command = ["espeak-ng", "-v", "vi", "-s", "140", "-w", "{"{out}"}", "-f", "{"{in}"}"]
voice-no-out = lệnh đọc chưa có chỗ ghi tệp âm thanh
    .fix = viết {"{out}"} ở chỗ chương trình cần tên tệp WAV, ví dụ: "-w", "{"{out}"}"
