# What `loa check` finds when it looks at the whole folder
no-schedule = không có tệp schedule.toml trong thư mục { $folder }
    .fix = đứng trong thư mục của đài rồi gõ lệnh, hoặc chỉ thư mục: loa --station THƯ-MỤC …
not-utf8 = tệp này không phải chữ UTF-8, nên không đọc được tiếng Việt trong đó
    .fix = mở tệp bằng trình soạn thảo rồi lưu lại, chọn bảng mã UTF-8
file-too-big = tệp này lớn quá 128 KB, không thể là tệp do người viết
    .fix = xem có chép nhầm tệp khác vào đây không
unreadable-file = không đọc được tệp này ({ $error })
    .fix = kiểm tra quyền đọc tệp và ổ đĩa
check-no-place = chưa ghi địa danh của đài; báo cáo sẽ in dấu chấm ở chỗ đó
    .fix = ghi tên chính thức của địa phương trong nhóm [station]: place = "…"
check-sample-name = tên đài còn là tên mẫu “{ $name }”: mọi giấy tờ đều ghi DỮ LIỆU MẪU, không thư báo cáo nào được gửi
    .fix = ghi tên thật, có cả tên phường, xã, ví dụ: name = "Đài Truyền thanh phường …"
check-no-script = không có kịch bản scripts/{ $script }.hbs
    .fix = sửa tên kịch bản, hoặc chép tệp ấy vào thư mục scripts/
check-no-script-near = không có kịch bản scripts/{ $script }.hbs
    .fix = có lẽ muốn viết `{ $near }`
check-no-clip = không có tệp âm thanh `{ $clip }` trong thư mục audio/
    .fix = thu và chép tệp vào audio/. Trong lúc này lượt phát nào cần tệp ấy sẽ không phát được
check-no-clip-near = không có tệp âm thanh `{ $clip }` trong thư mục audio/
    .fix = thu và chép tệp vào audio/, hoặc có lẽ muốn viết `{ $near }`. Trong lúc này lượt phát nào cần tệp ấy sẽ không phát được
check-no-transcript = tệp âm thanh `{ $clip }` chưa có lời ghi kèm
    .fix = tạo tệp { $clip }.txt cạnh tệp âm thanh, ghi đúng lời đã thu: “{ $words }”
check-stale-clip = tệp âm thanh `{ $clip }` là bản thu cũ, lời đã đổi: { $changes }
    .fix = thu lại lời mới rồi sửa tệp .txt bên cạnh cho khớp: “{ $words }”; tệp của giọng máy thì gõ: loa voice. Trong lúc này bản cũ vẫn phát
check-read-otherwise = tệp âm thanh `{ $clip }` là giọng máy đọc theo cách cũ; bây giờ lời ấy đọc là: “{ $reading }”
    .fix = gõ loa voice để máy đọc lại. Trong lúc này bản cũ vẫn phát
check-words-vary = lời của tệp âm thanh `{ $clip }` ở đây khác ở scripts/{ $script }.hbs dòng { $line }: { $changes }
    .fix = một tệp chỉ đọc được một lời: viết hai chỗ giống nhau, hoặc đặt tên tệp khác cho một chỗ. Trong lúc này tệp đang có vẫn phát ở cả hai chỗ
check-clash = { $then ->
        [waits] `{ $second }` phát muộn lúc { $time } ngày { $date }: phải đợi `{ $first }` (dòng { $line }) đến { $until }
        [joins] `{ $second }` vào giữa chừng lúc { $time } ngày { $date }: phải đợi `{ $first }` (dòng { $line }) đến { $until }
       *[missed] `{ $second }` sẽ không phát được lúc { $time } ngày { $date }: `{ $first }` (dòng { $line }) đến { $until } mới hết
    }
    .fix = { $then ->
        [waits] đổi giờ một trong hai nếu không muốn vậy
        [joins] đổi giờ một trong hai nếu không muốn vậy
       *[missed] đổi giờ một trong hai, hoặc cho `{ $second }` đợi đủ lâu: late = "start", grace = …
    }
