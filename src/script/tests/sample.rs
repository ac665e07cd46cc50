//! The sample station's own scripts and transcripts.

use snapbox::{assert_data_eq, str};

use super::*;

#[test]
fn the_sample_stations_scripts_have_no_mistake() {
    let loaded = load(&station());
    assert_eq!(loaded.diagnostics, []);
    let scripts = &loaded.scripts;
    let level = |level| scripts.utilities.iter().filter(|it| it.level == level).count();
    assert_eq!((level(1), level(2)), (9, 7), "as many as the letter lists");
    let four = &scripts.airable_ids()[..4];
    let script = assemble(scripts, &airtime("ban-tin-vneid", four)).unwrap();
    assert_data_eq!(
        heard(&script),
        str![[r#"
nhac-hieu: 
loi-xuong: Đây là Đài Truyền thanh.
chao-sang: Kính chào bà con, chúc bà con một buổi sáng tốt lành.
gioi-thieu: Mời bà con nghe bản tin về các tiện ích của ứng dụng định danh điện tử VNeID.
vneid-thong-tin-ca-nhan: Mở VNeID, bà con xem được thông tin cá nhân lấy từ Cơ sở dữ liệu quốc gia về dân cư. Địa chỉ theo xã, phường mới do cơ quan Công an cập nhật, bà con không phải khai lại.
nhac-cat: 
vneid-dich-vu-cong: Đăng nhập một lần bằng VNeID, bà con dùng được các dịch vụ công trực tuyến. Việc này cần tài khoản mức hai.
nhac-cat: 
vneid-luu-tru: Nhà có người đến ở vài ngày, bà con gửi thông báo lưu trú ngay trên VNeID.
nhac-cat: 
vneid-an-ninh-trat-tu: Thấy việc ảnh hưởng đến an ninh, trật tự, bà con gửi phản ánh, kiến nghị qua VNeID. Việc này cần tài khoản mức hai.
huong-dan: Cần hướng dẫn, mời bà con đến Công an xã, phường, đến Trung tâm Phục vụ hành chính công, hoặc gặp Tổ công nghệ số cộng đồng. Tổng đài VNeID là 1900 0368.
an-toan: Chỉ tải VNeID từ App Store hoặc CH Play. Không bấm đường link lạ, không cung cấp mã OTP. Công an không hướng dẫn cài đặt, kích hoạt VNeID qua điện thoại, tin nhắn.
loi-ket: Chương trình đến đây là hết. Kính chào và hẹn gặp lại bà con.
nhac-ket: 

"#]]
    );
    assert_eq!(script.utilities, four);
}

/// A sentence has at most 35 syllables, one breath of an announcer outdoors; `VNeID` has five, a date up to
/// fourteen.
#[test]
fn every_sentence_of_the_sample_is_said_in_one_breath() {
    let scripts = load(&station()).scripts;
    let words = read::Words::sample();
    for utility in &scripts.utilities {
        let how_to = &utility.how_to.as_ref().unwrap().spoken;
        for written in [&utility.spoken, how_to] {
            let spoken = read::read(written, &words, words.manner).spoken;
            for sentence in spoken.split_inclusive(['.', '?', ':']) {
                assert!(sentence.split_whitespace().count() <= 35, "{sentence}");
            }
        }
    }
}

#[test]
fn every_utility_and_how_to_of_the_sample_has_a_source_and_a_date() {
    for utility in load(&station()).scripts.utilities {
        let how_to = utility.how_to.unwrap();
        assert!(utility.as_of.is_some() && how_to.checked_on.is_some(), "{}", utility.id);
        assert!(!utility.source.is_empty() && !how_to.source.is_empty(), "{}", utility.id);
        let law = ["Từ ngày", "không được", "phải đổi", "có giá trị"];
        for said in [(&utility.spoken, &utility.source), (&how_to.spoken, &how_to.source)] {
            let (spoken, source) = said;
            let rules = law.iter().any(|words| spoken.contains(words));
            assert!(!rules || !source.starts_with("Tài liệu kèm công văn"), "{spoken}");
        }
    }
}

/// Six of the seven items of level 2 began with the same four words.
#[test]
fn no_two_utilities_of_the_sample_open_with_the_same_words() {
    let scripts = load(&station()).scripts;
    let mut seen = BTreeMap::new();
    for utility in scripts.utilities {
        let opening: Vec<&str> = utility.spoken.split_whitespace().take(3).collect();
        let opening = opening.join(" ");
        let before = seen.insert(opening.clone(), utility.id.clone());
        assert_eq!(before, None, "{} opens with {opening} too", utility.id);
    }
}

#[test]
fn every_clip_that_the_sample_can_need_holds_the_words_of_its_cue() {
    let scripts = load(&station()).scripts;
    let all = scripts.airable_ids();
    let mut needed = BTreeMap::new();
    let whole = ["ban-tin-vneid", "nhac-vneid", "dang-ky-muc-2", "huong-dan-vneid"];
    for script in whole {
        for (hour, utilities) in [5, 11, 17, 20].into_iter().flat_map(|h| [(h, &all[..]), (h, &[])])
        {
            let airtime = Airtime { at: at(hour), ..airtime(script, utilities) };
            for cue in possible_cues(&scripts, &airtime).unwrap() {
                let before = needed.insert(cue.clip.clone(), cue.text.clone());
                assert!(
                    before.is_none_or(|text| text == cue.text),
                    "the words of {} vary",
                    cue.clip
                );
            }
        }
    }
    assert_eq!(needed.len(), 47);
    for (clip, words) in needed {
        assert!(std::path::Path::new(&format!("audio/{clip}.ogg")).exists(), "{clip}");
        if words.is_empty() {
            continue;
        }
        let transcript = std::fs::read_to_string(format!("audio/{clip}.txt")).unwrap();
        let lines: Vec<_> = transcript.lines().collect();
        assert_eq!(lines.last(), Some(&&*words), "{clip}");
        // A machine spoke it, with the current reading.
        if lines[0].starts_with("# giọng máy: ") {
            let own = read::Words::sample();
            let reading = read::read(&words, &own, own.manner).spoken;
            assert_eq!(lines[1], format!("# lời đọc: {reading}"), "{clip}: type loa voice");
        }
    }
}

#[test]
fn every_programme_of_the_sample_opens_and_closes_as_a_station_does() {
    let scripts = load(&station()).scripts;
    let one = &scripts.airable_ids()[..1];
    for script in ["ban-tin-vneid", "nhac-vneid", "dang-ky-muc-2", "huong-dan-vneid"] {
        let cues = assemble(&scripts, &airtime(script, one)).unwrap().cues;
        let clips: Vec<&str> = cues.iter().map(|cue| cue.clip.as_str()).collect();
        assert_eq!(clips[..3], ["nhac-hieu", "loi-xuong", "chao-sang"], "{script}");
        assert_eq!(clips[clips.len() - 3..], ["an-toan", "loi-ket", "nhac-ket"], "{script}");
        assert!(clips.contains(&format!("vneid-{}", one[0]).as_str()), "{script}");
    }
}
