//! Which linked sentences are one statement.
//!
//! Links between sentences of two documents are taken from the surest to the weakest. A sentence
//! joins a group only when it is linked to more than half of the documents there, so a chain of
//! likenesses (A like B, B like C) does not drift: B then states what A says, and, in a group of
//! its own, what C says.

use std::collections::BTreeMap;
use std::ops::Range;

use foldhash::HashMap;

use crate::alignment::Relation;

/// A run of sentences of one document: document, sentences.
pub type Run = (usize, Range<usize>);

/// Two runs of sentences that state the same.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// In the document that sorts first.
    pub left: Run,
    /// In the other one, or later in the same.
    pub right: Run,
    /// Probability that both state the same, 0 to 1.
    pub score: f64,
    /// How the sides relate.
    pub relation: Relation,
}

/// Runs of sentences that state the same: by document, its sentences.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Sorted.
    pub runs: Vec<Place>,
    /// How the least alike of its sides relate.
    pub relation: Relation,
}

/// A run that sorts: document, first sentence, one past the last.
pub type Place = (usize, usize, usize);

/// Groups linked sentences into statements, sorted by place.
pub fn groups(links: &[Link]) -> Vec<Group> {
    let mut order: Vec<usize> = (0..links.len()).collect();
    order.sort_by(|x, y| {
        let key = |n: usize| (links[n].left.0, links[n].right.0, links[n].left.1.start);
        links[*y].score.total_cmp(&links[*x].score).then_with(|| key(*x).cmp(&key(*y)))
    });
    let mut grouping = Grouping::new(links);
    for link in &order {
        grouping.take(*link);
    }
    let mut groups = grouping.finish(&order);
    groups.sort();
    groups.dedup();
    groups
}

struct Grouping<'a> {
    links: &'a [Link],
    /// Links by place.
    of: Stand,
    groups: Vec<BTreeMap<usize, Range<usize>>>,
    /// Groups by place.
    members: Stand,
    relations: Vec<Relation>,
}

/// What stands at a sentence of a document, in the order in which it came: document, sentence.
#[derive(Default)]
struct Stand {
    at: HashMap<(usize, usize), Vec<(usize, usize)>>,
    count: usize,
}

impl Stand {
    fn push(&mut self, document: usize, run: &Range<usize>, what: usize) {
        for sentence in run.clone() {
            self.at.entry((document, sentence)).or_default().push((self.count, what));
        }
        self.count += 1;
    }

    /// What stands at some sentence of a run, in the order in which it came.
    fn over(&self, run: &Run) -> Vec<usize> {
        let at = |sentence| self.at.get(&(run.0, sentence)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<(usize, usize)> = run.1.clone().flat_map(at).copied().collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, what)| what).collect()
    }
}

impl<'a> Grouping<'a> {
    fn new(links: &'a [Link]) -> Self {
        let mut of = Stand::default();
        for (n, link) in links.iter().enumerate() {
            for (document, run) in [&link.left, &link.right] {
                of.push(*document, run, n);
            }
        }
        let members = Stand::default();
        Self { links, of, groups: Vec::new(), members, relations: Vec::new() }
    }

    fn take(&mut self, link: usize) {
        let link = &self.links[link];
        match (self.home(&link.left), self.home(&link.right)) {
            (None, None) => self.open(link),
            (Some(group), None) => self.join(group, &link.right, link.relation),
            (None, Some(group)) => self.join(group, &link.left, link.relation),
            (Some(a), Some(b)) if a != b => self.merge(a.min(b), a.max(b), link.relation),
            _ => {}
        }
    }

    /// The group that has most of a run already.
    fn home(&self, run: &Run) -> Option<usize> {
        let has =
            |group: &usize| self.groups[*group].get(&run.0).is_some_and(|own| alike(own, &run.1));
        self.members.over(run).into_iter().find(has)
    }

    fn open(&mut self, link: &Link) {
        let group = self.groups.len();
        let mut runs = BTreeMap::new();
        for (document, run) in [&link.left, &link.right] {
            runs.entry(*document).and_modify(|own| *own = hull(own, run)).or_insert(run.clone());
        }
        for (document, run) in &runs {
            self.members.push(*document, run, group);
        }
        self.groups.push(runs);
        self.relations.push(link.relation);
    }

    fn join(&mut self, group: usize, run: &Run, relation: Relation) {
        let has = self.groups[group].contains_key(&run.0);
        if has || 2 * self.support(run, group) <= self.groups[group].len() {
            return;
        }
        self.groups[group].insert(run.0, run.1.clone());
        self.members.push(run.0, &run.1, group);
        self.relations[group] = self.relations[group].max(relation);
    }