check-clash-cut = `{ $second }` sẽ cắt ngang `{ $first }` (dòng { $line }) lúc { $time } ngày { $date } vì được ưu tiên hơn
    .fix = nếu không muốn vậy, đổi giờ một trong hai
check-clash-elsewhere = `{ $second }` trùng giờ với `{ $first }` (dòng { $line }) lúc { $time } ngày { $date }: một chương trình do thiết bị khác phát, bà con sẽ nghe cả hai cùng lúc
    .fix = đổi giờ một trong hai
check-runs-into-quiet = `{ $second }` lúc { $time } ngày { $date } chạy sang giờ không phát loa { $hours }: đến giờ đó nhỏ dần rồi tắt, nghe được { $heard }
    .fix = cho bắt đầu sớm hơn, làm ngắn lại, hoặc thêm [[allow]] cho những ngày được phép
check-waits-into-rule = `{ $second }` lúc { $time } ngày { $date } sẽ không phát được: phải đợi đến lúc { $why }
    .fix = cho bắt đầu sớm hơn, hoặc đổi giờ chương trình đang phát lúc đó
check-unheard = trong { $days } ngày tới các tiện ích này không được nhắc lần nào: { $ids }
    .fix = thêm giờ phát, hoặc tăng số tiện ích mỗi lần: utilities = …
check-topic-unknown = không có chương trình nào thuộc chuyên mục "{ $topic }" ghi ở mục `topics`
    .fix = viết đúng như dòng topic của chương trình. Trong lúc này báo cáo không có lượt phát nào của chuyên mục ấy
check-topic-unknown-near = không có chương trình nào thuộc chuyên mục "{ $topic }" ghi ở mục `topics`
    .fix = có lẽ muốn viết "{ $near }". Trong lúc này báo cáo không có lượt phát nào của chuyên mục ấy
check-topic-uncounted = `{ $title }` nhắc các tiện ích VNeID nhưng thuộc chuyên mục "{ $topic }"; báo cáo chỉ kể chuyên mục { $topics }
    .fix = sửa dòng topic của chương trình: topic = "{ $first }", hoặc ghi thêm chuyên mục này vào `topics` của nhóm [report]. Trong lúc này các lượt phát ấy chỉ được cộng vào dòng Nội dung khác
check-topics-none = không chương trình nào thuộc chuyên mục "{ $topic }", nên báo cáo tháng không có lượt phát nào
    .fix = thêm vào chương trình một dòng: topic = "{ $topic }", hoặc ghi chuyên mục khác vào nhóm [report]: topics = ["…"]
check-unknown-token = chưa biết đọc `{ $token }` thế nào
    .fix = ghi cách đọc vào scripts/words.toml, ví dụ: { $token } = "…"
check-wrong-length = tệp âm thanh `{ $clip }` dài { $length } giây, mà lời của nó đọc mất chừng { $expected } giây: có lẽ nhầm tệp
    .fix = nghe lại tệp ấy; nếu nhầm thì chép đúng tệp vào

# Facts
check-utility-unsourced = lời đọc của các tiện ích này chưa ghi nguồn hoặc ngày: { $ids }; trong lúc này đài vẫn đọc
    .fix = trong [[utility]], ghi ai nói như vậy (source) và nguồn ấy ghi ngày nào (as_of); không có nguồn thì tạm bỏ: on_air = false
check-utility-old = lời đọc của các tiện ích này dựa vào nguồn đã quá { $months } tháng, cũ nhất ngày { $oldest }: { $ids }; trong lúc này đài vẫn đọc
    .fix = hỏi Công an xã, phường hoặc xem tin mới, sửa lời nếu cần, rồi sửa as_of và source
check-utility-past = các tiện ích này đã quá ngày ghi ở valid_until nên đài không nhắc đến nữa: { $ids }
    .fix = viết lại lời cho đúng bây giờ rồi sửa valid_until (hoặc bỏ dòng ấy); không dùng nữa thì ghi on_air = false
