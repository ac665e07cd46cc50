//! The report's papers and its letter, opened by other people's readers: python-docx, openpyxl and
//! Python's own e-mail parser say what they see, and it is held against the log.

#[path = "papers/judges.rs"]
#[cfg(test)]
mod judges;
#[cfg(test)]
mod station;

use judges::{counts, eventful, judge, log_in, number, only, planned_at, table, tables};
use serde_json::Value;
use snapbox::{assert_data_eq, str};
use station::{
    DECEMBER, Station,
    json::{rows, text},
};

#[test]
fn the_report_is_a_document_whose_tables_add_up() {
    let station = eventful();
    let folder = station.rehearse(&DECEMBER);
    let log = log_in(&folder);
    let counts = counts(&log);
    assert_eq!(counts, [103, 80, 0, 16, 7, 0]);
    let seen = judge("read_docx.py", &only(&folder, "docx"));
    assert_eq!(rows(&seen["paragraphs"])[..2], ["BÁO CÁO", "CHẠY THỬ – DỮ LIỆU MẪU"]);
    assert!(rows(&seen["paragraphs"]).iter().any(|it| it == "NHẬT KÝ PHÁT SÓNG"));

    let outcomes = table(&seen, "Kết quả");
    let figures: Vec<usize> = outcomes[1..].iter().map(|row| number(&row[1])).collect();
    let [planned, ended @ ..] = counts;
    assert_eq!(figures, [&ended[..], &[planned]].concat());
    for heading in ["Chuyên mục", "Khung giờ"] {
        let table = table(&seen, heading);
        let (total, parts) = table.split_last().unwrap();
        assert_eq!(number(&total[1]), planned, "{heading}");
        // The last column is a length: minutes and seconds.
        for column in 1..total.len() - 1 {
            let sum: usize = parts[1..].iter().map(|row| number(&row[column])).sum();
            assert_eq!(sum, number(&total[column]), "{heading}: {}", parts[0][column]);
        }
    }

    // What the next month promises is what the plan says of it.
    let coming = tables(&seen)
        .into_iter()
        .find(|table| table[0].get(3).is_some_and(|it| it == "Giờ phát"))
        .unwrap();
    let january = ["plan", "--from", "2027-01-01", "--to", "2027-01-31", "--json"];
    let plan = station.json(&january);
    // A relay by other equipment is not the station's promise.
    let ours = rows(&plan).iter().filter(|airing| text(airing, "kind") == "recorded").count();
    assert_eq!(number(&coming.last().unwrap()[5]), ours);

    let annex = tables(&seen).into_iter().next_back().unwrap();
    let (total, lines) = annex[1..].split_last().unwrap();
    let listed: Vec<&str> = lines.iter().map(|row| row[1].as_str()).collect();
    // The relays of the sample have another topic, so that they are one line of the report.
    let counted = |row: &&Value| text(row, "topic") == "Đề án 06";
    let planned: Vec<String> = rows(&log).iter().filter(counted).map(planned_at).collect();
    assert_eq!(listed, planned);
    assert_eq!(total[3], "Tổng cộng");
}

