//! What templates can call: `cue` and `clip`; and how the cues are found again in what was written.
//!
//! A cue writes its clip, its place and its words between marks that no text may hold, so that filling
//! a template stays a plain function of its input: nothing is collected on the side.

use std::io::{Error, Write};

use handlebars::{
    Context, Handlebars, Helper, HelperDef, HelperResult, JsonRender, Output, PathAndJson,
    RenderContext, RenderError, Renderable, ScopedJson,
};
use unicode_normalization::UnicodeNormalization;

use super::{Cue, part::PLACE};

/// Most that a filled template may hold, bytes.
pub(super) const LONGEST: usize = 64 * 1024;

const OPENS: char = '\u{2}';
const NEXT: char = '\u{1f}';
const CLOSES: char = '\u{3}';

/// A template engine that knows `cue` and `clip`, refuses what it does not know, and leaves `&` alone.
pub(super) fn engine() -> Handlebars<'static> {
    let mut engine = Handlebars::new();
    engine.set_strict_mode(true);
    engine.register_escape_fn(handlebars::no_escape);
    engine.register_helper("cue", Box::new(CueHelper));
    engine.register_helper("clip", Box::new(ClipHelper));
    engine
}

/// Takes what is written until it is too much.
#[derive(Default)]
pub(super) struct Page {
    bytes: Vec<u8>,
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> Result<usize, Error> {
        if self.bytes.len() + bytes.len() > LONGEST {
            return Err(Error::other("too long"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<(), Error> {
        Ok(())
    }
}

impl Page {
    /// The cues that were written, in order.
    pub(super) fn cues(self) -> Vec<Cue> {
        let text = String::from_utf8(self.bytes).unwrap_or_default();
        let cues = text.split(OPENS).skip(1);
        cues.filter_map(|cue| read(cue.split(CLOSES).next()?)).collect()
    }
}

fn read(cue: &str) -> Option<Cue> {
    let mut fields = cue.splitn(5, NEXT);
    Some(Cue {
        clip: fields.next()?.to_owned(),
        template: fields.next()?.to_owned(),
        line: fields.next()?.parse().ok()?,
        column: fields.next()?.parse().ok()?,
        text: tidy(fields.next()?),
    })
}

/// One blank between words, none around them, composed letters.
pub(super) fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect()
}

/// Whether a name is one of a clip: small ASCII letters, digits and `-`, folders apart by `/`.
pub(super) fn is_clip_name(name: &str) -> bool {
    let fits = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    name.len() <= 200
        && name.split('/').all(|step| {
            step.starts_with(fits) && step.chars().all(|letter| fits(letter) || letter == '-')
        })
}

struct CueHelper;

impl HelperDef for CueHelper {
    fn call<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        registry: &'reg Handlebars<'reg>,
        context: &'rc Context,
        render: &mut RenderContext<'reg, 'rc>,
        out: &mut dyn Output,
    ) -> HelperResult {
        let clip = helper.param(0).map(|it| it.value().render()).unwrap_or_default();
        let place = helper.hash_get(PLACE).map(PathAndJson::value);
        let field = |i: usize| place.and_then(|it| it.get(i)).map(JsonRender::render);
        let (template, line, column) = (field(0), field(1), field(2));
        out.write(&format!(
            "{OPENS}{clip}{NEXT}{}{NEXT}{}{NEXT}{}{NEXT}",
            template.unwrap_or_default(),
            line.unwrap_or_default(),
            column.unwrap_or_default()
        ))?;
        if let Some(words) = helper.template() {
            words.render(registry, context, render, out)?;
        }
        out.write(&CLOSES.to_string())?;
        Ok(())
    }
}

struct ClipHelper;

impl HelperDef for ClipHelper {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        _: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let parts: Vec<_> = helper.params().iter().map(|it| it.value().render()).collect();
        Ok(ScopedJson::Derived(parts.join("-").into()))
    }
}
