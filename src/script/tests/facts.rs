//! The facts' file is held to its form.

use snapbox::{assert_data_eq, str};

use super::*;

#[test]
fn facts_are_held_to_their_form() {
    let facts = r#"
[[utility]]
id = "Lưu trú"
level = 3
title = ""
spoken = "  "
[[utility]]
id = "x"
level = 1
title = "t"
spoken = "s"
spokn = "s"
[[utility]]
id = "x"
level = 2
title = "t"
spoken = "s"
as_of = "31/02/2024"
[[figure]]
id = "n"
value = "68,4 triệu"
[[utility]]
id = "y"
level = 2
title = "t"
spoken = "s"
changed_by = "69/2024/NĐ-CP"
[utility.how_to]
spoken = "Bà con bấm nút đăng nhập."
source = "Công an phường"
[[utility]]
id = "z"
level = 2
title = "t"
spoken = "s"
[utility.how_to]
spoken = "Bà con bấm nút đăng nhập."
source = "Công an phường"
checked_on = "26/11/2026"
checked = "x"
[dispatch]
level_1 = 9
[[basis]]
title = "Luật"
"#;
    assert_data_eq!(
        said(&sources(&[], facts)),
        str![[r#"
scripts/vneid.toml:3:6: the id `Lưu trú` is not well formed
scripts/vneid.toml:4:9: an account level is 1 or 2
scripts/vneid.toml:5:9: `title` is empty
scripts/vneid.toml:6:10: `spoken` is empty
scripts/vneid.toml:12:1: there is no key named `spokn`
scripts/vneid.toml:14:6: the id `x` was used above
scripts/vneid.toml:18:9: `31/02/2024` is not a real date
scripts/vneid.toml:19:1: `title` is missing
scripts/vneid.toml:19:1: `as_of` is missing
scripts/vneid.toml:19:1: `source` is missing
scripts/vneid.toml:23:6: note: the utility `y` says that the text `69/2024/NĐ-CP` changed it, but no [[basis]] has that number
scripts/vneid.toml:29:10: note: the how-to speaks of something on the screen (`bấm`) without source and day of checking; meanwhile the station does not read it
scripts/vneid.toml:40:1: there is no key named `checked`
scripts/vneid.toml:42:11: note: `level_1` says 9 utilities, but the list has 1
scripts/vneid.toml:43:1: `number` is missing

"#]]
    );
}
