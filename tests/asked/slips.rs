//! The slip on paper: set by LibreOffice, read back page by page.

use std::{fs, path::Path, time::Duration};

use serde_json::Value;
use snapbox::cmd::Command;

use crate::{
    judges::judge,
    station::{Station, json::rows},
    story::{Logged, week, write_log},
};

/// Longer than LibreOffice takes on a busy machine, seconds.
const PATIENCE_S: u64 = 180;

/// A table as LibreOffice opens it and openpyxl reads it back.
pub(crate) fn spreadsheet(station: &Station, file: &Path) -> Value {
    // As Excel opens it: semicolons, quotation marks, UTF-8 (76).
    convert(station, &[file], "xlsx", &["--infilter=CSV:59,34,76"]);
    judge("read_cells.py", &station.path("set/nhat-ky.xlsx"))
}

/// Runs LibreOffice once on these files; what it makes is in `set/` of the station's folder.
fn convert(station: &Station, files: &[&Path], to: &str, more: &[&str]) {
    let profile = format!("-env:UserInstallation=file://{}", station.path("profile").display());
    let output = Command::new("timeout")
        .args(["--kill-after=5", &PATIENCE_S.to_string(), "soffice"])
        .arg(profile)
        .args(["--headless", "--norestore", "--convert-to", to, "--outdir"])
        .arg(station.path("set"))
        .args(more)
        .args(files)
        .env("HOME", station.path("."))
        .env("LC_ALL", "C.UTF-8")
        .timeout(Duration::from_secs(PATIENCE_S + 20))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "LibreOffice: {} {said}", output.status);
}

/// A page as it was set: its words, and the lowest line, points from above.
struct Page {
    words: String,
    lowest: f64,
}

/// The pages of each slip.
fn pages(station: &Station, slips: &[&str]) -> Vec<Vec<Page>> {
    let files: Vec<_> = slips.iter().map(|name| station.path(&format!("{name}.docx"))).collect();
    let files: Vec<&Path> = files.iter().map(std::path::PathBuf::as_path).collect();
    convert(station, &files, "pdf", &[]);
    let read = judge("read_pdf.py", &station.path("set"));
    let page = |page: &Value| {
        let texts = rows(&page["texts"]);
        let words: Vec<_> = texts.iter().map(|it| it["words"].as_str().unwrap()).collect();
        let lowest = texts.iter().map(|it| it["y"].as_f64().unwrap()).fold(0.0, f64::max);
        Page { words: words.join(" "), lowest }
    };
    slips.iter().map(|name| rows(&read[name]["pages"]).iter().map(page).collect()).collect()
}

fn slip(station: &Station, name: &str, asked: &[&str]) {
    let file = station.path(&format!("{name}.docx"));
    let output = station.loa(&[&["slip"], asked, &["--out", file.to_str().unwrap()]].concat());
    assert_eq!((output.code, output.stderr.as_str()), (0, ""), "{asked:?}");
    assert_eq!(output.stdout.trim_end(), file.to_str().unwrap());
}

