//! Names of required columns with a character in them that does not show.
//!
//! Invariant: only a name that is the required one without such characters is told.

use crate::check::names::unicode::in_sight;
use crate::model::Field;

/// What is right of the first name that would be one of those missing but for what does not show in it.
pub(crate) fn in_names(names: &[String], missing: &[Field]) -> Option<String> {
    names.iter().find_map(|name| {
        let bare = in_sight(name).replace(char::is_control, "");
        let field = missing.iter().find(|field| field.is_called(&bare))?;
        let unseen = name.chars().find(|c| !bare.contains(*c))?;
        Some(format!(
            "`{}` is there with a character in it that does not show (U+{:04X}): type the name again",
            field.name(),
            u32::from(unseen)
        ))
    })
}
