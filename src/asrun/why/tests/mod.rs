//! What is answered about a week of a small station, afterwards and beforehand.

mod ahead;
mod story;

use std::fs;

use snapbox::str;

use self::story::{Story, at, second};
use super::Fate;
use crate::asrun::{arm, claim, open_airings, progress};

#[test]
fn what_the_log_has_is_told_with_what_cut_it_and_who_acted() {
    let story = Story::told();
    story.check(
        "tin",
        "2026-11-30 05:31",
        Fate::Aired,
        str![[r#"
Đã phát: Bản tin, lượt 05:30, Thứ Hai 30/11/2026
Phát từ 05:30 đến 05:32, nghe được 2 phút
Theo lịch phát bản 1, dùng từ 00:00, Thứ Hai 30/11/2026; từ đó lịch đã được sửa, nay là bản 2
10 (1): at = ["05:30", "22:00"]
"#]],
    );
    story.check("tin", "2026-12-01 05:30", Fate::Cut, str![[r#"
Phát dở: Bản tin, lượt 05:30, Thứ Ba 01/12/2026
Lý do: người trực dừng phát
Phát từ 05:30 đến 05:30:40, nghe được 40 giây
Nhật ký ghi lúc 05:30:40, Thứ Ba 01/12/2026: dừng lượt phát tin@2026-11-30T22:30:00Z; người thực hiện: Hòa
Theo lịch phát bản 1, dùng từ 00:00, Thứ Hai 30/11/2026; từ đó lịch đã được sửa, nay là bản 2
10 (1): at = ["05:30", "22:00"]
"#]]);
    story.check(
        "tin",
        "2026-12-02 05:30",
        Fate::Cut,
        str![[r#"
Phát dở: Bản tin, lượt 05:30, Thứ Tư 02/12/2026
Lý do: nhường sóng cho `Tin bão`
Phát từ 05:30 đến 05:31, nghe được 1 phút
Lúc đó đang phát Tin bão, từ 05:31 đến 05:32:30
Theo lịch phát bản 1, dùng từ 00:00, Thứ Hai 30/11/2026; từ đó lịch đã được sửa, nay là bản 2
10 (1): at = ["05:30", "22:00"]
"#]],
    );
    story.check(
        "tin",
        "2026-12-03 05:30",
        Fate::Missed,
        str![[r#"
Không phát được: Bản tin, lượt 05:30, Thứ Năm 03/12/2026
Lý do: mất điện, hoặc máy hay phần mềm bị tắt ngang, từ 05:10:00 03/12/2026
Nhật ký ghi lúc 07:12, Thứ Năm 03/12/2026: đài bắt đầu chạy, lịch phát bản 1
Theo lịch phát bản 1, dùng từ 00:00, Thứ Hai 30/11/2026; từ đó lịch đã được sửa, nay là bản 2
10 (1): at = ["05:30", "22:00"]
"#]],
    );
}

#[test]
fn a_rule_is_quoted_from_the_schedule_of_then() {
    let story = Story::told();
    story.check(
        "tin",
        "2026-12-01 22:00",
        Fate::Skipped,
        str![[r#"
Nghỉ theo lịch: Bản tin, lượt 22:00, Thứ Ba 01/12/2026
Lý do: rơi vào giờ không phát loa 21:00-05:00
Theo lịch phát bản 1, dùng từ 00:00, Thứ Hai 30/11/2026; từ đó lịch đã được sửa, nay là bản 2
5 (1): quiet = ["21:00-05:00"]
"#]],
    );
    story.check(
        "tin",
        "2026-12-04 05:30",
        Fate::Skipped,
        str![[r#"
Nghỉ theo lịch: Bản tin, lượt 05:30, Thứ Sáu 04/12/2026
Lý do: nghỉ theo lịch: Sửa đường dây
Theo lịch phát bản 2, dùng từ 08:00, Thứ Năm 03/12/2026
30: [[except]] | dates = "04/12/2026" | programmes = "all" | reason = "Sửa đường dây"
"#]],
    );
}

#[test]
fn the_edit_that_removed_an_hour_is_named() {
    let story = Story::told();
    story.check(
        "cu",
        "2026-12-03 10:00",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Chuyện cũ, 10:00, Thứ Năm 03/12/2026
Lịch phát bản 2 không có chương trình này
Lịch phát bản 1 có lượt này; lần sửa lịch lúc 08:00, Thứ Năm 03/12/2026 đã bỏ (bản 1 thay bằng bản 2)
Lúc đó đài không phát gì
19 (1): [[programme]] | id = "cu" | title = "Chuyện cũ" | script = "tin" | at = ["10:00"]
"#]],
    );
}

#[test]
fn what_was_never_planned_is_an_answer() {
    let story = Story::told();
    story.check(
        "tin",
        "2026-12-05 05:30",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Bản tin, 05:30, Thứ Bảy 05/12/2026
Chương trình này chỉ phát các ngày: Thứ Hai, Thứ Ba, Thứ Tư, Thứ Năm, Thứ Sáu; không phát Thứ Bảy
Lượt gần nhất trước đó: 22:00, Thứ Sáu 04/12/2026 (Nghỉ theo lịch)
Lượt gần nhất sau đó: 05:30, Thứ Hai 07/12/2026
Lúc đó đài không phát gì
11: days = "t2-t6"
"#]],
    );
    story.check(
        "tin",
        "2026-12-02 05:32",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Bản tin, 05:32, Thứ Tư 02/12/2026
Ngày đó chương trình này có giờ phát: 05:30, 22:00
Lượt gần nhất trước đó: 05:30, Thứ Tư 02/12/2026 (Phát dở)
Lượt gần nhất sau đó: 22:00, Thứ Tư 02/12/2026, nhưng rơi vào giờ không phát loa 21:00-05:00
Lúc đó đang phát Tin bão, từ 05:31 đến 05:32:30
10 (1): at = ["05:30", "22:00"]
"#]],
    );
    story.check(
        "khan",
        "2026-12-03 05:31",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Tin bão, 05:31, Thứ Năm 03/12/2026
Chương trình này chỉ phát các ngày: 02/12/2026, 16/12/2026
Lượt gần nhất trước đó: 05:31, Thứ Tư 02/12/2026 (Đã phát)
Lượt gần nhất sau đó: 05:31, Thứ Tư 16/12/2026
Lúc đó đài không phát gì
17 (1): on = ["2026-12-02", "2026-12-16"]
"#]],
    );
    story.check("cu", "2026-12-05 10:00", Fate::NeverPlanned, str![[r#"
Không có trong lịch phát: Chuyện cũ, 10:00, Thứ Bảy 05/12/2026
Lịch phát bản 2 không có chương trình này
Lịch phát bản 1 có lượt này; lần sửa lịch lúc 08:00, Thứ Năm 03/12/2026 đã bỏ (bản 1 thay bằng bản 2)
Lúc đó đài không phát gì
19 (1): [[programme]] | id = "cu" | title = "Chuyện cũ" | script = "tin" | at = ["10:00"]
"#]]);
    story.check(
        "cn",
        "2026-12-01 09:00",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Chủ nhật, 09:00, Thứ Ba 01/12/2026
Lịch phát bản 1 không có chương trình này
Chương trình này có trong lịch phát bản 2, bản mới nhất đã dùng
Lúc đó đài không phát gì
19: [[programme]] | id = "cn" | title = "Chủ nhật" | script = "thieu" | cron = "0 0 9 * * SUN"
"#]],
    );
    story.check(
        "tin",
        "2026-11-02 05:30",
        Fate::BeforeLog,
        str!["Nhật ký bắt đầu từ 00:00, Thứ Hai 30/11/2026; trước đó đài không ghi gì"],
    );
    story.check(
        "nhac",
        "2026-12-01 05:31",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Nhạc, 05:31, Thứ Ba 01/12/2026
Lịch phát bản 1 không có chương trình này
Chương trình này có trong lịch phát bản 2, bản mới nhất đã dùng
Lúc đó đài không phát gì
24: [[programme]] | id = "nhac" | title = "Nhạc" | script = "tin" | at = "05:31" | on = "16/12/2026"
"#]],
    );
    assert_eq!(story.asked("xyz", "2026-12-02 05:30", "2026-12-06 12:00"), None);
}

#[test]
fn an_hour_that_passed_without_the_station_is_not_made_up() {
    let story = Story::told();
    story.check("cn", "2026-12-06 09:00", Fate::Unaccounted, str![[r#"
Chưa ghi vào nhật ký: Chủ nhật, lượt 09:00, Chủ nhật 06/12/2026. Khi chạy lại, đài ghi lượt này cùng lý do
Lần ghi cuối của đài là 08:00, Chủ nhật 06/12/2026
"#]]);
}

#[test]
fn what_is_to_come_is_told_by_the_plan() {
    let story = Story::told();
    story.check(
        "tin",
        "2026-12-09 05:30",
        Fate::WillAir,
        str![[r#"
Sẽ phát: Bản tin, 05:30, Thứ Tư 09/12/2026
Dài khoảng 2 phút
Lúc này đài không chạy; chỉ phát được nếu đến giờ đài đang chạy (loa run)
10: at = ["05:30", "22:00"]
"#]],
    );
    story.check(
        "tin",
        "2026-12-09 22:00",
        Fate::WillBeSkipped,
        str![[r#"
Sẽ nghỉ: Bản tin, 22:00, Thứ Tư 09/12/2026
Lý do: rơi vào giờ không phát loa 21:00-05:00
5: quiet = ["21:00-05:00"]
"#]],
    );
    story.check(
        "tin",
        "2026-12-16 05:30",
        Fate::WillBeCut,
        str![[r#"
Sẽ phát dở: Bản tin, 05:30, Thứ Tư 16/12/2026
Lý do: nhường sóng cho `Tin bão`
Lúc 05:30:59 nhỏ dần rồi tắt, nghe được 1 phút
Dài khoảng 2 phút
Lúc này đài không chạy; chỉ phát được nếu đến giờ đài đang chạy (loa run)
10: at = ["05:30", "22:00"]
"#]],
    );
    story.check("nhac", "2026-12-16 05:31", Fate::WillBeMissed, str![[r#"
Sẽ không phát được: Nhạc, 05:31, Thứ Tư 16/12/2026
Lý do: đài đang phát `Tin bão`
Lúc 05:33 mới hết; chương trình này không đợi. Muốn đợi thì ghi late = "start" vào chương trình, hoặc đổi giờ phát
Lượt này có từ lần sửa lịch lúc 08:00, Thứ Năm 03/12/2026 (bản 1 thay bằng bản 2)
28: at = "05:31"
"#]]);
    story.check(
        "cn",
        "2026-12-13 09:00",
        Fate::WillBeMissed,
        str![[r#"
Sẽ không phát được: Chủ nhật, 09:00, Chủ nhật 13/12/2026
Lý do: không có tệp âm thanh `khong-co`
Lượt này có từ lần sửa lịch lúc 08:00, Thứ Năm 03/12/2026 (bản 1 thay bằng bản 2)
23: cron = "0 0 9 * * SUN"
"#]],
    );
    story.check(
        "cn",
        "2026-12-14 09:00",
        Fate::NeverPlanned,
        str![[r#"
Không có trong lịch phát: Chủ nhật, 09:00, Thứ Hai 14/12/2026
Ngày đó chương trình này không có giờ phát nào
Lượt gần nhất trước đó: 09:00, Chủ nhật 13/12/2026
Lượt gần nhất sau đó: 09:00, Chủ nhật 20/12/2026
23: cron = "0 0 9 * * SUN"
"#]],
    );
    story.check("cu", "2026-12-14 10:00", Fate::NeverPlanned, str![[r#"
Không có trong lịch phát: Chuyện cũ, 10:00, Thứ Hai 14/12/2026
schedule.toml hiện không có chương trình này
Lịch phát bản 1 có lượt này; lần sửa lịch lúc 08:00, Thứ Năm 03/12/2026 đã bỏ (bản 1 thay bằng bản 2)
19 (1): [[programme]] | id = "cu" | title = "Chuyện cũ" | script = "tin" | at = ["10:00"]
"#]]);
}

#[test]
fn a_clock_that_runs_behind_the_last_sign_of_life_is_told_of() {
    let story = Story::told();
    let codes = |now: &str| -> Vec<String> {
        let answer = story.asked("tin", "2026-12-09 05:30", now).unwrap();
        answer.said.iter().map(|it| it.code.to_string()).collect()
    };
    let said = |now: &str, code: &str| codes(now).iter().any(|it| it == code);
    assert!(said("2026-12-05 12:00", "why-clock"));
    assert!(!said("2026-12-06 08:01", "why-clock"));
    assert!(!said("2026-12-06 08:01", "why-not-running"), "it was alive a minute ago");
    assert!(said("2026-12-06 08:05", "why-not-running"));
}

#[test]
fn a_file_with_a_mistake_leaves_the_old_schedule_to_answer() {
    let story = Story::told();
    let spoilt = second().replace("05:30", "5:3o");
    fs::write(story.folder.path().join("schedule.toml"), spoilt).unwrap();
    let answer = story.asked("tin", "2026-12-09 05:30", "2026-12-06 12:00").unwrap();
    assert_eq!(answer.fate, Fate::WillAir, "{:?}", answer.said);
    assert!(answer.said.iter().any(|it| it.code == "why-kept-old"), "{:?}", answer.said);
    assert_eq!(answer.place.map(|it| it.revision), Some(Some(2)));
}

#[test]
fn what_is_on_air_has_no_outcome_yet() {
    let mut story = Story::told();
    let key = "cn@2026-12-06T02:00:00Z";
    let open = open_airings(story.store.connection()).unwrap();
    let mut subject = open.into_iter().find(|it| it.key == key).unwrap().subject;
    subject.set_words("Kính chào bà con.");
    arm(&mut story.store, key, &subject, "Kính chào bà con.").unwrap();
    assert!(claim(&story.store, key).unwrap());
    let began = at("2026-12-06 09:00");
    progress(
        &mut story.store,
        key,
        began,
        at("2026-12-06 09:01"),
        (1, 1),
        Some(at("2026-12-06 09:01")),
    )
    .unwrap();
    let answer = story.asked("cn", "2026-12-06 09:00", "2026-12-06 09:01").unwrap();
    assert_eq!((answer.fate, answer.started_at), (Fate::OnAir, Some(began)));
}

#[test]
fn a_station_that_was_off_for_weeks_has_not_accounted_for_them() {
    let story = Story::told();
    let asked = |local: &str| story.asked("cn", local, "2026-12-25 12:00").unwrap();
    assert_eq!(asked("2026-12-20 09:00").fate, Fate::Unaccounted);
    assert_eq!(asked("2026-12-21 09:00").fate, Fate::NeverPlanned);
}