check-utility-unconfirmed = lời đọc của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: { $ids }; trong lúc này đài vẫn đọc
    .fix = xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời
check-utility-on-screen = lời đọc của tiện ích `{ $id }` nói đến nút hoặc mục trên màn hình (`{ $word }`) mà chưa ghi nguồn và ngày; trong lúc này đài vẫn đọc
    .fix = thêm source và as_of, hoặc bỏ phần nói về màn hình: ứng dụng hay đổi
check-how-to-unsourced = lời hướng dẫn cách dùng của các tiện ích này chưa ghi nguồn hoặc ngày: { $ids }; trong lúc này đài vẫn đọc
    .fix = trong [utility.how_to], ghi ai hướng dẫn (source) và ngày của nguồn hoặc ngày đã làm thử (checked_on); hoặc chỉ nói nơi nhờ hướng dẫn
check-how-to-old = lời hướng dẫn cách dùng của các tiện ích này đã quá { $months } tháng chưa ai xem lại, cũ nhất ngày { $oldest }: { $ids }; trong lúc này đài vẫn đọc
    .fix = mở VNeID làm thử hoặc hỏi Công an xã, phường, sửa lời nếu cần, rồi sửa checked_on
check-how-to-past = lời hướng dẫn cách dùng của các tiện ích này đã quá ngày ghi ở valid_until nên đài không đọc nữa, chỉ nói nơi nhờ hướng dẫn: { $ids }
    .fix = viết lại lời cho đúng bây giờ rồi sửa valid_until, hoặc bỏ cả nhóm [utility.how_to]
check-how-to-unconfirmed = lời hướng dẫn cách dùng của các tiện ích này có điều chưa đối chiếu được với văn bản chính thức: { $ids }; trong lúc này đài vẫn đọc
    .fix = xem dòng unconfirmed, hỏi Công an hoặc UBND; đúng thì bỏ dòng ấy, sai thì sửa lời
check-figure-old = số liệu đang được đọc đã quá { $months } tháng, cũ nhất ngày { $oldest }: { $ids }; đài vẫn đọc, kèm ngày
    .fix = tìm số liệu mới, sửa value, as_of và source; hoặc bỏ số liệu này khỏi kịch bản
check-figure-past = số liệu đang được đọc đã quá ngày ghi ở valid_until: { $ids }; đài vẫn đọc, kèm ngày của số liệu
    .fix = tìm số liệu mới, sửa value, as_of, source và valid_until; hoặc bỏ số liệu này khỏi kịch bản
check-figure-bare = kịch bản đọc con số `{ $value }` mà không lấy từ số liệu `{ $id }`: có thể thiếu ngày của số liệu
    .fix = thay cả câu bằng {"{{"}figures.{ $id }.spoken{"}}"}
check-cue-on-screen = lời trong kịch bản nói đến nút hoặc mục trên màn hình (`{ $word }`) mà không ai biết lấy từ đâu, ngày nào; trong lúc này đài vẫn đọc
    .fix = chuyển lời ấy vào [utility.how_to] của scripts/vneid.toml, kèm source và checked_on; hoặc bỏ phần nói về màn hình. Dấu ngoặc kép thì bỏ đi: không ai nghe thấy
check-safety = kịch bản nói về VNeID mà có lượt phát không đọc đủ lời dặn an toàn; trong lúc này đài vẫn phát
    .fix = thêm dòng {"{{"}> an-toan{"}}"} vào kịch bản, ngoài mọi khối if, each
check-safety-missing = kịch bản nói về VNeID mà đài chưa có lời dặn an toàn; trong lúc này đài vẫn phát
    .fix = tạo tệp scripts/an-toan.hbs ghi lời dặn ấy trong một khối cue, rồi thêm dòng {"{{"}> an-toan{"}}"} vào kịch bản
