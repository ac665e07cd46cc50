# Scripts: templates and facts
script-unknown = không có kịch bản nào tên là `{ $script }`
    .fix = kiểm tra tên tệp trong thư mục scripts/; đang có: { $known }
script-faulty = kịch bản `{ $script }` đang có lỗi nên chưa dùng được
    .fix = sửa các lỗi đã nêu của kịch bản này
script-is-part = kịch bản `{ $script }` chỉ là phần chung của kịch bản khác, không phát riêng được
    .fix = chọn kịch bản khác; đang có: { $known }
script-unknown-utility = không có tiện ích nào mang mã `{ $utility }`
    .fix = thêm [[utility]] với id = "{ $utility }", hoặc sửa lại mã

# Templates that cannot be read
template-file-too-big = mẫu kịch bản dài quá { $limit } KB
    .fix = chia nội dung thành nhiều kịch bản ngắn hơn
template-control-letter = có ký tự ẩn không đọc được ở đây
    .fix = xóa chỗ này rồi gõ lại bằng tay
template-odd-letter = không dùng được { $letter } ở đây
    .fix = trong cặp ngoặc nhọn chỉ viết tên, chữ trong ngoặc kép và ngoặc tròn
template-tag-open = cặp ngoặc nhọn mở ở đây mà chưa đóng
    .fix = thêm {"}}"} ở cuối; nếu có ngoặc kép thì đóng ngoặc kép trước
template-quote-open = có dấu ngoặc kép mở ở đây mà chưa đóng
    .fix = thêm dấu ngoặc kép ở cuối chữ
template-block-open = đã mở khối `{ $name }` ở đây mà chưa đóng
    .fix = thêm {"{{"}/{ $name }{"}}"} ở chỗ kết thúc phần này
template-closes-other = ở đây đóng khối `{ $name }`, trong khi khối đang mở là `{ $opened }`
    .fix = đóng khối đang mở trước: {"{{"}/{ $opened }{"}}"}
template-nothing-open = `{ $tag }` không thuộc khối nào đang mở
    .fix = bỏ chỗ này, hoặc thêm phần mở khối ở phía trên
template-syntax = không đọc được chỗ này
    .fix = so với một kịch bản mẫu đang dùng được; tên viết dạng {"{{"}tên{"}}"}
template-too-deep = các khối lồng nhau quá sâu, nhiều nhất là { $limit } lớp
    .fix = bớt lớp, hoặc tách một phần thành kịch bản khác

# Templates that could not end, or would not fit
template-includes-itself = kịch bản này gọi lại chính nó: { $way }
    .fix = bỏ một trong các dòng gọi này
template-includes-too-deep = kịch bản gọi kịch bản khác quá nhiều lớp, nhiều nhất là { $limit } lớp
    .fix = gộp bớt các kịch bản nhỏ lại
template-too-many-turns = các vòng lặp của kịch bản này chạy quá nhiều lượt, nhiều nhất là { $limit } lượt
    .fix = bớt vòng lặp lồng nhau
template-too-long = lời của kịch bản dài quá { $limit } KB
    .fix = bớt lời, hoặc bớt vòng lặp
template-part-by-value = tên kịch bản được gọi phải viết rõ, không tính từ nơi khác
    .fix = viết dạng {"{{"}> ten-kich-ban{"}}"}
template-inner-part = không được viết một kịch bản nhỏ bên trong kịch bản này
    .fix = đặt phần này vào tệp riêng trong scripts/ rồi gọi bằng {"{{"}> ten-kich-ban{"}}"}

# Names in templates
template-unknown-name = kịch bản dùng `{ $name }`, nhưng ở chỗ này không có thông tin nào tên như vậy
    .fix = có lẽ muốn viết `{ $near }`; dùng được: { $known }
template-unknown-name-of = kịch bản dùng `{ $name }`, nhưng ở chỗ này không có thông tin nào tên như vậy
    .fix = dùng một trong các tên: { $known }
template-unknown-helper = không có lệnh nào tên là `{ $name }`
    .fix = có lẽ muốn viết `{ $near }`