#[test]
fn a_slip_is_one_page_that_says_what_the_log_says() {
    let station = Station::silent();
    write_log(&station, &week(&station));
    slip(&station, "sample", &["ban-tin-sang", "10/11/2026", "05:31"]);
    let sample = pages(&station, &["sample"]).remove(0);
    assert!(sample.len() == 1 && sample[0].words.starts_with("DỮ LIỆU MẪU"), "under its name");
    fs::remove_file(station.path("data/loa.db")).unwrap();
    let name = "name = \"Đài Truyền thanh\"";
    station.edit("schedule.toml", name, "name = \"Đài Truyền thanh phường Thử\"");
    let mut logged = week(&station);
    let whole = logged[0].words.clone();
    logged.push(Logged {
        programme: "dai",
        title: "Bản tin rất dài",
        at: "2026-11-10 17:00",
        words: [whole.as_str(); 12].join("\n"),
        utilities: &["cu-tru", "the-can-cuoc", "luu-tru", "so-suc-khoe", "dich-vu-cong"],
        ..week(&station).remove(0)
    });
    write_log(&station, &logged);
    slip(&station, "aired", &["ban-tin-sang", "10/11/2026", "05:31"]);
    slip(&station, "cut", &["ban-tin-sang@2026-11-10T22:30:00Z"]);
    slip(&station, "missed", &["nhac-vneid", "2026-11-10 10:45"]);
    slip(&station, "skipped", &["khuya", "2026-11-11 22:00"]);
    slip(&station, "long", &["dai", "2026-11-10 17:00"]);
    let names = ["aired", "cut", "missed", "skipped", "long"];
    let pages = pages(&station, &names);
    for (name, pages) in names.iter().zip(&pages) {
        assert_eq!(pages.len(), 1, "{name} is one page");
    }
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let [aired, cut, missed, skipped, long] = &pages[..] else { panic!("five slips") };
    let has = |page: &[Page], words: &str| plain(&page[0].words).contains(&plain(words));
    for words in [
        "PHIẾU XÁC NHẬN ĐÃ PHÁT",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "05:30:00, Thứ Ba 10/11/2026",
        "05:31:42, Thứ Ba 10/11/2026",
        "1 phút 42 giây",
        "nhac-hieu (1a2b3c4d), loi-xuong (1a2b3c4d)",
        "ban-tin-sang@2026-11-09T22:30:00Z",
        &whole,
    ] {
        assert!(has(aired, words), "{words} in {}", aired[0].words);
    }
    for (page, outcome) in
        [(cut, "Phát dở"), (missed, "Không phát được"), (skipped, "Nghỉ theo lịch")]
    {
        assert!(has(page, "PHIẾU TRA CỨU LƯỢT PHÁT"), "{}", page[0].words);
        assert!(has(page, &format!("kết quả “{outcome}”")), "{}", page[0].words);
        assert!(
            !has(page, "PHIẾU XÁC NHẬN") && !has(page, "xác nhận lượt phát"),
            "{}",
            page[0].words
        );
    }
    assert!(has(missed, "không phát ra loa") && has(missed, "Bà con nhớ cập nhật số định danh."));
    assert!(has(long, "[…]") && has(long, "Toàn văn trong nhật ký"), "{}", long[0].words);
    // 20 mm above and below; the signature stands near the foot of a page that words fill.
    assert!((650.0..785.2).contains(&long[0].lowest), "{}", long[0].lowest);
}

#[test]
fn a_slip_of_a_log_that_was_altered_is_refused() {
    let station = Station::silent();
    let logged = week(&station);
    write_log(&station, &logged);
    let store =
        loa::store::Store::open(&station.path("data/loa.db"), &loa::daemon::tables()).unwrap();
    let alter = "DROP TRIGGER entry_is_final;
        UPDATE entry SET body = replace(body, 'cut', 'aired') WHERE n = 3";
    store.connection().execute_batch(alter).unwrap();
    drop(store);
    let before = station.loa(&["slip", "ban-tin-sang", "2026-11-10 05:30"]);
    assert_eq!(before.code, 0, "what stands before is proven: {}", before.stderr);
    let output = station.loa(&["slip", "ban-tin-sang", "2026-11-11 05:30"]);
    assert_eq!((output.code, output.stdout.as_str()), (1, ""));
    assert!(output.stderr.contains("mục 3"), "{}", output.stderr);
}

#[test]
fn a_slip_that_cannot_be_made_says_what_to_do() {
    let station = Station::silent();
    write_log(&station, &week(&station));
    let told = |args: &[&str]| {
        let output = station.loa(&[&["slip"], args].concat());
        assert_eq!((output.code, output.stdout.as_str()), (1, ""), "{args:?}");
        output.stderr
    };
    assert!(told(&["ban-tin-sang"]).contains("ban-tin-sang 01/12/2026 05:30"));
    assert!(told(&["ban-tin-sang", "2026-11-10 06:30"]).contains("loa why ban-tin-sang"));
    assert!(told(&["x@2026-11-09T22:30:00Z"]).contains("loa log --json"));
    let ending = told(&["ban-tin-sang", "2026-11-10 05:30", "--out", "phieu.pdf"]);
    assert!(ending.contains(".docx"), "{ending}");
}

#[test]
fn the_same_page_is_made_for_a_browser() {
    let station = Station::silent();
    write_log(&station, &week(&station));
    let file = station.path("phieu.html");
    let asked = ["slip", "ban-tin-sang", "2026-11-10 05:30", "--out", file.to_str().unwrap()];
    assert_eq!(station.loa(&asked).code, 0);
    let page = fs::read_to_string(file).unwrap();
    for words in ["<h1>PHIẾU XÁC NHẬN ĐÃ PHÁT</h1>", "<td>1 phút 42 giây</td>", "size: A4"]
    {
        assert!(page.contains(words), "{words}");
    }
}
