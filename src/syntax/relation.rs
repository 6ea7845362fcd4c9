//! Parts of speech and relations, as Universal Dependencies name them.

/// An enum whose variants have a name in the treebanks.
macro_rules! named {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$doc])* $variant,)* }

        impl $name {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name in the treebanks.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The one of that name.
            pub fn of_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

named! {
    /// The part of speech of a word (UPOS).
    Upos {
        /// Adjective.
        Adj = "ADJ",
        /// Preposition.
        Adp = "ADP",
        /// Adverb.
        Adv = "ADV",
        /// Helping verb, also "is" before a noun or an adjective.
        Aux = "AUX",
        /// "and", "or", "but".
        Cconj = "CCONJ",
        /// Article and other determiners.
        Det = "DET",
        /// Interjection.
        Intj = "INTJ",
        /// Noun.
        Noun = "NOUN",
        /// Number.
        Num = "NUM",
        /// "to" before a verb, "not".
        Part = "PART",
        /// Pronoun.
        Pron = "PRON",
        /// Proper noun.
        Propn = "PROPN",
        /// Mark; no token of ours.
        Punct = "PUNCT",
        /// "that", "because", "if" before a clause.
        Sconj = "SCONJ",
        /// Sign.
        Sym = "SYM",
        /// Verb.
        Verb = "VERB",
        /// Anything else.
        X = "X",
    }
}

named! {
    /// How a word depends on its head.
    Relation {
        /// The word that the sentence hangs on.
        Root = "root",
        /// Clause that says more of a noun: "the plan to leave".
        Acl = "acl",
        /// Relative clause.
        AclRelcl = "acl:relcl",
        /// Clause of time, reason, condition.
        Advcl = "advcl",
        /// Relative clause of a whole sentence.
        AdvclRelcl = "advcl:relcl",
        /// Adverb; "not".
        Advmod = "advmod",
        /// Adjective.
        Amod = "amod",
        /// Apposition.
        Appos = "appos",
        /// Helping verb.
        Aux = "aux",
        /// Helping verb of the passive.
        AuxPass = "aux:pass",
        /// Preposition.
        Case = "case",
        /// "and".
        Cc = "cc",
        /// "both", "either".
        CcPreconj = "cc:preconj",
        /// Clause that is an object.
        Ccomp = "ccomp",
        /// Noun before a noun.
        Compound = "compound",
        /// Particle of a verb: "gave up".
        CompoundPrt = "compound:prt",
        /// Conjunct.
        Conj = "conj",
        /// "is" before a noun or an adjective.
        Cop = "cop",
        /// Clause that is a subject.
        Csubj = "csubj",
        /// Unknown.
        Dep = "dep",
        /// Article.
        Det = "det",
        /// "all", "both" before an article.
        DetPredet = "det:predet",
        /// Discourse word.
        Discourse = "discourse",
        /// "there" of "there is".
        Expl = "expl",
        /// Fixed expression: "because of".
        Fixed = "fixed",
        /// Parts of a name.
        Flat = "flat",
        /// Indirect object.
        Iobj = "iobj",
        /// List.
        List = "list",
        /// "that", "to", "because".
        Mark = "mark",
        /// Noun that says more of a noun, mostly with a preposition.
        Nmod = "nmod",
        /// Title or kind before a name: "President Obama".
        NmodDesc = "nmod:desc",
        /// Possessive.
        NmodPoss = "nmod:poss",
        /// Noun without a preposition that says more of a noun.
        NmodUnmarked = "nmod:unmarked",
        /// Subject.
        Nsubj = "nsubj",
        /// Subject of a clause with a clause as its predicate.
        NsubjOuter = "nsubj:outer",
        /// Subject of a passive.
        NsubjPass = "nsubj:pass",
        /// Number that counts.
        Nummod = "nummod",
        /// Object.
        Obj = "obj",
        /// Noun with a preposition at a verb.
        Obl = "obl",
        /// Who does it, in the passive: "by the mayor".
        OblAgent = "obl:agent",
        /// Noun without a preposition at a verb: "on Friday", "last week".
        OblUnmarked = "obl:unmarked",
        /// What is left of a clause without its verb.
        Orphan = "orphan",
        /// Clause beside a clause: "he said".
        Parataxis = "parataxis",
        /// Taken back.
        Reparandum = "reparandum",
        /// Who is spoken to.
        Vocative = "vocative",
        /// Clause without a subject of its own.
        Xcomp = "xcomp",
    }
}

impl Relation {
    /// The relation of a treebank's label; labels that are too rare to learn count as their kind.
    pub fn of_label(label: &str) -> Self {
        Self::of_name(label)
            .or_else(|| Self::of_name(label.split(':').next().unwrap_or_default()))
            .unwrap_or(Self::Dep)
    }
}
