//! How English texts cite laws.

use crate::language::words::CitationWords;

pub(super) static CITATIONS: CitationWords = CitationWords {
    parts: "
        amendment amendments
        article articles art arts
        chapter chapters ch
        clause clauses
        directive directives
        paragraph paragraphs para paras
        protocol protocols
        regulation regulations
        resolution resolutions res
        rule rules
        section sections sec secs
    ",
    laws: "
        accord accords act agreement bill charter code compact concordat constitution convention
        covenant law pact statute treaty
    ",
};
