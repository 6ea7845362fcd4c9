#!/usr/bin/env python3
"""CPU time, recall and precision of variorum beside MinHash libraries, on one corpus, in paired runs.

usage: run.py CORPUS [--bin variorum] [--rounds 5] [--venv DIR] [--min-chars 60] [--only NAME,..]

CORPUS is a folder with
  docs.jsonl         one document a line: {"id", "text"}
  gold.jsonl         one pair that shares a passage a line: {"a", "b", "kind"}; the kind "sibling" (two borrowers of
                     one passage) counts for precision alone, "minor" (a few words) for nothing
  boilerplate.jsonl  may be there: {"id", "start", "end"} in characters; pairs that share nothing else are left out

The first run makes a virtual environment (by default in the user's cache folder) and installs the pinned versions of
requirements.txt into it. In every round each tool runs once, by itself, from start to end, reading the corpus
included; CPU seconds are user and system of that process and its children. A ratio is that of two runs of one round,
and the median of the rounds is printed with the least and the greatest. This is run by hand: CI times nothing.
"""
import argparse, collections, json, os, pathlib, statistics, subprocess, sys, tempfile, venv

HERE = pathlib.Path(__file__).resolve().parent
PEERS = ("gaoya", "rensa", "datasketch")
# Of all three alike: words in small letters, runs of five, 128 hashes, Jaccard .5.
WORDS, HASHES, THRESHOLD = 5, 128, 0.5
SETTINGS = {
    "gaoya": "MinHashStringIndex(hash_size=32, jaccard_threshold=0.5, num_bands=32, band_size=4, num_hashes=128, "
             "analyzer='word', lowercase=True, ngram_range=(5, 5)); inserted one by one, each queried once",
    "rensa": "RMinHash(128, seed 7) of runs of five words; RMinHashLSH(0.5, 128, 32 bands); each queried once",
    "datasketch": "MinHash(128, seed 7) of runs of five words; MinHashLSH(0.5, 128, params (32, 4)); each queried once",
}


