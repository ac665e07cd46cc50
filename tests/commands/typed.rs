//! What is typed: help, languages, and what nobody understands.

use snapbox::{assert_data_eq, str};

use crate::station::Station;

#[test]
fn an_english_reader_is_answered_in_english() {
    let station = Station::sample();
    let days = ["--from", "2027-02-05", "--to", "2027-02-06"];
    let output = station.loa(&[&["--lang", "en", "plan"], &days[..]].concat());
    assert_data_eq!(
        output.stdout,
        str![[r#"
Friday 2027-02-05
  05:00  Tiếp âm thời sự           By other equipment
  05:30  Bản tin VNeID buổi sáng   bao-hiem-y-te, thong-tin-ca-nhan, nguoi-phu-thuoc, the-can-cuoc
  10:45  Nhắc bà con dùng VNeID    chia-se-thong-tin
  17:00  Bản tin VNeID buổi chiều  giay-phep-lai-xe, so-suc-khoe, doi-so-dien-thoai, luu-tru
Saturday 2027-02-06
  05:00  Tiếp âm thời sự           an exception in the schedule: Nghỉ Tết
  05:30  Bản tin VNeID buổi sáng   an exception in the schedule: Nghỉ Tết
  10:45  Nhắc bà con dùng VNeID    an exception in the schedule: Nghỉ Tết
  17:00  Bản tin VNeID buổi chiều  an exception in the schedule: Nghỉ Tết

"#]]
    );
    let output = station.loa(&["--lang", "en", "log"]);
    assert_data_eq!(
        output.stderr,
        str![[r#"
This station never ran, so there is no log
  = start it: loa run

"#]]
    );
}

#[test]
fn the_station_says_in_which_language_it_is_answered() {
    let station = Station::sample();
    station.edit("schedule.toml", r#"language = "vi""#, r#"language = "en""#);
    station.edit("scripts/vneid.toml", "old_after_months = 12 ", "old_after_months = 120 ");
    assert_data_eq!(
        station.loa(&["check"]).stderr,
        str![[r#"
The schedule is in order: 6 programmes; 4 things worth a look

"#]]
    );
    let vietnamese = station.loa(&["--lang", "vi", "outbox"]);
    assert_data_eq!(
        vietnamese.stderr,
        str![[r#"
Chưa có thư nào

"#]]
    );
}

#[test]
fn help_is_vietnamese() {
    let output = Station::empty().loa(&["--help"]);
    assert_eq!((output.code, output.stderr.as_str()), (0, ""));
    assert_data_eq!(
        output.stdout,
        str![[r#"
Đài truyền thanh: soạn lời, phát đúng giờ, ghi nhật ký, làm báo cáo tháng

Cách dùng: loa <lệnh> [lựa chọn]

Các lệnh:
  check       Xem trước mọi chỗ sai: lịch phát, kịch bản, tệp âm thanh
  plan        Lịch phát giữa hai ngày
  script      Lời của một lượt phát, kèm tệp âm thanh đọc lời đó
  read        Lời phát thanh viên sẽ đọc cho một đoạn chữ
  clips       Kho âm thanh: từng tệp có phát được không, vì sao
  voice       Máy đọc các tệp âm thanh còn thiếu hoặc lời đã đổi; bản thu của người thì giữ nguyên
  run         Chạy đài cho đến khi nhấn Ctrl-C
  play        Phát ngay một chương trình
  makegood    Phát bù một lượt đã không phát được; đài đang chạy sẽ phát
  rehearse    Chạy thử nhiều ngày trong vài giây, không phát ra tiếng, không gửi thư
  log         Nhật ký phát sóng
  why         Vì sao một lượt phát đã phát, không phát, sẽ phát hoặc sẽ không phát
  slip        Phiếu một trang về một lượt phát: xác nhận đã phát, hoặc vì sao không
  report      Báo cáo tháng
  correct     Ghi lại một lượt phát: điều mà máy không biết, ví dụ tăng âm tắt
  declare     Ghi nhận điều đã phát mà không qua phần mềm; không tính là đã phát
  backup      Sao lưu nhật ký và hộp thư vào một tệp
  restore     Dựng lại nhật ký từ bản sao lưu, trong thư mục chưa có nhật ký
  outbox      Thư báo cáo: từng thư ra sao, cần làm gì
  clock       Đồng hồ của máy: đang chỉ mấy giờ, hệ thống nói gì
  devices     Các cạc âm thanh của máy
  soundcheck  Thử loa: một tiếng bíp nhỏ, dài một giây

Các lựa chọn:
  -h, --help           xem cách dùng
      --lang <vi|en>   ngôn ngữ của lời nhắn: vi (tiếng Việt) hoặc en (tiếng Anh)
      --station <DIR>  thư mục của đài; không ghi thì là thư mục đang đứng
  -V, --version        xem phiên bản

"#]]
    );
    let output = Station::empty().loa(&["script", "--help"]);
    assert_data_eq!(
        output.stdout,
        str![[r#"
Lời của một lượt phát, kèm tệp âm thanh đọc lời đó

Cách dùng: loa script <ID> [lựa chọn]

Cần ghi:
  <ID>  tên (id) của chương trình trong schedule.toml

Các lựa chọn:
      --at <YYYY-MM-DD HH:MM>  lúc nào, ví dụ "01/12/2026 05:30"
      --json                   in dạng JSON cho máy đọc
  -h, --help                   xem cách dùng
      --lang <vi|en>           ngôn ngữ của lời nhắn: vi (tiếng Việt) hoặc en (tiếng Anh)
      --station <DIR>          thư mục của đài; không ghi thì là thư mục đang đứng

"#]]
    );
    let english = Station::empty().loa(&["--lang", "en", "log", "--help"]);
    assert_data_eq!(
        english.stdout,
        str![[r#"
The as-run log

Usage: loa log [command] [options]

Commands:
  verify  Prove that nothing in the log was altered

Options:
      --from <YYYY-MM-DD>  first day, such as 2026-12-01
      --to <YYYY-MM-DD>    last day
      --search <WORDS>...  only airings with these words in title, topic, utilities or the words read; with or without tone marks
      --json               print JSON
      --csv                print a table for a spreadsheet
  -h, --help               show this help
      --lang <vi|en>       language of messages: vi (Vietnamese) or en (English)
      --station <DIR>      the station's folder; the current one unless given

"#]]
    );
}

#[test]
fn what_was_mistyped_is_said_in_vietnamese() {
    let station = Station::empty();
    let told = |args: &[&str]| {
        let output = station.loa(args);
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{args:?}");
        output.stderr
    };
    assert_data_eq!(
        told(&[]),
        str![[r#"
Chưa gõ lệnh nào
  = xem các lệnh: loa --help

"#]]
    );
    assert_data_eq!(
        told(&["chek"]),
        str![[r#"
Không có lệnh nào tên là `chek`
  = có lẽ muốn gõ `check`; xem các lệnh: loa --help

"#]]
    );
    assert_data_eq!(
        told(&["xyz"]),
        str![[r#"
Không có lệnh nào tên là `xyz`
  = xem các lệnh: loa --help

"#]]
    );
    assert_data_eq!(
        told(&["plan", "--form", "2026-12-01"]),
        str![[r#"
Không hiểu `--form`
  = có lẽ muốn gõ `--from`

"#]]
    );
    assert_data_eq!(
        told(&["plan", "--from", "31/02/2026"]),
        str![[r#"
Không hiểu `31/02/2026` ở `--from <YYYY-MM-DD>`
  = ngày viết như 01/12/2026 hoặc 2026-12-01

"#]]
    );
    assert_data_eq!(
        told(&["plan", "--from"]),
        str![[r#"
Thiếu giá trị sau `--from <YYYY-MM-DD>`
  = xem cách dùng: gõ lại lệnh, thêm --help

"#]]
    );
    assert_data_eq!(
        told(&["plan", "2026-12-01"]),
        str![[r#"
Không hiểu `2026-12-01`
  = xem cách dùng: gõ lại lệnh, thêm --help

"#]]
    );
    assert_data_eq!(
        told(&["script"]),
        str![[r#"
Lệnh này còn thiếu `<ID>`
  = xem cách dùng: gõ lại lệnh, thêm --help

"#]]
    );
    assert_data_eq!(
        told(&["log", "--json", "--csv"]),
        str![[r#"
`--json` và `--csv` không đi cùng nhau
  = giữ lại một trong hai

"#]]
    );
    assert_data_eq!(
        told(&["run", "--console", "8080"]),
        str![[r#"
Không hiểu `8080` ở `--console <ADDR|off>`
  = địa chỉ máy và số cổng, ví dụ 127.0.0.1:8080, hoặc off

"#]]
    );
    assert_data_eq!(
        told(&["--lang", "fr", "plan"]),
        str![[r#"
Không hiểu `fr` ở `--lang <vi|en>`
  = vi (tiếng Việt) hoặc en (tiếng Anh)

"#]]
    );
    assert_data_eq!(
        told(&["--lang", "en", "chek"]),
        str![[r#"
There is no command `chek`
  = perhaps `check` is meant; see the commands: loa --help

"#]]
    );
}