template-unknown-helper-of = không có lệnh nào tên là `{ $name }`
    .fix = dùng một trong các lệnh: { $known }
template-unknown-part = không có kịch bản nào tên là `{ $name }`
    .fix = có lẽ muốn viết `{ $near }`
template-unknown-part-of = không có kịch bản nào tên là `{ $name }`
    .fix = kiểm tra tên tệp trong thư mục scripts/; đang có: { $known }
template-helper-is-block = lệnh `{ $helper }` phải mở và đóng thành một khối
    .fix = viết dạng {"{{"}#{ $helper } …{"}}"}…{"{{"}/{ $helper }{"}}"}
template-helper-is-value = lệnh `{ $helper }` không mở thành khối được
    .fix = đặt trong ngoặc tròn, ví dụ: {"{{"}#if ({ $helper } …){"}}"}
template-helper-needs = lệnh `{ $helper }` cần { $number } giá trị theo sau
    .fix = viết thêm hoặc bớt cho đủ
template-not-a-list = `{ $name }` không phải là danh sách nên không lặp được
    .fix = lặp theo danh sách tiện ích: {"{{"}#each utilities{"}}"}
template-not-words = `{ $name }` là cả một nhóm thông tin, không đọc thành lời được
    .fix = chọn một tên bên trong, ví dụ `{ $name }.name`
template-empty-name = `{ $name }` không có giá trị trong lần phát này
    .fix = đặt trong {"{{"}#if …{"}}"}, hoặc dùng tên khác
template-fails = không điền được kịch bản ({ $detail })
    .fix = so với một kịch bản mẫu đang dùng được

# Words and clips
template-words-without-clip = lời này không gắn với tệp âm thanh nào nên không ai nghe được
    .fix = đặt trong {"{{"}#cue "ten-tep"{"}}"}…{"{{"}/cue{"}}"}
template-cue-in-cue = một đoạn lời đã gắn tệp âm thanh không chứa được đoạn khác
    .fix = đóng đoạn trước bằng {"{{"}/cue{"}}"} rồi mới mở đoạn này
template-clip-name = `{ $clip }` không dùng làm tên tệp âm thanh được
    .fix = chỉ dùng chữ thường không dấu, chữ số và dấu -, ví dụ: vneid-luu-tru

# Facts
facts-id-form = mã `{ $id }` viết chưa đúng
    .fix = chỉ dùng chữ thường không dấu, chữ số và dấu -, ví dụ: luu-tru
facts-id-twice = mã `{ $id }` đã dùng ở trên
    .fix = đặt mã khác, hoặc bỏ phần trùng
facts-blank = mục `{ $key }` đang để trống
    .fix = viết lời vào giữa hai dấu ngoặc kép
facts-level = mức tài khoản chỉ là 1 hoặc 2
    .fix = viết level = 1 hoặc level = 2
facts-date = `{ $date }` không phải là một ngày có thật
    .fix = viết dạng ngày/tháng/năm, ví dụ: "28/02/2024"
facts-how-to-unsourced = lời hướng dẫn nói đến nút hoặc mục trên màn hình (`{ $word }`) mà chưa ghi nguồn và ngày xem; trong lúc này đài không đọc lời ấy
    .fix = thêm hai dòng trong [utility.how_to], ví dụ: source = "Công an phường hướng dẫn" và checked_on = "26/11/2026"; hoặc bỏ phần nói về màn hình
facts-old-after-months = `old_after_months` chỉ là số tháng, từ 1 đến 120
    .fix = viết ví dụ: old_after_months = 12
facts-unknown-basis = tiện ích `{ $id }` ghi đã đổi theo văn bản `{ $number }`, nhưng không có [[basis]] nào mang số ấy
    .fix = thêm văn bản ấy vào cuối tệp, hoặc sửa changed_by
facts-count-differs = `{ $key }` ghi { $stated } tiện ích, nhưng danh sách có { $listed }
    .fix = đối chiếu danh sách với công văn
