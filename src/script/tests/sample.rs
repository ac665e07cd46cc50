//! The sample station's own scripts and transcripts.

use snapbox::{assert_data_eq, str};

use super::*;

#[test]
fn the_sample_stations_scripts_have_no_mistake() {
    let loaded = load(&station());
    assert_eq!(loaded.mistakes, []);
    let scripts = &loaded.scripts;
    let level = |level| scripts.utilities.iter().filter(|it| it.level == level).count();
    assert_eq!((level(1), level(2)), (9, 7), "as many as the letter lists");
    for utility in &scripts.utilities {
        for sentence in utility.spoken.split_inclusive(['.', '?']) {
            assert!(sentence.split_whitespace().count() <= 35, "{sentence}");
        }
    }
    let four = &scripts.airable_ids()[..4];
    let script = assemble(scripts, &airtime("ban-tin-vneid", four)).unwrap();
    assert_data_eq!(
        heard(&script),
        str![[r#"
nhac-hieu: 
loi-xuong: Đây là Đài Truyền thanh.
chao-sang: Kính chào bà con, chúc bà con một buổi sáng tốt lành.
gioi-thieu: Mời bà con nghe bản tin về các tiện ích của ứng dụng định danh điện tử VNeID.
vneid-thong-tin-ca-nhan: Mở VNeID, bà con xem được thông tin cá nhân của mình. Thông tin này lấy từ Cơ sở dữ liệu quốc gia về dân cư.
vneid-dich-vu-cong: Bà con chỉ cần đăng nhập một lần bằng VNeID để dùng các dịch vụ công trực tuyến.
vneid-luu-tru: Nhà có người đến lưu trú, bà con gửi thông báo lưu trú ngay trên VNeID.
vneid-an-ninh-trat-tu: Thấy việc ảnh hưởng đến an ninh, trật tự, bà con gửi phản ánh, kiến nghị qua VNeID.
huong-dan: Cần hướng dẫn, mời bà con đến Công an xã, phường hoặc Tổ công nghệ số cộng đồng.
an-toan: Chỉ tải VNeID từ App Store hoặc CH Play. Không bấm đường link lạ, không cung cấp mã OTP. Công an không hướng dẫn cài đặt, kích hoạt VNeID qua điện thoại, tin nhắn.
loi-ket: Bản tin đến đây là hết. Kính chào và hẹn gặp lại bà con.
nhac-ket: 

"#]]
    );
    assert_eq!(script.utilities, four);
}

#[test]
fn every_clip_that_the_sample_can_need_holds_the_words_of_its_cue() {
    let scripts = load(&station()).scripts;
    let all = scripts.airable_ids();
    let mut needed = BTreeMap::new();
    for script in ["ban-tin-vneid", "nhac-vneid"] {
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
    assert_eq!(needed.len(), 29);
    for (clip, words) in needed {
        assert!(std::path::Path::new(&format!("audio/{clip}.ogg")).exists(), "{clip}");
        if words.is_empty() {
            continue;
        }
        let transcript = std::fs::read_to_string(format!("audio/{clip}.txt")).unwrap();
        assert_eq!(transcript.lines().nth(1), Some(&*words), "{clip}");
    }
}

#[test]
fn a_reminder_takes_a_minute_at_most() {
    let scripts = load(&station()).scripts;
    for id in scripts.airable_ids() {
        let script = assemble(&scripts, &airtime("nhac-vneid", &[id])).unwrap();
        assert!(estimate(&script.text).num_seconds() < 50, "{}", script.text);
    }
}
