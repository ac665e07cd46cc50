# Lengths
length-seconds = { $s } giây
length-minutes = { $m } phút
length-minutes-seconds = { $m } phút { $s } giây
length-hours = { $h } giờ
length-hours-minutes = { $h } giờ { $m } phút

# Why the clock is not believed
clock-before-release = đồng hồ máy tính chỉ một thời điểm trước khi phần mềm này ra đời
clock-set-forward = đồng hồ vừa nhảy tới { $minutes } phút, không rõ vì sao
clock-set-back = đồng hồ vừa lùi lại { $minutes } phút, không rõ vì sao
clock-no-battery = máy vừa bật lại và không có pin giữ giờ
clock-battery-flat = máy vừa bật lại và pin giữ giờ của máy đã hết
clock-before-heartbeat = đồng hồ máy tính chỉ một thời điểm trước lần ghi cuối của đài ({ $beat })
