//! The few styles of the terminal.

use anstyle::{AnsiColor, Color, Style};

use crate::divergence::Effect;

/// Headings and what stands out.
pub(super) const BOLD: Style = Style::new().bold();
/// What may be passed over.
pub(super) const DIM: Style = Style::new().dimmed();
/// Words that differ without a name for it.
pub(super) const EDITED: Style = Style::new().underline();

/// The style of an effect; its name or number always stands beside it.
pub(super) fn of_effect(effect: Effect) -> Style {
    let colour = |colour: AnsiColor| Style::new().bold().fg_color(Some(Color::Ansi(colour)));
    match effect {
        Effect::Conflict => colour(AnsiColor::Red),
        Effect::Shift => colour(AnsiColor::Yellow),
        Effect::Unclear => colour(AnsiColor::Magenta),
        Effect::Compatible => colour(AnsiColor::Cyan),
        Effect::None => Style::new().underline(),
    }
}

/// Text between the codes of a style.
pub(super) fn paint(style: Style, text: &str) -> String {
    format!("{style}{text}{style:#}")
}
