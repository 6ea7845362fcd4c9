//! What a rule asks of a tree. Tokens are numbered as in the document; none where the tree has
//! nothing to say.

use std::ops::Range;

use super::relation::{Relation, Upos};
use super::{Node, Tree};

impl Tree {
    /// The tokens of the tree.
    pub fn tokens(&self) -> Range<usize> {
        self.first..self.first + self.nodes.len()
    }

    /// The place of a token.
    pub fn node(&self, at: usize) -> Option<&Node> {
        self.nodes.get(at.checked_sub(self.first)?)
    }

    /// What hangs on a token, in the order of the text.
    pub fn children(&self, at: usize) -> impl DoubleEndedIterator<Item = (usize, &Node)> {
        let numbered = self.nodes.iter().enumerate().map(|(n, node)| (self.first + n, node));
        numbered.filter(move |(_, node)| node.head == Some(at))
    }

    /// The first token that hangs on another by one of some relations.
    fn child(&self, at: usize, relations: &[Relation]) -> Option<usize> {
        self.children(at).find(|(_, node)| relations.contains(&node.relation)).map(|(at, _)| at)
    }

    /// The subject of a verb; where it has none of its own and is the second of two verbs, that of the
    /// first: "the mayor came and left".
    pub fn subject_of(&self, verb: usize) -> Option<usize> {
        let mut at = verb;
        for _ in 0..self.nodes.len() {
            if let Some(subject) = self.child(at, &[Relation::Nsubj, Relation::NsubjPass]) {
                return Some(subject);
            }
            let node = self.node(at)?;
            if node.relation != Relation::Conj {
                return None;
            }
            at = node.head?;
        }
        None
    }

    /// The object of a verb.
    pub fn object_of(&self, verb: usize) -> Option<usize> {
        self.child(verb, &[Relation::Obj])
    }

    /// Whether a verb is told as suffered: "was seen", "the man seen by a guard".
    pub fn is_passive(&self, verb: usize) -> bool {
        self.child(verb, &[Relation::AuxPass, Relation::NsubjPass, Relation::OblAgent]).is_some()
    }

    /// Who does what a passive verb tells: "by the mayor".
    pub fn agent_of(&self, verb: usize) -> Option<usize> {
        self.child(verb, &[Relation::OblAgent])
    }

    /// Who does what an active verb tells: its subject, or what a relative clause says it of: "the man
    /// who bit the dog"; of a verb that hangs on another its object or its subject: "the man seems to have
    /// bitten the dog", "she told the man to feed the dog".
    pub fn doer_of(&self, verb: usize) -> Option<usize> {
        let subject = self.subject_of(verb).or_else(|| self.raised_of(verb))?;
        self.behind_relative(verb, subject)
    }

    /// Who does what a verb tells that hangs on another and has no subject of its own.
    fn raised_of(&self, verb: usize) -> Option<usize> {
        let node = self.node(verb)?;
        let leads = node.head.filter(|_| node.relation == Relation::Xcomp)?;
        self.object_of(leads).or_else(|| self.subject_of(leads))
    }

    /// To whom is done what a passive verb tells: its subject, or the noun that it says more of: "the
    /// man bitten by a dog".
    pub fn sufferer_of(&self, verb: usize) -> Option<usize> {
        match self.subject_of(verb) {
            Some(subject) => self.behind_relative(verb, subject),
            None => {
                let node = self.node(verb)?;
                node.head.filter(|_| node.relation == Relation::Acl)
            }
        }
    }

    /// What a relative clause hangs on, where its subject is only "who" or "which".
    fn behind_relative(&self, verb: usize, subject: usize) -> Option<usize> {
        let (node, of) = (self.node(verb)?, self.node(subject)?);
        let stands_for = node.relation == Relation::AclRelcl && of.upos == Upos::Pron;
        if stands_for { node.head } else { Some(subject) }
    }

    /// The helping verbs of a verb, in the order of the text.
    pub fn auxiliaries(&self, verb: usize) -> impl Iterator<Item = usize> {
        self.children(verb)
            .filter(|(_, node)| matches!(node.relation, Relation::Aux | Relation::AuxPass))
            .map(|(at, _)| at)
    }

    /// Whether a word that denies hangs on a token.
    pub fn is_negated(&self, at: usize) -> bool {
        self.children(at).any(|(_, node)| node.negates)
    }

    /// The noun that a number counts.
    pub fn counted_noun(&self, number: usize) -> Option<usize> {
        let node = self.node(number)?;
        node.head.filter(|_| node.relation == Relation::Nummod)
    }

    /// The verb whose clause a token stands in; a verb stands in its own.
    pub fn clause_of(&self, token: usize) -> Option<usize> {
        let mut at = token;
        for _ in 0..self.nodes.len() {
            let node = self.node(at)?;
            let leads = match node.relation {
                Relation::Root
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::AdvclRelcl
                | Relation::Acl
                | Relation::AclRelcl
                | Relation::Csubj
                | Relation::Parataxis
                | Relation::Xcomp => true,
                Relation::Conj => node.upos == Upos::Verb,
                _ => false,
            };
            if leads {
                return Some(at);
            }
            at = node.head?;
        }
        None
    }

    /// The word of a stretch that the rest of it hangs on: the one whose head lies outside.
    pub fn head_of(&self, words: &Range<usize>) -> Option<usize> {
        let outside = |at: &usize| {
            self.node(*at).is_some_and(|node| node.head.is_none_or(|head| !words.contains(&head)))
        };
        words.clone().find(outside)
    }

    /// The stretch of a noun with what belongs to it, without the clauses, appositions and conjuncts
    /// that follow: "the army of Norhaven".
    pub fn phrase(&self, noun: usize) -> Range<usize> {
        let mut phrase = noun..noun + 1;
        let mut open = vec![noun];
        while let Some(at) = open.pop() {
            phrase = phrase.start.min(at)..phrase.end.max(at + 1);
            let inside = self.children(at).filter(|(_, node)| {
                !matches!(
                    node.relation,
                    Relation::Acl
                        | Relation::AclRelcl
                        | Relation::Appos
                        | Relation::Conj
                        | Relation::Cc
                        | Relation::Parataxis
                        | Relation::Case
                )
            });
            open.extend(inside.map(|(child, _)| child));
        }
        phrase
    }
}