    fn merge(&mut self, a: usize, b: usize, relation: Relation) {
        let runs = self.groups[b].clone();
        if runs.keys().any(|document| self.groups[a].contains_key(document)) {
            return;
        }
        let ties: usize =
            runs.iter().map(|(document, run)| self.support(&(*document, run.clone()), a)).sum();
        if 2 * ties <= self.groups[a].len() * runs.len() {
            return;
        }
        for (document, run) in runs {
            self.members.push(document, &run, a);
            self.groups[a].insert(document, run);
        }
        self.groups[b].clear();
        self.relations[a] = self.relations[a].max(self.relations[b]).max(relation);
    }

    /// How many documents of a group a run is linked to at that place.
    fn support(&self, run: &Run, group: usize) -> usize {
        let runs = &self.groups[group];
        let mut tied: Vec<usize> = self
            .of
            .over(run)
            .into_iter()
            .filter_map(|link| self.links[link].other(run))
            .filter(|other| runs.get(&other.0).is_some_and(|own| alike(own, &other.1)))
            .map(|other| other.0)
            .collect();
        tied.sort_unstable();
        tied.dedup();
        tied.len()
    }

    /// The groups, and a group for each link whose sides did not come together. A group has all
    /// of its links: what a run says beyond the others is not lost.
    fn finish(self, order: &[usize]) -> Vec<Group> {
        let mut found: Vec<Group> = Vec::new();
        let mut whole = self.groups.clone();
        for link in order {
            let link = &self.links[*link];
            match (self.home(&link.left), self.home(&link.right)) {
                (Some(a), Some(b)) if a == b => {
                    for (document, run) in [&link.left, &link.right] {
                        whole[a].entry(*document).and_modify(|own| *own = hull(own, run));
                    }
                }
                _ => {
                    let runs = sorted([&link.left, &link.right]);
                    found.push(Group { runs, relation: link.relation });
                }
            }
        }
        for (runs, relation) in whole.into_iter().zip(self.relations) {
            if !runs.is_empty() {
                let runs = runs.into_iter().map(|(d, run)| (d, run.start, run.end)).collect();
                found.push(Group { runs, relation });
            }
        }
        found.retain(|group| group.runs.len() > 1);
        found
    }
}

impl Link {
    /// The run that faces `run`, if this link has it.
    fn other(&self, run: &Run) -> Option<&Run> {
        let is = |side: &Run| side.0 == run.0 && alike(&side.1, &run.1);
        if is(&self.left) {
            Some(&self.right)
        } else if is(&self.right) {
            Some(&self.left)
        } else {
            None
        }
    }
}

fn sorted(runs: [&Run; 2]) -> Vec<Place> {
    let mut all: Vec<Place> = runs.iter().map(|(d, run)| (*d, run.start, run.end)).collect();
    all.sort_unstable();
    all
}

fn alike(a: &Range<usize>, b: &Range<usize>) -> bool {
    let common = a.end.min(b.end).saturating_sub(a.start.max(b.start));
    2 * common >= a.len().max(b.len()).max(1)
}

fn hull(a: &Range<usize>, b: &Range<usize>) -> Range<usize> {
    a.start.min(b.start)..a.end.max(b.end)
}

/// Disjoint sets of the numbers below a bound; the root is the least number of its set.
pub struct Sets(Vec<usize>);

impl Sets {
    /// Every number by itself.
    pub fn new(n: usize) -> Self {
        Self((0..n).collect())
    }

    /// The least number of a set.
    pub fn root(&mut self, mut node: usize) -> usize {
        while self.0[node] != node {
            self.0[node] = self.0[self.0[node]];
            node = self.0[node];
        }
        node
    }

    /// Makes two sets one.
    pub fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.0[a.max(b)] = a.min(b);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link(a: usize, b: usize, score: f64) -> Link {
        Link { left: (a, 0..1), right: (b, 0..1), score, relation: Relation::Retold }
    }

    fn documents(groups: &[Group]) -> Vec<Vec<usize>> {
        groups.iter().map(|group| group.runs.iter().map(|run| run.0).collect()).collect()
    }

    #[test]
    fn a_chain_of_likenesses_does_not_drift() {
        let found = groups(&[link(0, 1, 0.9), link(1, 2, 0.8)]);
        assert_eq!(documents(&found), vec![vec![0, 1], vec![1, 2]]);
    }

    #[test]
    fn all_linked_are_one_statement_in_any_order() {
        let mut links = vec![link(0, 1, 0.9), link(1, 2, 0.8), link(0, 2, 0.7)];
        let found = groups(&links);
        assert_eq!(documents(&found), vec![vec![0, 1, 2]]);
        links.reverse();
        assert_eq!(groups(&links), found);
    }

    #[test]
    fn a_group_has_all_of_its_links() {
        let wide =
            Link { left: (0, 0..2), right: (1, 0..1), score: 0.7, relation: Relation::Retold };
        let found = groups(&[link(0, 1, 0.9), wide]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].runs, vec![(0, 0, 2), (1, 0, 1)]);
    }
}
