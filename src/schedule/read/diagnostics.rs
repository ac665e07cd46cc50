//! Every mistake that reading can find, in its words.

use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use super::{
    read,
    tests::{HEAD, PROGRAMME},
};
use crate::{diagnostic, words::Lang};

/// Headlines and remedies, each of which must have its words in both languages.
fn said(text: &str) -> String {
    let mut said = String::new();
    for diagnostic in read(text).diagnostics {
        let message = &diagnostic.message;
        assert_ne!(message.render(Lang::En), message.code);
        assert!(message.render_attribute(Lang::En, "fix").is_some(), "{}", message.code);
        let fix = message.render_attribute(Lang::Vi, "fix").unwrap_or_default();
        let _ = writeln!(said, "{}\n  {fix}", diagnostic.headline(Lang::Vi));
    }
    said
}

/// What is said of each of these lines at the end of a programme that is faultless without them,
/// without file and line. Whatever is an error must keep the programme out.
fn said_of_programme(lines: &[&str]) -> String {
    let mut all = String::new();
    for line in lines {
        let text = format!("{HEAD}{PROGRAMME}{line}\n");
        let reading = read(&text);
        let errors = diagnostic::has_errors(&reading.diagnostics);
        assert_eq!(reading.schedule.programmes.is_empty(), errors, "{line}");
        all.push_str(&said(&text).replace("schedule.toml:", ""));
    }
    all
}

fn codes(text: &str) -> Vec<String> {
    read(text)
        .diagnostics
        .into_iter()
        .map(|diagnostic| diagnostic.message.code.into_owned())
        .collect()
}

