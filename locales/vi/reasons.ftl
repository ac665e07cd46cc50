# Outcomes: one word everywhere
outcome-aired = Đã phát
outcome-cut = Phát dở
outcome-missed = Không phát được
outcome-skipped = Nghỉ theo lịch
outcome-cancelled = Đã hủy

# Reasons: why an airing ended as it did
reason-exception = nghỉ theo lịch: { $why }
reason-quiet-hours = rơi vào giờ không phát loa { $hours }
reason-stopped = đài được tắt
reason-power-off = mất điện, hoặc máy hay phần mềm bị tắt ngang, từ { $since }
reason-not-running = phần mềm đài không chạy từ { $since }
reason-clip-missing = không có tệp âm thanh `{ $clip }`
reason-clip-refused = tệp âm thanh `{ $clip }` không dùng được
reason-clip-unreadable = tệp âm thanh `{ $clip }` hỏng giữa chừng khi đang phát
reason-script-mistake = kịch bản `{ $script }` có lỗi
reason-clip-stale = tệp âm thanh `{ $clip }` là bản thu cũ, lời đã đổi
reason-no-device = không có cạc âm thanh: không ai nghe được
reason-device-lost = có lúc mất cạc âm thanh, chỉ nghe được một phần
reason-disk-full = ổ đĩa đầy, không ghi được nhật ký từ { $since }
reason-log-failed = không ghi được nhật ký từ { $since }
reason-clock-wrong = đồng hồ máy tính có thể sai, đài không tự phát
reason-clock-step = đồng hồ máy tính được chỉnh nhanh lên { $seconds } giây, giờ phát này bị nhảy qua
reason-asleep = máy tính ngủ hoặc bị treo từ { $since }, đài không chạy được
reason-busy = đài đang phát `{ $title }`
reason-cut-in = nhường sóng cho `{ $title }`
reason-late = đã quá giờ phát { $seconds } giây
reason-schedule-edited = lịch phát đã được sửa (bản { $from } thay bằng bản { $to })
reason-operator = người trực dừng phát
reason-no-programme = chương trình không còn trong lịch phát
reason-nothing-left = không có tiếng nào ra khỏi máy
reason-joined-late = vào giữa chương trình, muộn { $seconds } giây
reason-corrected = người trực ghi lại: { $why }
reason-slot-taken = giờ đó đã có `{ $title }` ({ $at })
reason-no-makegood = chương trình không còn mục `makegood` trong lịch phát

# Remarks: what became of make-goods
remark-makes-good = phát bù cho lượt { $missed }
remark-makegood-coming = sẽ phát bù lúc { $at }
remark-makegood-aired = đã phát bù lúc { $at }
remark-makegood-cut = phát bù dở lúc { $at }
remark-makegood-missed = phát bù lúc { $at } cũng không được
remark-not-made-good = không có khung giờ để phát bù
