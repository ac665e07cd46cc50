# How names and acronyms are read aloud: scripts/words.toml
words-manner = không có cách đọc số nào tên là `{ $written }`
    .fix = viết manner = "north" (linh, nghìn) hoặc manner = "south" (lẻ, ngàn)
words-control = có ký tự ẩn không đọc được ở đây
    .fix = xóa chỗ này rồi gõ lại bằng tay
words-blank = mục `{ $key }` đang để trống
    .fix = viết chữ và lời đọc vào giữa hai dấu ngoặc kép
words-own = `{ $key }` là lời mà đài tự đọc cho số, ngày giờ hoặc văn bản nên không đổi ở đây được
    .fix = bỏ dòng này
words-not-spoken = lời đọc của `{ $key }` còn chứa số hoặc chữ viết tắt
    .fix = viết đúng như khi nói, ví dụ: { $reading }
