//! English: what interviews and transcripts are written with.

use crate::language::words::TalkWords;

pub(super) static TALK: TalkWords = TalkWords {
    roles: "
        a anchor answer audience correspondent host interviewer journalist moderator presenter q
        question reporter
    ",
    notices: "
        advertisement breaking by caption claim conclusion contact correction disclaimer editor
        email example exclusive fact facts graphic image line link live more news note
        origins photo photograph picture pictured point problem read related result results see
        source sources summary tag tags tip update video warning watch
    ",
    greetings: "colleagues comrades dear distinguished esteemed friends gentlemen good ladies",
    parties: "i me mine my myself our ours ourselves us we you your yours yourself yourselves",
};
