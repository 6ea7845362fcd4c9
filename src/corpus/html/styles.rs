//! The little of style sheets that tells what a page shows: which elements they hide or strike through,
//! and which words they write.
//!
//! In: a style sheet, or what an element has as its style. Out: rules with the declarations that matter.
//! A selector is read as the tag, classes and id of the element that it ends with; what else it asks for
//! (ancestors, states, attributes) is passed over, so that it fits more elements than it says, never
//! fewer. Bounded in bytes and rules.

/// Bytes of a style sheet that are read, and rules that are kept.
const LONGEST: usize = 1 << 20;
const RULES: usize = 20_000;

/// What a rule does to the elements that it fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effect {
    /// They are not shown.
    pub hides: bool,
    /// A line goes through them.
    pub strikes: bool,
    /// Their letters run the other way.
    pub turns: bool,
    /// A counter is shown.
    pub counts: bool,
    /// The words that are written before or behind them.
    pub writes: Vec<String>,
    /// The attributes whose values are written there.
    pub attributes: Vec<String>,
}

/// An element that a rule is about; what is absent fits all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Simple {
    /// Its tag, in small letters.
    pub tag: Option<String>,
    /// Its id.
    pub id: Option<String>,
    /// Classes that it has, all of them.
    pub classes: Vec<String>,
}

/// One selector with what it does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    /// What it fits.
    pub of: Simple,
    /// What it does.
    pub effect: Effect,
}

/// The rules of a style sheet that do something to what is shown.
pub fn rules(sheet: &str) -> Vec<Rule> {
    let sheet = &sheet[..sheet.floor_char_boundary(LONGEST)];
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut said = String::new();
    let mut signs = sheet.chars().peekable();
    let mut quote = None;
    while let Some(c) = signs.next() {
        match c {
            '\\' => {
                said.push(c);
                said.extend(signs.next());
            }
            // A string ends with its line.
            '\n' if quote.is_some() => quote = None,
            _ if quote.is_some() => {
                quote = quote.filter(|mark| *mark != c);
                said.push(c);
            }
            '"' | '\'' => {
                quote = Some(c);
                said.push(c);
            }
            '/' if signs.peek() == Some(&'*') => {
                signs.next();
                let mut last = ' ';
                while let Some(c) = signs.next().filter(|c| !(last == '*' && *c == '/')) {
                    last = c;
                }
                said.push(' ');
            }
            '{' => open.push(std::mem::take(&mut said)),
            ';' | '}' => {
                keep(&open, &said, &mut found);
                said.clear();
                if c == '}' {
                    open.pop();
                }
            }
            _ => said.push(c),
        }
        if found.len() >= RULES {
            break;
        }
    }
    keep(&open, &said, &mut found);
    found
}

/// Whether a style sheet writes words or numbers into the pages that use it.
pub fn writes_words(sheet: &str) -> bool {
    let mut effects = rules(sheet).into_iter().map(|rule| rule.effect);
    effects.any(|effect| effect.counts || !effect.writes.is_empty())
}

/// What the style of one element does to it.
pub fn of_element(style: &str) -> Effect {
    let sheet = format!("*{{{style}");
    let mut all = Effect::default();
    for Rule { effect, .. } in rules(&sheet) {
        all.hides |= effect.hides;
        all.strikes |= effect.strikes;
        all.turns |= effect.turns;
        all.counts |= effect.counts;
        all.writes.extend(effect.writes);
        all.attributes.extend(effect.attributes);
    }
    all
}

/// Adds what a declaration inside of some braces does.
fn keep(open: &[String], said: &str, found: &mut Vec<Rule>) {
    let Some(selectors) = open.last() else { return };
    let within =
        |name: &str| open.iter().any(|it| it.trim().to_ascii_lowercase().starts_with(name));
    // What is printed is not what is shown.
    if within("@media print") || within("@font-face") {
        return;
    }
    let mut effect = declared(said);
    let moves = within("@keyframes") || within("@-webkit-keyframes");
    effect.hides &= !moves;
    if effect == Effect::default() {
        return;
    }
    for selector in selectors.split(',') {
        let pseudo = ["::", ":before", ":after"].iter().any(|it| selector.contains(it));
        let effect = Effect { hides: effect.hides && !pseudo, ..effect.clone() };
        let of = if moves || selector.trim().starts_with('@') {
            Simple::default()
        } else {
            simple(selector)
        };
        if effect != Effect::default() && found.len() < RULES {
            found.push(Rule { of, effect });
        }
    }
}

/// Declarations whose strings are no words that are shown.
const NO_WORDS: [&str; 10] = [
    "font",
    "font-family",
    "src",
    "grid",
    "grid-area",
    "grid-template",
    "grid-template-areas",
    "filter",
    "font-feature-settings",
    "font-variation-settings",
];

