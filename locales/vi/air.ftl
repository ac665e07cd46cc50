# Reasons that only the player can give
reason-empty = kịch bản không có tệp âm thanh nào để phát
reason-player-fault = phần mềm đài gặp lỗi khi phát
