# Lengths
length-seconds = { $s } giây
length-minutes = { $m } phút
length-minutes-seconds = { $m } phút { $s } giây
length-hours = { $h } giờ
length-hours-minutes = { $h } giờ { $m } phút

# Why the clock is not believed
clock-before-release = đồng hồ máy tính chỉ một thời điểm trước khi phần mềm này ra đời
clock-before-heartbeat = đồng hồ máy tính chỉ một thời điểm trước lần ghi cuối của đài ({ $beat })
