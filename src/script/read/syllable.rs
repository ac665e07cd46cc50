//! Checks whether a word can be a Vietnamese syllable: an onset, a rime and a tone that go together.
//!
//! There is no list of words. A word that is not a syllable is foreign, an abbreviation or a typing mistake,
//! and an announcer may not know how it sounds.

use unicode_normalization::UnicodeNormalization;

/// The onsets of syllables. `gi` and `qu` have rules of their own.
const ONSETS: [&str; 26] = [
    "", "b", "c", "ch", "d", "đ", "g", "gh", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
    "ph", "r", "s", "t", "th", "tr", "v", "x",
];

/// Vowels, each with its possible endings; `-` stands for no ending.
const RIMES: [(&str, &str); 30] = [
    ("a", "- c ch i m n ng nh o p t u y"),
    ("ă", "c m n ng p t"),
    ("â", "c m n ng p t u y"),
    ("e", "- c m n ng o p t"),
    ("ê", "- ch m n nh p t u"),
    ("i", "- a ch m n nh p t u"),
    ("iê", "c m n ng p t u"),
    ("o", "- c i m n ng p t"),
    ("oo", "c ng"),
    ("ô", "- c i m n ng p t"),
    ("ơ", "- i m n p t"),
    ("oa", "- c ch i m n ng nh o p t y"),
    ("oă", "c m n ng t"),
    ("oe", "- m n ng o t"),
    ("u", "- a c i m n ng p t"),
    ("uâ", "n ng t y"),
    ("uê", "- ch nh u"),
    ("uô", "c i m n ng t"),
    ("uơ", "- n t"),
    ("uy", "- a ch n nh p t u"),
    ("uyê", "n t"),
    ("ư", "- a c i m n ng t u"),
    ("ươ", "c i m n ng p t u"),
    ("y", "-"),
    ("yê", "m n ng t u"),
    // Rimes whose only vowel is the i of `gi`: gìn.
    ("gi", "- ch m n nh p t u"),
    ("giê", "- c m n ng p t u"),
    // `qu` before `y` has the rimes of `uy`.
    ("quy", "- ch n nh p t u"),
    ("quyê", "n t"),
    ("qui", "- t"),
];

/// Rimes that follow `qu` and `gi`, by their vowel.
const AFTER_QU: [&str; 6] = ["a", "ă", "â", "e", "ê", "ơ"];
const AFTER_GI: [&str; 12] = ["a", "ă", "â", "e", "o", "ô", "ơ", "u", "uô", "ư", "ươ", "oa"];

/// Onsets after which a lone `y` is written for `i`: lý, Mỹ, Vy.
const BEFORE_Y: [&str; 9] = ["", "h", "k", "l", "m", "s", "t", "th", "v"];

/// Grave, acute, tilde, hook, dot below, as combining letters.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
/// Acute and dot below: the only tones of a syllable that ends in a stop.
const SHORT_TONES: [char; 2] = ['\u{301}', '\u{323}'];
/// The letters of the longest syllable, `nghiêng`.
const LONGEST: usize = 7;

/// Whether a word can be a Vietnamese syllable, in capitals or not.
pub(super) fn is_syllable(word: &str) -> bool {
    if word.chars().nth(LONGEST).is_some() {
        return false;
    }
    let Some((plain, tone)) = without_tone(word) else { return false };
    let stops = ["c", "ch", "p", "t"].iter().any(|stop| plain.ends_with(stop));
    let toned = !stops || tone.is_some_and(|it| SHORT_TONES.contains(&it));
    toned && is_toneless(&plain)
}

/// The word without its tone, in small letters, and the tone; `None` if a tone mark is in a wrong place.
fn without_tone(word: &str) -> Option<(String, Option<char>)> {
    let (mut plain, mut tone, mut vowel) = (String::new(), None, false);
    for letter in word.to_lowercase().nfd() {
        if TONES.contains(&letter) {
            if !vowel || tone.replace(letter).is_some() {
                return None;
            }
        } else {
            let mark = matches!(letter, '\u{302}' | '\u{306}' | '\u{31b}');
            vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || mark && vowel;
            plain.push(letter);
        }
    }
    Some((plain.nfc().collect(), tone))
}

fn is_toneless(plain: &str) -> bool {
    if plain.starts_with("gi") && is_rime(plain, |vowel| vowel.starts_with("gi")) {
        return true;
    }
    if let Some(rest) = plain.strip_prefix("gi") {
        return is_rime(rest, |vowel| AFTER_GI.contains(&vowel));
    }
    if let Some(rest) = plain.strip_prefix("qu") {
        return is_rime(rest, |vowel| AFTER_QU.contains(&vowel))
            || is_rime(rest, |it| it == "ô")
            || is_rime(plain, |vowel| vowel.starts_with("qu"));
    }
    ONSETS.iter().any(|onset| {
        let rest = plain.strip_prefix(onset);
        rest.is_some_and(|rest| is_rime(rest, |vowel| go_together(onset, vowel)))
    })
}

fn is_rime(rest: &str, vowel_fits: impl Fn(&str) -> bool) -> bool {
    RIMES.iter().any(|(vowel, codas)| {
        let coda = rest.strip_prefix(vowel).map(|it| if it.is_empty() { "-" } else { it });
        coda.is_some_and(|coda| codas.split(' ').any(|it| it == coda)) && vowel_fits(vowel)
    })
}

/// The spelling rule for onsets: k, gh, ngh before e, ê, i; c, g, ng before all other letters.
fn go_together(onset: &str, vowel: &str) -> bool {
    let front = vowel.starts_with(['e', 'ê', 'i']);
    match vowel {
        "y" => BEFORE_Y.contains(&onset),
        "yê" => onset.is_empty(),
        "iê" if onset.is_empty() => false,
        _ if vowel.starts_with(['g', 'q']) => false,
        _ => match onset {
            "k" | "gh" | "ngh" => front,
            "c" | "g" | "ng" => !front,
            _ => true,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_of_every_build_are_distinguished_from_foreign_words() {
        let words = "nghiêng nguyễn khuỷu quở thuở gìn giữ giếng giêng giặt già gì quốc quyết quỳnh quý quân quang \
            ưu ươm hươu rượu yên yếu yểng ý lý Mỹ khuya thuế huênh huếch xoong moóc loẻng khoeo ngoáy ngoằn oăm \
            ủy hòa khỏe tuýp suýt khuynh luật tuần bếp xếp ếch lịch ích út ốc ẹp ợt Đắc đường NGHĨA Thúy Việt \
            pin pê héc oát giê en ghi ga ki lô mét xăng ti áp xì bê xê dét ép quy rờ thuyên ướp ưng ngắt gạch kẻng";
        for word in words.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        // The last is an n with a mark of tone.
        let others = "livestream link chip app web video café fanpage wifi Zalo Niê Hen1 cat bat tic nghac kac ce gê \
            ngê nge ghanh qi qo señor naïve Kon Đắk Pleiku by clb str ng gh yn iên uyên2 nghiêngg caát áá \
            bac hach dip tut ôô ươ ă niê thuyê uă kyp wa fo jun zin ńo";
        for word in others.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
