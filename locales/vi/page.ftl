# The operator's page
page-on-air = Đang phát
page-now = Lúc này
page-live = Đang phát: { $title }
page-unheard = không ai nghe được
page-silence = Đang nghỉ
page-next = Tiếp theo
page-nothing-next = Không có chương trình nào trong 24 giờ tới
page-left = còn
page-in = còn
page-today = Hôm nay
page-missed-today = Hôm nay có { $count } lượt không phát được; lý do ghi trong bảng dưới đây
page-none-today = Hôm nay không có chương trình nào.
page-time = Giờ
page-programme = Chương trình
page-outcome = Kết quả
page-output = Nơi phát
page-output-none = không dùng cạc âm thanh
page-output-missing = không có cạc âm thanh
page-all-well = Mọi việc bình thường
page-attention = Cần xem
page-lost = Mất liên lạc với đài. Trang này sẽ tự cập nhật khi đài chạy lại.
page-state-planned = Sắp phát
page-state-on-air = Đang phát
page-state-elsewhere = Thiết bị khác phát
page-state-declared = Đài tự ghi nhận

# Days of the week, 1 is Monday
weekday-1 = Thứ Hai
weekday-2 = Thứ Ba
weekday-3 = Thứ Tư
weekday-4 = Thứ Năm
weekday-5 = Thứ Sáu
weekday-6 = Thứ Bảy
weekday-7 = Chủ nhật