/// What a declaration does.
fn declared(said: &str) -> Effect {
    let mut effect = Effect::default();
    let Some((name, value)) = said.split_once(':') else { return effect };
    let name = unescaped(name.trim()).to_ascii_lowercase();
    let (plain, strings) = parted(value);
    let is = |value: &str| plain.trim_end_matches("!important") == value;
    let is_nothing = |value: &str| {
        let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        number.parse::<f64>().is_ok_and(|it| it.abs() < LEAST_SHOWN)
    };
    effect.hides = match name.as_str() {
        "display" => is("none"),
        "visibility" => is("hidden") || is("collapse"),
        "content-visibility" => is("hidden"),
        "opacity" | "font-size" | "zoom" | "max-width" | "max-height" => {
            is_nothing(plain.trim_end_matches("!important"))
        }
        "font" => plain.starts_with("0/") || plain.starts_with("0px") || plain.starts_with("00"),
        "color" | "-webkit-text-fill-color" => is("transparent"),
        "text-indent" | "left" | "right" | "top" | "margin-left" => is_far(&plain),
        "clip" => plain.starts_with("rect(0") || plain.starts_with("rect(1px"),
        "clip-path" => plain.starts_with("inset(50%") || plain.starts_with("inset(100%"),
        "transform" => plain.starts_with("scale(0)"),
        _ => false,
    };
    effect.strikes = name.starts_with("text-decoration") && plain.contains("line-through");
    effect.turns = plain.contains("bidi-override") || plain.contains("isolate-override");
    if name == "content" {
        effect.counts = plain.contains("counter(") || plain.contains("counters(");
        effect.attributes = plain.split("attr(").skip(1).map(word).collect();
    }
    if !NO_WORDS.contains(&name.as_str()) && !name.starts_with("background") {
        effect.writes =
            strings.into_iter().filter(|it| it.contains(char::is_alphanumeric)).collect();
    }
    // Of what holds the names of fonts and the like, nobody knows where it is used.
    if name.starts_with("--") {
        effect.writes.retain(|it| it.contains(char::is_numeric));
    }
    effect
}

/// Sizes below this one show nothing, in any unit.
const LEAST_SHOWN: f64 = 0.05;

/// Whether a length leads out of every screen.
fn is_far(length: &str) -> bool {
    const FAR: f64 = 900.0;
    let Some(number) = length.strip_prefix('-') else { return false };
    let end = number.find(|c: char| !(c.is_ascii_digit() || c == '.')).unwrap_or(number.len());
    number[..end]
        .parse::<f64>()
        .is_ok_and(|it| it >= FAR || number[end..].starts_with("em") && it >= 90.0)
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

/// A value without blanks, in small letters, and the strings in it, each without its marks.
fn parted(value: &str) -> (String, Vec<String>) {
    let (mut plain, mut strings) = (String::new(), Vec::new());
    let mut string = String::new();
    let mut quote = None;
    let mut signs = value.chars();
    while let Some(c) = signs.next() {
        match quote {
            _ if c == '\\' => {
                let to = if quote.is_some() { &mut string } else { &mut plain };
                to.push(c);
                to.extend(signs.next());
            }
            Some(mark) if mark == c => {
                quote = None;
                strings.push(unescaped(&std::mem::take(&mut string)));
            }
            Some(_) => string.push(c),
            None if c == '"' || c == '\'' => quote = Some(c),
            None => plain.push(c),
        }
    }
    if quote.is_some() {
        strings.push(unescaped(&string));
    }
    let plain = unescaped(&plain).to_ascii_lowercase();
    (plain.split_whitespace().collect(), strings)
}

/// The element that a selector ends with.
fn simple(selector: &str) -> Simple {
    let mut depth = 0usize;
    let mut last = String::new();
    let mut signs = selector.trim().chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => {
                last.push(c);
                last.extend(signs.next());
            }
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            '>' | '+' | '~' => last.clear(),
            _ if c.is_whitespace() => last.clear(),
            _ => last.push(c),
        }
    }
    compound(&last)
}

/// `p.note#a:hover` in its parts.
fn compound(written: &str) -> Simple {
    let mut found = Simple::default();
    let (mut kind, mut name) = ('t', String::new());
    let mut close = |kind: char, name: String| {
        let name = unescaped(&name);
        match kind {
            _ if name.is_empty() || name == "*" || name == "&" => {}
            't' => found.tag = Some(name.to_ascii_lowercase()),
            '#' => found.id = Some(name),
            '.' => found.classes.push(name),
            _ => {}
        }
    };
    let mut signs = written.chars();
    while let Some(c) = signs.next() {
        match c {
            '\\' => {
                name.push(c);
                name.extend(signs.next());
            }
            '.' | '#' | ':' => {
                close(kind, std::mem::take(&mut name));
                kind = c;
            }
            _ => name.push(c),
        }
    }
    close(kind, name);
    found
}