def rows(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def shingles(text):
    words = text.lower().split()
    return {" ".join(words[i:i + WORDS]) for i in range(max(1, len(words) - WORDS + 1))}


def peer(name, corpus):
    """Prints the pairs of documents that a library finds; runs in the virtual environment."""
    documents = rows(corpus / "docs.jsonl")
    ids = [document["id"] for document in documents]
    found = set()
    keep = lambda i, others: found.update((min(i, j), max(i, j)) for j in others if j != i)
    if name == "gaoya":
        from gaoya.minhash import MinHashStringIndex
        index = MinHashStringIndex(hash_size=32, jaccard_threshold=THRESHOLD, num_bands=32, band_size=4,
                                   num_hashes=HASHES, analyzer="word", lowercase=True, ngram_range=(WORDS, WORDS))
        for i, document in enumerate(documents):
            index.insert_document(i, document["text"])
        for i, document in enumerate(documents):
            keep(i, index.query(document["text"]))
    elif name == "rensa":
        from rensa import RMinHash, RMinHashLSH
        index, sketches = RMinHashLSH(THRESHOLD, HASHES, 32), []
        for i, document in enumerate(documents):
            sketch = RMinHash(num_perm=HASHES, seed=7)
            sketch.update(sorted(shingles(document["text"])))
            sketches.append(sketch)
            index.insert(i, sketch)
        for i, sketch in enumerate(sketches):
            keep(i, index.query(sketch))
    else:
        from datasketch import MinHash, MinHashLSH
        index, sketches = MinHashLSH(threshold=THRESHOLD, num_perm=HASHES, params=(32, 4)), []
        for i, document in enumerate(documents):
            sketch = MinHash(num_perm=HASHES, seed=7)
            sketch.update_batch([shingle.encode() for shingle in shingles(document["text"])])
            sketches.append(sketch)
            index.insert(i, sketch)
        for i, sketch in enumerate(sketches):
            keep(i, index.query(sketch))
    for i, j in sorted(found):
        print(ids[i], ids[j], sep="\t")


def of_report(path, texts, boilerplate, least):
    """The pairs of documents that a report aligns in more than footers, by passages of `least` characters and more."""
    report = json.loads(path.read_text(encoding="utf-8"))
    name = lambda document: document.split("#", 1)[-1]
    pairs = set()
    for alignment in report["alignments"]:
        sides = [(name(side["document"]), side["start"], side["end"])
                 for side in (alignment["left"], alignment["right"])]
        spans = []
        for document, start, end in sides:
            text = texts[document].encode()
            spans.append((len(text[:start].decode()), len(text[:end].decode())))
        footer = [any(min(end, e) - max(start, s) >= 30 for s, e in boilerplate[document])
                  for (document, _, _), (start, end) in zip(sides, spans)]
        if min(end - start for start, end in spans) >= least and sides[0][0] != sides[1][0]:
            pairs.add((*sorted((sides[0][0], sides[1][0])), all(footer)))
    return pairs


def timed(command, out):
    """CPU seconds of a command; its standard output goes to a file."""
    with open(out, "wb") as stdout:
        process = subprocess.Popen(command, stdout=stdout)
        _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


def python_of(folder):
    """The interpreter of the virtual environment, made where it is missing."""
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = (HERE / "requirements.txt").read_text()
    stamp = folder / "requirements.txt"
    if not stamp.is_file() or stamp.read_text() != wanted:
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", HERE / "requirements.txt"], check=True)
        stamp.write_text(wanted)
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=pathlib.Path)
    parser.add_argument("--bin", default="variorum")
    parser.add_argument("--rounds", type=int, default=5)
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache")
    parser.add_argument("--venv", type=pathlib.Path, default=cache / "variorum-peers")
    parser.add_argument("--min-chars", type=int, default=60)
    parser.add_argument("--only", default=",".join(PEERS))
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.peer:
        return peer(args.peer, args.corpus)

    gold, siblings, minor = set(), set(), set()
    for row in rows(args.corpus / "gold.jsonl"):
        kind = row.get("kind")
        (minor if kind == "minor" else siblings if kind == "sibling" else gold).add(tuple(sorted((row["a"], row["b"]))))
    right = gold | siblings
    texts = {row["id"]: row["text"] for row in rows(args.corpus / "docs.jsonl")}
    boilerplate = collections.defaultdict(list)
    if (args.corpus / "boilerplate.jsonl").is_file():
        for row in rows(args.corpus / "boilerplate.jsonl"):
            boilerplate[row["id"]].append((row["start"], row["end"]))

    peers = [name for name in PEERS if name in args.only.split(",")]
    python = python_of(args.venv) if peers else None
    cpu, found = collections.defaultdict(list), {}
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        for round_ in range(args.rounds):
            # Who begins changes, so that no tool always runs on a warm or a throttled machine.
            order = ["variorum", *peers]
            order = order[round_ % len(order):] + order[:round_ % len(order)]
            for name in order:
                if name == "variorum":
                    command = [args.bin, "report", args.corpus / "docs.jsonl", "--format", "json", "--out", out, "--quiet"]
                else:
                    command = [python, __file__, args.corpus, "--peer", name]
                cpu[name].append(timed(command, out / name))
                print(f"round {round_ + 1} {name:11} {cpu[name][-1]:8.2f} CPU-s", file=sys.stderr)
        for name in peers:
            lines = (out / name).read_text(encoding="utf-8").splitlines()
            found[name] = {tuple(sorted(line.split("\t"))) for line in lines}
        aligned = of_report(out / "report.json", texts, boilerplate, args.min_chars)
    # A pair that shares no more than a footer is neither right nor wrong.
    found["variorum"] = {(a, b) for a, b, footer in aligned if not footer or (a, b) in right}

    print(f"{args.corpus}: {len(texts)} documents, {len(gold)} pairs that borrow, {len(siblings)} siblings; "
          f"{args.rounds} paired rounds")
    print(f"{'':11} {'CPU-s':>8} {'variorum takes':>22} {'recall':>7} {'precision':>10} {'pairs':>7}")
    for name in ["variorum", *peers]:
        pairs = {pair for pair in found[name] if pair in right or pair not in minor}
        recall = len(pairs & gold) / max(1, len(gold))
        precision = len(pairs & right) / max(1, len(pairs))
        ratios = [ours / theirs for ours, theirs in zip(cpu["variorum"], cpu[name])]
        ratio = f"{statistics.median(ratios):.1f} x ({min(ratios):.1f} to {max(ratios):.1f})"
        print(f"{name:11} {statistics.median(cpu[name]):8.2f} {'' if name == 'variorum' else ratio:>22} "
              f"{recall:7.3f} {precision:10.3f} {len(pairs):7}")
    for name in peers:
        print(f"{name}: {SETTINGS[name]}")


if __name__ == "__main__":
    main()
