//! `{{t "key" name=value}}` in a template: the message of that key, its arguments filled in.

use std::borrow::Cow;

use handlebars::{
    Context, Handlebars, Helper, HelperDef, JsonRender, RenderContext, RenderError,
    RenderErrorReason, ScopedJson,
};
use serde_json::Value;

use super::{Arg, Lang, Message};

/// Says messages in the language of the data that a template is filled with (`lang`), or in a given one.
/// What it says is escaped like everything else that is filled in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Say(pub Option<Lang>);

impl HelperDef for Say {
    fn call_inner<'reg: 'rc, 'rc>(
        &self,
        helper: &Helper<'rc>,
        _: &'reg Handlebars<'reg>,
        context: &'rc Context,
        _: &mut RenderContext<'reg, 'rc>,
    ) -> Result<ScopedJson<'rc>, RenderError> {
        let key = helper.param(0).and_then(|key| key.value().as_str());
        let key = key.ok_or(RenderErrorReason::ParamNotFoundForIndex("t", 0))?;
        let mut message = Message::new(key.to_owned());
        for (name, value) in helper.hash() {
            let arg = match value.value() {
                Value::Number(number) if number.is_i64() => {
                    Arg::Number(number.as_i64().unwrap_or_default())
                }
                other => Arg::Text(other.render()),
            };
            message.args.insert(Cow::Owned((*name).to_owned()), arg);
        }
        let of_data = || Lang::parse(context.data().get("lang")?.as_str()?);
        let lang = self.0.or_else(of_data).unwrap_or_default();
        Ok(ScopedJson::Derived(Value::String(message.render(lang))))
    }
}
