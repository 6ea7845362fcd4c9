"""``compare``: two texts."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field

from variorum import _core, _notebook
from variorum._flags import flags

Span = tuple[int, int]


@dataclass(frozen=True)
class Facing:
    """A stretch of the one text that faces a stretch of the other, and how likely both say the same."""

    a: Span
    b: Span
    score: float


@dataclass(frozen=True)
class Difference:
    """One difference: what it is, what it does to the meaning, and where it stands.

    A side that has nothing there is ``None``.
    """

    kind: str
    effect: str
    a: Span | None
    b: Span | None
    explanation: str


@dataclass(frozen=True)
class Comparison:
    """What two texts have in common, and where they part.

    ``score`` is the probability that both state the same; ``verdict`` is ``same``, ``compatible``,
    ``unclear``, ``shift``, ``contradiction`` or ``unrelated``; ``found`` says whether a search would have brought
    the two together; ``words`` are pairs of words that face each other, by their numbers.
    """

    a: str = field(repr=False)
    b: str = field(repr=False)
    score: float
    verdict: str
    found: bool
    passages: list[Facing]
    segments: list[Facing]
    words: list[tuple[int, int]] = field(repr=False)
    divergences: list[Difference]
    notes: list[str]
    offsets: str
    _line: str = field(repr=False)

    def to_json(self) -> str:
        """The answer as ``variorum compare --jsonl`` gives it for the line, without an ``id``."""
        return self._line

    def _repr_html_(self) -> str:
        return _notebook.comparison(self)


def compare(
    a: str,
    b: str,
    *,
    offsets: str = "chars",
    tokens: str = "unicode",
    config: str | os.PathLike[str] | None = None,
) -> Comparison:
    """Compares two texts, as ``variorum compare --jsonl`` does.

    ``offsets`` is ``chars``, so that ``a[start:end]`` are the words, or ``bytes`` of UTF-8, as in reports;
    ``tokens`` says how words are numbered: ``unicode``, or ``whitespace``.

    >>> found = compare("The ferry to Lowmouth carried 40 people.", "The ferry to Lowmouth carried 400 people.")
    >>> found.verdict
    'contradiction'
    >>> [(it.kind, found.a[slice(*it.a)], found.b[slice(*it.b)]) for it in found.divergences]
    [('number.conflict', '40 people', '400 people')]
    """
    for name, text in (("a", a), ("b", b)):
        if not isinstance(text, str):
            raise TypeError(f"`{name}` is a {type(text).__name__}\n  next: give the text itself")
    asked = flags({"jsonl": True, "offsets": offsets, "tokens": tokens, "config": config})
    line = _core.compare(a, b, asked)
    told = json.loads(line)

    def facing(name: str) -> list[Facing]:
        return [Facing(tuple(it["a"]), tuple(it["b"]), it["score"]) for it in told[name]]

    def span(given: list[int] | None) -> Span | None:
        return None if given is None else (given[0], given[1])

    return Comparison(
        a=a,
        b=b,
        score=told["score"],
        verdict=told["verdict"],
        found=told["found"],
        passages=facing("passages"),
        segments=facing("segments"),
        words=[(one, other) for one, other in told["words"]],
        divergences=[
            Difference(it["kind"], it["effect"], span(it["a"]), span(it["b"]), it["explanation"])
            for it in told["divergences"]
        ],
        notes=told.get("notes", []),
        offsets=offsets,
        _line=line,
    )
