//! Words by which an English text takes back what was said, and by which a field is named that counts. Each
//! list stands between blanks, in small letters.

/// Words that stand for what was said.
pub const SAID: &str = " it this that these those which what all nothing none report reports story stories claim \
    claims account accounts statement statements rumour rumours rumor rumors opposite contrary everything ";
/// Words between it and what is said of it.
pub const BEING: &str = " is was are were isn't wasn't aren't weren't proved proves turned ";
/// What calls it untrue.
pub const UNTRUE: &str = " untrue false lie lies hoax fake invented fabricated incorrect myth fiction wrong \
    nonsense mistaken made-up retracted withdrawn ";
/// What calls it true, which some word before it denies.
pub const TRUE: &str = " true correct accurate ";
/// Words that deny it.
pub const DENYING: &str =
    " not nothing none never isn't wasn't aren't weren't opposite contrary hardly ";
/// Words of names of fields that say of no thing what it is.
pub const COUNTING: &str = " number numbers num count counts total totals amount sum nr of the ";