#[test]
fn what_is_not_built_yet_is_said() {
    let text = "[output]\nvolume = { default = 100, \"05:00-06:00\" = 60 }\n\
        [hours]\nlongest_session = \"45m\"\n\
        [icecast]\nurl = \"http://127.0.0.1:8000/loa.ogg\"\nuser = \"source\"\n\
        [[pause]]\ndates = \"05/02/2027\"\nprogrammes = \"all\"\nreason = \"Quốc tang\"\n";
    assert_data_eq!(
        said(&format!("{HEAD}{PROGRAMME}at = \"05:00\"\n{text}")),
        str![[r#"
schedule.toml:10:10: lưu ý: mục `volume` đã được ghi nhận nhưng chưa có tác dụng
  cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
schedule.toml:12:19: lưu ý: mục `longest_session` đã được ghi nhận nhưng chưa có tác dụng
  cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
schedule.toml:13:1: lưu ý: mục `icecast` đã được ghi nhận nhưng chưa có tác dụng
  cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
schedule.toml:16:1: lưu ý: nhóm [[pause]] đã được ghi nhận nhưng chưa tạm ngừng được loa
  muốn nghỉ ngày nào thì dùng nhóm [[except]]

"#]]
    );
}

#[test]
fn a_newer_file_is_refused_by_name_alone() {
    let reading = read("format = 2\n[studio]\nx = 1\n[[programme]]\nid = \"a\"\nwhen = \"dawn\"\n");
    assert!(reading.schedule.programmes.is_empty());
    assert_data_eq!(
        said("format = 2\n[studio]\nx = 1\n"),
        str![[r#"
schedule.toml:1:10: tệp này viết theo định dạng số 2, phần mềm này chỉ đọc được định dạng số 1
  cài bản phần mềm mới hơn, hoặc dùng lại tệp cũ có dòng: format = 1

"#]]
    );
}

#[test]
fn mistakes_of_the_groups() {
    let text = "format = \"1\"\n[station]\nnmae = \"Đài\"\ntimezone = \"Asia/Hanoi\"\nlanguage = \"fr\"\n\
        [output]\nloudness = 3\nvolume = { default = 120, \"sáng\" = 5 }\n\
        [hours]\nquiet = [\"21:00\"]\nlongest_session = \"45\"\n\
        [icecast]\nurl = \"127.0.0.1:8000\"\n\
        [report]\nto = [\"tổ công tác\", \"a@b\"]\nperiod = \"15-15\"\nsend = { day = 29, at = \"25:00\", o = 1 }\nletter = \"both\"\n\
        [mail]\nserver = \"smtp.example.vn\"\nuser = \"dai\"\n\
        password_file = \"../mat-khau\"\npassword = \"bí mật\"\nca = \"/etc/ca.pem\"\n";
    assert_data_eq!(
        said(text),
        str![[r#"
schedule.toml:1:1: lưu ý: lịch phát chưa có chương trình nào
  thêm một nhóm [[programme]] có id, title, script và at
schedule.toml:1:10: mục `format` cần một con số, không có ngoặc kép
  viết dạng: format = 4
schedule.toml:2:1: thiếu mục `name`
  thêm một dòng: name = "Đài Truyền thanh phường …"
schedule.toml:3:1: không có mục nào tên là `nmae`
  có lẽ muốn viết `name`
schedule.toml:4:12: không có múi giờ nào tên là "Asia/Hanoi"
  ở Việt Nam viết: timezone = "Asia/Ho_Chi_Minh"
schedule.toml:5:12: mục `language` không nhận giá trị "fr"
  dùng một trong các giá trị: "vi", "en"
schedule.toml:7:12: số ở mục `loudness` nằm ngoài khoảng từ -40 đến -5
  sửa thành một số từ -40 đến -5
schedule.toml:8:10: lưu ý: mục `volume` đã được ghi nhận nhưng chưa có tác dụng
  cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
schedule.toml:8:22: số ở mục `volume` nằm ngoài khoảng từ 0 đến 100
  sửa thành một số từ 0 đến 100
schedule.toml:8:27: không đọc được khung giờ "sáng"
  viết giờ đầu và giờ cuối, ví dụ: "21:00-05:00"
schedule.toml:10:10: không đọc được khung giờ "21:00"
  viết giờ đầu và giờ cuối, ví dụ: "21:00-05:00"
schedule.toml:11:19: không đọc được thời lượng "45"
  viết số kèm đơn vị, từ 1 giây đến 24 giờ, ví dụ: "60s", "2m", "1h30m"
schedule.toml:11:19: lưu ý: mục `longest_session` đã được ghi nhận nhưng chưa có tác dụng
  cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
schedule.toml:12:1: lưu ý: mục `icecast` đã được ghi nhận nhưng chưa có tác dụng
  cứ để nguyên; lịch phát vẫn chạy như khi không có mục này
schedule.toml:13:7: "127.0.0.1:8000" không phải là một địa chỉ http
  viết dạng: url = "http://127.0.0.1:8000/loa.ogg"
schedule.toml:15:7: "tổ công tác" không phải là một địa chỉ thư điện tử
  viết dạng: "ten@coquan.vn", không dấu, không có dấu cách
schedule.toml:15:22: "a@b" không phải là một địa chỉ thư điện tử
  viết dạng: "ten@coquan.vn", không dấu, không có dấu cách
schedule.toml:16:10: không đọc được kỳ báo cáo "15-15"
  viết "month" (tháng dương lịch) hoặc "15-14" (từ ngày 15 tháng trước đến ngày 14)
schedule.toml:17:16: số ở mục `day` nằm ngoài khoảng từ 1 đến 28
  sửa thành một số từ 1 đến 28
schedule.toml:17:25: một ngày chỉ có giờ từ 00:00 đến 23:59, ở đây viết "25:00"
  viết giờ từ 00 đến 23; nửa đêm là "00:00"
schedule.toml:17:34: không có mục nào tên là `o`
  có lẽ muốn viết `at`
schedule.toml:18:10: mục `letter` không nhận giá trị "both"
  dùng một trong các giá trị: "log", "unsigned", "signed"
schedule.toml:19:1: không ghi mật khẩu thư vào tệp này: ai mở tệp cũng đọc được
  xóa dòng này và đổi mật khẩu; ghi mật khẩu mới vào một tệp riêng rồi viết: `password_file = "mat-khau-thu"`
schedule.toml:20:10: "smtp.example.vn" thiếu tên máy chủ hoặc số cổng
  viết tên máy chủ, dấu hai chấm, số cổng, ví dụ: server = "smtp.example.vn:587"
schedule.toml:22:17: tệp "../mat-khau" ở mục `password_file` nằm ngoài thư mục của đài
  chép tệp vào thư mục của đài rồi ghi tên tệp, ví dụ: password_file = "ten-tep"
schedule.toml:24:6: tệp "/etc/ca.pem" ở mục `ca` nằm ngoài thư mục của đài
  chép tệp vào thư mục của đài rồi ghi tên tệp, ví dụ: ca = "ten-tep"

"#]]
    );
    assert_data_eq!(
        said(""),
        str![[r#"
schedule.toml:1:1: thiếu mục `format`
  thêm một dòng: format = 1
schedule.toml:1:1: thiếu nhóm [station]: chưa biết đài nào phát
  thêm hai dòng: [station] rồi đến name = "Đài Truyền thanh phường …"
schedule.toml:1:1: lưu ý: lịch phát chưa có chương trình nào
  thêm một nhóm [[programme]] có id, title, script và at

"#]]
    );
    assert_eq!(
        codes(&format!("{HEAD}[mail]\nserver = \"a:25\"\nuser = \"dai\"\n"))[1],
        "mail-from-missing"
    );
}

#[test]
fn mistakes_of_a_programme() {
    let said = said_of_programme(&[
        "",
        "at = []",
        "at = [\"25:00\", \"sáng\"]",
        "at = 5",
        "at = \"05:30\"\ndays = \"t2-t9\"",
        "at = \"05:30\"\ndays = []",
        "at = \"05:30\"\non = [\"31/02/2027\", \"mai\"]",
        "at = \"05:30\"\non = []",
        "at = \"05:30\"\non = \"22/12/2026\"\ndays = \"t2\"",
        "at = \"05:30\"\ncron = \"0 0 5 * * *\"",
        "cron = \"0 0 5 * * *\"\ndays = \"t2\"",
        "cron = \"0 5 * * *\"",
        "cron = \"0 5\"",
        "cron = \"0 0 25 * * *\"",
        "cron = \"0 0 5 31 2 *\"",
        "cron = \"0 0 5 , * *\"",
        "cron = \"0 30 5 * * 2\"",
        "cron = \"0 30 5 * * 1-5\"",
        "at = \"05:30\"\nutilities = -1",
        "at = \"05:30\"\npriority = \"high\"",
        "at = \"05:30\"\nlate = \"join\"\ngrace = \"60\"",
        "at = \"05:30\"\ngrace = \"60s\"",
        "at = \"05:30\"\nmakegood = true",
        "at = \"05:30\"\nmakegood = \"2\"",
        "at = \"05:30\"\nmakegood = \"15d\"",
        "at = \"05:30\"\nlasts = \"30m\"",
        "at = \"05:30\"\nsource = \"elsewhere\"\nlasts = \"30m\"",
        "at = \"05:30\"\npriorty = \"emergency\"",
        "at = \"05:30\"\npriỏity = \"emergency\"",
        "at = \"05:30\"\ndays \"t2\"",
        "at = \"05:30\"\ndays = “t2”",
    ]);
    assert_data_eq!(
        said,
        str![[r#"
4:1: chương trình này chưa có giờ phát
  thêm một dòng, ví dụ: at = ["05:30"]
4:1: chương trình này chưa có giờ phát
  thêm một dòng, ví dụ: at = ["05:30"]
8:7: một ngày chỉ có giờ từ 00:00 đến 23:59, ở đây viết "25:00"
  viết giờ từ 00 đến 23; nửa đêm là "00:00"
8:16: không đọc được giờ "sáng"
  viết giờ:phút trong ngoặc kép, ví dụ: "05:30"
8:6: mục `at` cần một dòng chữ, hoặc một danh sách dòng chữ
  viết dạng: at = ["…", "…"]
9:8: không có ngày nào trong tuần tên là "t2-t9"
  viết t2, t3, t4, t5, t6, t7, cn; nhiều ngày viết "t2-t7" hoặc "t2,t4"
9:8: mục `days` đang để trống: không có ngày nào để phát
  viết ngày phát, ví dụ: days = "t2-t7"; phát mọi ngày thì bỏ dòng này
9:7: không có ngày 31/02/2027 trong lịch
  xem lại số ngày của tháng; viết ngày/tháng/năm, ví dụ: "05/02/2027"
9:21: không đọc được ngày "mai"
  viết ngày/tháng/năm, ví dụ: "05/02/2027"
9:6: mục `on` đang để trống: không có ngày nào để phát
  viết ngày phát, ví dụ: on = ["22/12/2026"]
10:8: chương trình này có cả `on` (ngày cụ thể) và `days` (ngày trong tuần)
  giữ lại một trong hai dòng
9:8: chương trình này có cả `at` và `cron`
  giữ lại `at`, bỏ dòng `cron`
9:8: mục `days` không đi cùng `cron`
  thay `cron` bằng `at`, hoặc bỏ dòng `days`
8:8: giờ phát theo cron có 5 phần, cần đúng 6 phần
  thêm phần giây ở đầu: cron = "0 0 5 * * *"; hoặc dùng at = ["05:30"]
8:8: giờ phát theo cron có 2 phần, cần đúng 6 phần
  viết theo thứ tự: giây phút giờ ngày tháng thứ; hoặc dùng at = ["05:30"]
8:8: không đọc được giờ phát theo cron "0 0 25 * * *"
  viết theo thứ tự: giây phút giờ ngày tháng thứ, ví dụ "0 30 5 * * MON-SAT"; hoặc dùng at = ["05:30"]
8:8: giờ phát theo cron "0 0 5 31 2 *" không bao giờ đến: không có ngày nào như vậy
  xem lại phần ngày, tháng và thứ; hoặc dùng at = ["05:30"]
8:8: giờ phát theo cron "0 0 5 , * *" không bao giờ đến: không có ngày nào như vậy
  xem lại phần ngày, tháng và thứ; hoặc dùng at = ["05:30"]
8:8: lưu ý: trong cron, số 2 ở phần thứ là thứ Ba
  viết tên ngày cho khỏi nhầm: MON TUE WED THU FRI SAT SUN
8:8: lưu ý: trong cron, phần thứ "1-5" tính từ thứ Hai (số 1) đến thứ Sáu (số 5)
  viết tên ngày cho khỏi nhầm: MON TUE WED THU FRI SAT SUN
9:13: số ở mục `utilities` nằm ngoài khoảng từ 0 đến 100
  sửa thành một số từ 0 đến 100
9:12: mục `priority` không nhận giá trị "high"
  dùng một trong các giá trị: "normal", "priority", "emergency"
10:9: không đọc được thời lượng "60"
  viết số kèm đơn vị, từ 1 giây đến 24 giờ, ví dụ: "60s", "2m", "1h30m"
9:9: lưu ý: `grace` không có tác dụng khi chương trình trễ giờ thì bỏ qua
  thêm một dòng: late = "join" (phát tiếp từ giữa) hoặc late = "start" (phát lại từ đầu)
9:12: mục `makegood` cần một dòng chữ trong ngoặc kép
  viết dạng: makegood = "…"
9:12: không đọc được thời hạn phát bù "2"
  viết số kèm đơn vị, từ 1 giờ đến 14 ngày, ví dụ: "2d" (2 ngày), "36h"
9:12: không đọc được thời hạn phát bù "15d"
  viết số kèm đơn vị, từ 1 giờ đến 14 ngày, ví dụ: "2d" (2 ngày), "36h"
9:9: `lasts` chỉ dùng cho chương trình do thiết bị khác phát
  bỏ dòng này, hoặc thay `script` bằng: source = "elsewhere"
7:10: chương trình này vừa có kịch bản vừa do thiết bị khác phát
  giữ lại một trong hai dòng: `script` hoặc `source`
9:1: không có mục nào tên là `priorty`
  có lẽ muốn viết `priority`
9:1: không có mục nào tên là `priỏity`; có lẽ bộ gõ tiếng Việt đang bật
  tắt bộ gõ tiếng Việt rồi viết lại: `priority`
9:6: không đọc được chỗ này (key with no value, expected `=`)
  mỗi dòng có dạng: tên = "giá trị"; tên nhóm đứng trong ngoặc vuông
9:8: dấu ngoặc kép cong “ ” không dùng được ở đây
  thay bằng dấu ngoặc kép thẳng " (gõ trực tiếp, đừng dán từ Word hay Zalo)
9:8: không có ngày nào trong tuần tên là "“t2”"
  viết t2, t3, t4, t5, t6, t7, cn; nhiều ngày viết "t2-t7" hoặc "t2,t4"

"#]]
    );
}

#[test]
fn mistakes_of_ids_and_scripts() {
    let text = format!(
        "{HEAD}[[programme]]\nid = \"Bản tin\"\nscript = \"../tin\"\nat = \"05:30\"\n\
        [[programme]]\nid = \"a\"\nscript = \"tin.hbs\"\nat = \"05:30\"\n\
        [[programme]]\nid = \"a\"\nscript = \"tin\"\nat = \"05:30\"\n\
        [[programme]]\nscript = \"\"\nat = \"05:30\"\n\
        [[programme]]\nid = \"b\"\nsource = \"radio\"\nat = \"05:30\"\n\
        [[programme]]\nid = \"c\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nutilities = 2\nat = \"05:30\"\n\
        [[programme]]\nid = \"d\"\nsource = \"elsewhere\"\nlasts = \"30m\"\nmakegood = \"2d\"\nat = \"05:30\"\n"
    );
    assert!(read(&text).schedule.programmes.is_empty());
    assert_data_eq!(
        said(&text),
        str![[r#"
schedule.toml:5:6: mã chương trình "Bản tin" có chữ không dùng được
  chỉ dùng chữ thường không dấu, chữ số và dấu gạch ngang, ví dụ: id = "ban-tin-sang"
schedule.toml:6:10: tên kịch bản "../tin" không dùng được
  viết tên tệp trong thư mục scripts/, không kèm thư mục và không kèm .hbs, ví dụ: script = "ban-tin-vneid"
schedule.toml:10:10: tên kịch bản "tin.hbs" không dùng được
  viết tên tệp trong thư mục scripts/, không kèm thư mục và không kèm .hbs, ví dụ: script = "ban-tin-vneid"
schedule.toml:13:6: mã `a` được dùng hai lần: ở chương trình tại dòng 8 và ở chương trình tại dòng 12
  đặt cho một trong hai chương trình một mã khác
schedule.toml:16:1: thiếu mục `id`
  thêm một dòng: id = "ban-tin-sang"
schedule.toml:17:10: mục `script` đang để trống
  viết dạng: script = "ban-tin-vneid"
schedule.toml:19:1: thiếu mục `lasts`
  thêm một dòng: lasts = "30m"
schedule.toml:21:10: mục `source` không nhận giá trị "radio"
  dùng một trong các giá trị: "elsewhere"
schedule.toml:27:13: chương trình do thiết bị khác phát thì không kể được tiện ích VNeID
  bỏ dòng này
schedule.toml:33:12: chương trình do thiết bị khác phát thì đài không phát bù được
  bỏ dòng này

"#]]
    );
}

#[test]
fn mistakes_of_rules() {
    let text = format!(
        "{HEAD}{PROGRAMME}at = \"05:30\"\n\
        [[except]]\ndates = \"09/02/2027..05/02/2027\"\nprogrammes = \"all\"\nreason = \"x\"\n\
        [[except]]\nlunar = \"31/01\"\nprogrammes = [\"tn\"]\nreason = \"\"\n\
        [[except]]\nlunar = \"15/01n\"\nprogrammes = [\"giao-thua\"]\n\
        [[except]]\nlunar = \"30/12..03/01\"\nprogrammes = [\"tin\"]\nreason = \"Tết\"\n\
        [[except]]\ndates = \"30/02/2027\"\nlunar = \"01/01\"\nprogrammes = []\nreason = \"Tết\"\n\
        [[allow]]\nréaon = \"x\"\n\
        [[allow]]\ndates = \"06/02/2027\"\nhours = \"0-1\"\nprogrammes = \"all\"\nreason = \"x\"\n"
    );
    let schedule = read(&text).schedule;
    assert_eq!((schedule.exceptions.len(), schedule.allowances.len()), (1, 0));
    assert_data_eq!(
        said(&text),
        str![[r#"
schedule.toml:10:9: ngày cuối đứng trước ngày đầu trong "09/02/2027..05/02/2027"
  viết ngày đầu trước, ví dụ: "05/02/2027..09/02/2027"
schedule.toml:14:9: âm lịch không có ngày 31/01
  tháng âm lịch có 29 hoặc 30 ngày, một năm có tháng 1 đến tháng 12
schedule.toml:15:15: không có chương trình nào có mã `tn`
  có lẽ muốn viết `tin`
schedule.toml:16:10: mục `reason` đang để trống
  viết dạng: reason = "Nghỉ Tết"
schedule.toml:17:1: thiếu mục `reason`
  thêm một dòng: reason = "Nghỉ Tết"
schedule.toml:18:9: từ năm 2000 đến năm 2099 không có tháng nhuận nào như "15/01n"
  xem lại số tháng, hoặc bỏ chữ n
schedule.toml:19:15: không có chương trình nào có mã `giao-thua`
  viết đúng `id` của chương trình, hoặc "all" cho mọi chương trình
schedule.toml:21:9: lưu ý: có năm tháng 12 âm lịch chỉ có 29 ngày: năm đó quy định này bắt đầu muộn một ngày
  muốn luôn có ngày cuối tháng thì bắt đầu từ ngày 29
schedule.toml:25:9: không có ngày 30/02/2027 trong lịch
  xem lại số ngày của tháng; viết ngày/tháng/năm, ví dụ: "05/02/2027"
schedule.toml:26:9: nhóm này có cả `dates` (dương lịch) và `lunar` (âm lịch)
  giữ lại một mục; cần cả hai thì viết thành hai nhóm
schedule.toml:27:14: mục `programmes` đang để trống
  viết dạng: programmes = "all"
schedule.toml:29:1: thiếu mục `dates`
  thêm một dòng: dates = "05/02/2027..09/02/2027"
schedule.toml:29:1: thiếu mục `hours`
  thêm một dòng: hours = "00:00-00:20"
schedule.toml:29:1: thiếu mục `programmes`
  thêm một dòng: programmes = "all"
schedule.toml:29:1: thiếu mục `reason`
  thêm một dòng: reason = "Tiếp âm lời chúc Tết"
schedule.toml:30:1: không có mục nào tên là `réaon`; có lẽ bộ gõ tiếng Việt đang bật
  tắt bộ gõ tiếng Việt rồi viết lại: `reason`
schedule.toml:33:9: không đọc được giờ "0"
  viết giờ:phút trong ngoặc kép, ví dụ: "05:30"

"#]]
    );
}
