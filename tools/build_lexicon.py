#!/usr/bin/env python3
"""Builds src/language/lexicon.tsv.gz: which English words mean much the same.

  build_lexicon.py WORDNET FREQUENT OUT [SIZE]

WORDNET   the `dict` folder of WordNet 3.0 with its exception lists (data.*, index.*, *.exc)
FREQUENT  a text file of words, one a line, the most frequent first
OUT       the table, gzipped
SIZE      how many words to take (default 40,000)

A line of the table, fields parted by tabs, numbered from 0 by line:
  word, rank (bits of its place in FREQUENT), parts of speech (n v a r; np: a proper name and nothing else),
  its base forms as line numbers, its kin as letter and line number.
Kin is symmetric and written once, at the lower line:
  S synonym in a frequent sense  s synonym in some sense  D derived from one another
  H one is a kind of the other   d derived by way of a third word
  w synonym of a derived word    A antonym
WordNet's licence is in NOTICE.
"""
import collections
import gzip
import re
import sys

PARTS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
ENDINGS = {
    "n": [("s", ""), ("ses", "s"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"), ("men", "man"), ("ies", "y")],
    "v": [("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")],
    "a": [("er", ""), ("est", ""), ("er", "e"), ("est", "e")],
    "r": [],
}
CLOSEST_FIRST = "SsDAHdw"
BROADER = {"@", "~", "&", "*", ">", "$", "^", "="}


def entries(path):
    with open(path, encoding="latin1") as lines:
        yield from (line for line in lines if not line.startswith(" "))


class WordNet:
    def __init__(self, folder):
        self.senses, self.synsets, self.exceptions = {}, {}, collections.defaultdict(list)
        self.small = set()
        for name, part in PARTS.items():
            for line in entries(f"{folder}/index.{name}"):
                f = line.split()
                self.senses[f[0], part] = f[-int(f[2]):]
            for line in entries(f"{folder}/data.{name}"):
                self.synsets[part, line.split(" ", 1)[0]] = synset(line)
                self.small |= {word for word in line.split(" | ")[0].split() if word == word.lower()}
            for line in open(f"{folder}/{name}.exc"):
                form, *bases = line.split()
                self.exceptions[form, part] += bases

    def bases(self, word):
        """(base form, part of speech) of a word, as WordNet's own morphology finds them."""
        found = []
        for part in "nvar":
            known = [b for b in self.exceptions.get((word, part), []) if (b, part) in self.senses]
            if not known:
                known = [word] if (word, part) in self.senses else []
                cut = [word[: -len(s)] + r for s, r in ENDINGS[part] if word.endswith(s) and len(word) > len(s) + 1]
                cut = [b for b in cut if (b, part) in self.senses]
                if not known or part in "nv":
                    known += cut[:1]
            found += [(b, part) for b in known]
        return found

    def sense(self, word, part, synset):
        """The rank of a synset among the senses of a word."""
        of = self.senses.get((word, part), [])
        return of.index(synset) if synset in of else 9


def synset(line):
    """Its words and its pointers (sign, part of speech, synset, own word, other word)."""
    f = line.split(" | ")[0].split()
    count = int(f[3], 16)
    words = [re.sub(r"\(.*\)", "", f[4 + 2 * k]).lower() for k in range(count)]
    at = 4 + 2 * count
    pointers = []
    for k in range(int(f[at])):
        sign, other, part, ends = f[at + 1 + 4 * k : at + 5 + 4 * k]
        pointers.append((sign, part.replace("s", "a"), other, int(ends[:2], 16), int(ends[2:], 16)))
    return words, pointers


class Kin:
    def __init__(self, words):
        self.words, self.of = words, collections.defaultdict(dict)

    def add(self, a, b, how):
        if a == b or a not in self.words or b not in self.words:
            return
        for x, y in ((a, b), (b, a)):
            old = self.of[x].get(y)
            if old is None or CLOSEST_FIRST.index(how) < CLOSEST_FIRST.index(old):
                self.of[x][y] = how


def kin(net, words):
    found, derived = Kin(words), collections.defaultdict(set)
    for (word, part), senses in net.senses.items():
        if word not in words:
            continue
        for rank, at in enumerate(senses):
            fellows, pointers = net.synsets[part, at]
            me = fellows.index(word) + 1 if word in fellows else 0
            for other in fellows:
                there = net.sense(other, part, at)
                frequent = rank <= 1 and there <= 2 or rank <= 2 and there <= 1
                found.add(word, other, "S" if frequent else "s")
            for sign, to, target, own, other in pointers:
                names = net.synsets[to, target][0]
                if sign in "+\\!" and own and own == me:
                    found.add(word, names[other - 1], "A" if sign == "!" else "D")
                    if sign != "!" and names[other - 1] in words:
                        derived[word].add(names[other - 1])
                elif sign in BROADER and rank <= 2:
                    for name in names:
                        if net.sense(name, to, target) < (2 if sign == "~" else 3):
                            found.add(word, name, "H")
    for word in sorted(derived):
        for by in sorted(derived[word]):
            for other in sorted(derived.get(by, ())):
                found.add(word, other, "d")
            for other in sorted(o for o, how in found.of[by].items() if how == "S"):
                found.add(word, other, "w")
    return found.of


def main(folder, frequent, out, size="40000"):
    net = WordNet(folder)
    order = [w for w in open(frequent, encoding="utf-8").read().split("\n") if w]
    place = {w: k for k, w in reversed(list(enumerate(order)))}
    chosen = [w for w in order if re.fullmatch(r"[a-z][a-z'-]*", w)][: int(size)]
    words = set(chosen) | {b for w in chosen for b, _ in net.bases(w) if "_" not in b}
    listed = sorted(words)
    line_of = {w: k for k, w in enumerate(listed)}
    of = kin(net, words)
    lines = []
    for k, word in enumerate(listed):
        bases = net.bases(word)
        forms = [b for b in dict.fromkeys(b for b, _ in bases) if b in line_of]
        forms = [b for b in forms if b != word] + [b for b in forms if b == word]
        parts = "".join(dict.fromkeys(p for _, p in bases))
        if parts == "n" and forms == [word] and word not in net.small:
            parts = "np"
        rank = (place.get(word, len(order)) + 1).bit_length()
        related = " ".join(how + str(line_of[o]) for o, how in sorted(of.get(word, {}).items()) if line_of[o] > k)
        forms = " ".join(str(line_of[b]) for b in forms[:3] if forms != [word])
        lines.append("\t".join((word, str(rank), parts, forms, related)))
    with open(out, "wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", compresslevel=9, mtime=0) as packed:
        packed.write(("\n".join(lines) + "\n").encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
