# Máy đọc lời: vì sao một tệp không làm được, `.fix` nói cách sửa
voice-missing-espeak = máy này chưa có chương trình đọc espeak-ng
    .fix = cài đặt bằng lệnh: sudo apt install espeak-ng, rồi gõ lại loa voice; hoặc ghi chương trình khác vào mục [voice] trong schedule.toml. Trong lúc này đài phát các tệp đang có; lượt phát nào thiếu tệp sẽ không phát được
voice-missing = không tìm thấy chương trình đọc `{ $program }`
    .fix = cài chương trình ấy, hoặc sửa dòng command ở mục [voice] trong schedule.toml. Trong lúc này đài phát các tệp đang có; lượt phát nào thiếu tệp sẽ không phát được
voice-cannot-start = không chạy được chương trình đọc `{ $program }` ({ $error })
    .fix = xem dòng command ở mục [voice] trong schedule.toml. Trong lúc này đài phát các tệp đang có; lượt phát nào thiếu tệp sẽ không phát được
voice-failed = chương trình đọc `{ $program }` báo lỗi số { $code }: { $said }
    .fix = xem dòng command ở mục [voice] trong schedule.toml
voice-failed-silent = chương trình đọc `{ $program }` báo lỗi số { $code } mà không nói vì sao
    .fix = xem dòng command ở mục [voice] trong schedule.toml
voice-too-slow = chương trình đọc `{ $program }` quá { $seconds } giây chưa xong nên bị dừng
    .fix = máy chậm thì cho thêm thời gian ở mục [voice] trong schedule.toml, ví dụ: limit = "3m"
voice-no-wav = chương trình đọc `{ $program }` chạy xong mà không ghi ra âm thanh
    .fix = xem dòng command ở mục [voice] trong schedule.toml: {"{out}"} là tên tệp WAV mà chương trình phải ghi
voice-bad-wav = âm thanh mà chương trình đọc ghi ra không dùng được: { $why }
    .fix = chương trình phải ghi tệp WAV; thử chạy riêng chương trình ấy rồi nghe
voice-recorded-meanwhile = có người đã chép tệp khác vào chỗ này nên tệp ấy được giữ nguyên
    .fix = gõ loa clips để xem tệp ấy; muốn máy đọc thì cất tệp ấy đi rồi gõ lại loa voice
voice-not-written = không ghi được { $path } ({ $error })
    .fix = xem quyền ghi thư mục và chỗ trống trên ổ đĩa
voice-busy = một lệnh loa voice khác đang chạy trong thư mục này
    .fix = đợi lệnh ấy xong rồi gõ lại
voice-stopped = đã dừng theo yêu cầu; tệp nào làm xong thì vẫn được giữ
    .fix = muốn làm tiếp thì gõ lại loa voice