/// A text of a style sheet with its escapes read: `\32` is 2, `\f0c9` a sign of a font.
fn unescaped(text: &str) -> String {
    /// Hexadecimal digits of an escape.
    const DIGITS: usize = 6;
    let mut plain = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c != '\\' {
            plain.push(c);
            continue;
        }
        let mut code = String::new();
        while code.len() < DIGITS
            && let Some(digit) = rest.next_if(char::is_ascii_hexdigit)
        {
            code.push(digit);
        }
        if code.is_empty() {
            // The end of a line that goes on is nothing; any other sign is itself.
            plain.extend(rest.next().filter(|c| *c != '\n'));
            continue;
        }
        rest.next_if(|c| c.is_whitespace());
        plain.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_hides_however_it_is_written() {
        for said in [
            "display:none",
            "Display : NONE !important",
            "d\\69splay:none",
            "display:n\\6fne",
            "display/**/:/* x */none",
            "visibility:hidden",
            "visibility: collapse",
            "font-size:0",
            "font-size:.01px",
            "opacity:0.0",
            "font:0/0 a",
            "color:transparent",
            "text-indent:-9999px",
            "position:absolute;left:-999em",
            "clip:rect(0 0 0 0)",
            "transform:scale(0)",
        ] {
            assert!(of_element(said).hides, "{said}");
            for sheet in [
                format!(".x{{{said}}}"),
                format!("@media screen {{ p > b.x , .y {{ color: red; {said}; }} }}"),
                format!("<!-- /* }} */ a[b=\"}}\"] .x:not(.y) {{ {said}"),
            ] {
                let hit = |it: &Rule| it.effect.hides && it.of.classes == ["x"];
                assert!(rules(&sheet).iter().any(hit), "{sheet}");
            }
        }
        for said in [
            "display:block",
            "font-size:10px",
            "opacity:0.5",
            "left:-1px",
            "color:red",
            "content:'display:none'",
            "background:url('display:none')",
        ] {
            assert!(!of_element(said).hides, "{said}");
        }
        for sheet in
            [".x::before{display:none}", "@media print{.x{display:none}}", "x{}display:none"]
        {
            assert!(rules(sheet).iter().all(|it| !it.effect.hides), "{sheet}");
        }
    }

    #[test]
    fn what_is_written_is_found_however_it_is_written() {
        for sheet in [
            ".x::before{content:\"not\"}",
            ".x:after { CONTENT : 'no\\74' }",
            ".x::after{c\\6fntent:'n' 'not'}",
            ".x{list-style-type:'not '}",
            ".x{quotes:'not' ''}",
            "@media screen{div .x::before{content:url(a) \"not\" ; color:red}}",
            ".x::before{content:'not",
        ] {
            let found = rules(sheet);
            let hit = |it: &Rule| it.effect.writes.iter().any(|said| said.trim() == "not");
            assert!(found.iter().any(hit), "{sheet}: {found:?}");
            assert!(found.iter().all(|it| it.of.classes == ["x"]), "{sheet}: {found:?}");
        }
        for sheet in [
            ".x::before{content:\"\\f0c9\"}",
            ".x{font-family:'Arial'}",
            "@font-face{font-family:'Arial';src:url('a')}",
            ":root{--font:'Segoe UI'}",
            ".x::before{content:open-quote}",
            ".x{background:url('not')}",
        ] {
            assert_eq!(rules(sheet), [], "{sheet}");
        }
    }

    #[test]
    fn a_selector_is_the_element_that_it_ends_with() {
        let row = |selector: &str| {
            let Simple { tag, id, classes } = simple(selector);
            format!("{} {} {}", tag.unwrap_or_default(), id.unwrap_or_default(), classes.join("."))
        };
        for (selector, expected) in [
            ("p", "p  "),
            ("P.Note", "p  Note"),
            ("div > p.a.b#c:hover", "p c a.b"),
            (".a\\:b", "  a:b"),
            ("*", "  "),
            ("ul li:nth-child(2n + 1)", "li  "),
            ("a[href=' x'] + b", "b  "),
        ] {
            assert_eq!(row(selector), expected, "{selector}");
        }
    }

    #[test]
    fn any_text_comes_to_an_end() {
        for sheet in ["{{{{", "}}}}", "/*", "\"", "\\", "a{b:\\", ":;:;", "a{:}", "@media{"] {
            assert!(rules(sheet).len() < 9, "{sheet}");
        }
        assert!(rules(&"a{display:none}".repeat(50_000)).len() <= RULES);
    }
}