#[test]
fn the_workbook_can_be_filtered_and_counted() {
    let station = eventful();
    let folder = station.rehearse(&DECEMBER);
    let log = log_in(&folder);
    let [planned, aired, ..] = counts(&log);
    let seen = judge("read_xlsx.py", &only(&folder, "xlsx"));
    let [list, summary] = rows(&seen) else { panic!("two sheets: {seen}") };
    // The first line marks the paper of a rehearsal as no report.
    for sheet in [list, summary] {
        assert_eq!(sheet["rows"][0][0], "CHẠY THỬ – DỮ LIỆU MẪU – KHÔNG PHẢI BÁO CÁO");
    }
    assert_eq!(list["freeze"], "A3");
    assert_eq!(list["filter"], format!("A2:L{}", planned + 2));
    let lines = &rows(&list["rows"])[2..];
    let dates: Vec<&str> = lines.iter().map(|row| text(&row[0], "date")).collect();
    let counted = |row: &&Value| text(row, "topic") == "Đề án 06";
    let counted = rows(&log).iter().filter(counted);
    let days: Vec<&str> = counted.map(|row| &text(row, "planned_at")[..10]).collect();
    assert_eq!(dates, days, "real dates, not texts");
    assert!(lines.iter().all(|row| row[1]["time"].is_string()), "real times of day");
    let outcome = |row: &&Value| row[6] == "Đã phát";
    assert_eq!(lines.iter().filter(outcome).count(), aired);
    let topic = rows(&summary["rows"]).iter().find(|row| row[0] == "Đề án 06").unwrap();
    assert_eq!((&topic[1], &topic[2]), (&planned.into(), &aired.into()));
}

#[test]
fn the_letter_leaves_once_and_carries_the_workbook() {
    let station = named();
    let folder = station.rehearse(&["--from", "2026-12-01", "--to", "2027-01-02"]);
    let seen = judge("read_letter.py", &only(&folder.join("outbox"), "eml"));
    let head = ["from", "to", "subject", "date"].map(|key| text(&seen, key));
    assert_data_eq!(
        head.join("\n"),
        str![[r#"
Đài Truyền thanh phường Thử <loa@localhost>
to-cong-tac@example.vn
[CHẠY THỬ] [Đài Truyền thanh phường Thử] Nhật ký phát sóng tuyên truyền Đề án 06 tháng 12/2026 (lần 1; số liệu tự động, chưa ký)
2027-01-01 01:00:00+00:00
"#]]
    );
    assert_data_eq!(
        text(&seen, "text"),
        str![[r#"
CHẠY THỬ – KHÔNG PHẢI BÁO CÁO
Chạy thử trên máy tính, không phát ra loa; số liệu dưới đây không có thật.

Kính gửi: Tổ công tác Đề án 06

Đài Truyền thanh phường Thử gửi nhật ký phát sóng tuyên truyền Đề án 06 tháng 12/2026, từ ngày 01/12/2026 đến ngày 31/12/2026 (lần 1).

Đây là số liệu tự động, chưa ký: phần mềm của đài lập từ nhật ký phát sóng. Báo cáo có chữ ký được gửi riêng.

- Theo lịch: 103 lượt
- Đã phát: 103 lượt
- Phát dở: 0 lượt
- Không phát được: 0 lượt
- Nghỉ theo lịch: 0 lượt
- Đã hủy: 0 lượt
- Thời lượng phát được: [..]
- Phát bù: 0 lượt, 0 phút
- Nội dung khác: 0 lượt, 0 phút; thiết bị khác phát 31 lượt

Tiện ích chưa được nhắc trong kỳ: không có

Các lượt phát dở, không phát được: không có

Tệp kèm theo:
- CHAY-THU_BC-DA06_2026-12_dai-truyen-thanh-phuong-thu_lan1.xlsx

Trân trọng.
Đài Truyền thanh phường Thử

"#]]
    );
    assert!(text(&seen, "html").contains("<td>Theo lịch</td><td align=\"right\">103 lượt</td>"));
    assert_eq!(seen["defects"], serde_json::json!([]));
    assert_eq!(
        seen["attachments"],
        serde_json::json!(["CHAY-THU_BC-DA06_2026-12_dai-truyen-thanh-phuong-thu_lan1.xlsx"])
    );
    assert_eq!(seen["sheets"], serde_json::json!(["Nhật ký", "Tổng hợp"]));
}

/// The sample station under another name, because a station with the sample's name sends no letter.
fn named() -> Station {
    let station = Station::sample();
    let name = "name = \"Đài Truyền thanh\"";
    station.edit("schedule.toml", name, "name = \"Đài Truyền thanh phường Thử\"");
    station
}
