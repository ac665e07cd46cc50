# Mistakes in files that a person wrote. The message says what is wrong, `.fix` what to do.
mistake-fix = cách sửa
mistake-warning = lưu ý

# Any TOML file
missing-key = thiếu mục `{ $key }`
    .fix = thêm một dòng: { $example }
unknown-key = không có mục nào tên là `{ $key }`
    .fix = có lẽ muốn viết `{ $near }`
unknown-key-of = không có mục nào tên là `{ $key }`
    .fix = bỏ dòng này, hoặc dùng một trong các mục: { $known }
unknown-key-keyboard = không có mục nào tên là `{ $key }`; có lẽ bộ gõ tiếng Việt đang bật
    .fix = tắt bộ gõ tiếng Việt rồi viết lại: `{ $near }`
wrong-kind-text = mục `{ $key }` cần một dòng chữ trong ngoặc kép
    .fix = viết dạng: { $key } = "…"
wrong-kind-number = mục `{ $key }` cần một con số, không có ngoặc kép
    .fix = viết dạng: { $key } = 4
wrong-kind-yes-no = mục `{ $key }` chỉ nhận true (có) hoặc false (không)
    .fix = viết dạng: { $key } = true
wrong-kind-texts = mục `{ $key }` cần một dòng chữ, hoặc một danh sách dòng chữ
    .fix = viết dạng: { $key } = ["…", "…"]
wrong-kind-table = mục `{ $key }` cần là một nhóm
    .fix = viết tên nhóm trên một dòng riêng: [{ $key }]
wrong-kind-tables = mục `{ $key }` cần là một nhóm lặp lại
    .fix = viết mỗi lần một dòng: [[{ $key }]]
toml-curly-quotes = dấu ngoặc kép cong “ ” không dùng được ở đây
    .fix = thay bằng dấu ngoặc kép thẳng " (gõ trực tiếp, đừng dán từ Word hay Zalo)
toml-duplicate = mục này đã được viết ở trên
    .fix = giữ lại một dòng, bỏ dòng kia
toml-open-quote = dòng chữ mở ngoặc kép mà chưa đóng, hoặc có dấu \ lạ bên trong
    .fix = thêm dấu " ở cuối dòng chữ
toml-unreadable = không đọc được chỗ này ({ $detail })
    .fix = mỗi dòng có dạng: tên = "giá trị"; tên nhóm đứng trong ngoặc vuông
