"""What a notebook shows: tellings side by side, with the words that differ marked.

Texts are those of strangers: all are escaped, and characters that turn or hide others are shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from variorum import _core

if TYPE_CHECKING:
    from variorum._compare import Comparison

#: Statements and witnesses that are shown; tables and the page have all.
STATEMENTS = 10
WITNESSES = 5
#: Differences that are told below a statement.
DIFFERENCES = 8

#: The gravest first.
VERDICTS = ("contradiction", "shift", "unclear", "compatible", "same")
EFFECTS = ("conflict", "shift", "unclear", "compatible", "none")
#: Backgrounds that can be read on light and dark pages.
COLOURS = {"conflict": "#f4a3a3", "shift": "#f6cf8b", "unclear": "#e3d9f2", "compatible": "#cfe3f5", "none": "#e6e6e6"}

CELL = "text-align:left;vertical-align:top;white-space:normal;max-width:32em"

Rows = list[dict[str, Any]]
#: Where something differs: first byte, one past the last, effect.
Mark = tuple[int, int, str]


def analysis(title: str, documents: Rows, statements: Rows, divergences: Rows, alignments: Rows) -> str:
    """The statements with most at stake, each with its witnesses side by side."""
    known = {it["id"]: it for it in documents}
    facing = {it["id"]: it for it in alignments}
    by_id = {it["id"]: it for it in divergences}
    told = sorted(statements, key=lambda it: VERDICTS.index(it["verdict"]))
    marks: dict[str, list[Mark]] = {}
    for row in divergences:
        for side in ("left", "right"):
            if row[side] is not None:
                document = facing[row["alignment"]][side]["document"]
                marks.setdefault(document, []).append((row[side]["start"], row[side]["end"], row["effect"]))
    parts = [f"<p><b>{_text(title)}</b></p>"]
    for row in told[:STATEMENTS]:
        parts.append(_statement(row, known, by_id, marks))
    if len(told) > STATEMENTS:
        parts.append(f"<p>{len(told) - STATEMENTS} more statements: see .statements, or .to_html(path)</p>")
    return "".join(parts)


def _statement(row: dict[str, Any], known: dict[str, Any], by_id: dict[str, Any], marks: dict[str, list[Mark]]) -> str:
    shown = row["witnesses"][:WITNESSES]
    heads, cells = [], []
    for witness in shown:
        document = known[witness["document"]]
        source = document.get("source")
        heads.append(f"{_text(source)}<br><small>{_text(document['id'])}</small>" if source else _text(document["id"]))
        twin = witness.get("same_as")
        words = (witness if twin is None else row["witnesses"][twin]).get("text")
        places = marks.get(witness["document"], [])
        cells.append("" if words is None else _marked(words.encode(), witness["start"], places))
    rest = len(row["witnesses"]) - len(shown)
    if rest:
        heads.append(f"and {rest} more")
        cells.append("")
    found = [by_id[it] for variant in row["variants"] for it in variant["divergences"][:1] if it in by_id]
    found.sort(key=lambda it: EFFECTS.index(it["effect"]))
    lines = [f"{it['kind']} ({it['effect']}): {it['explanation']}" for it in found[:DIFFERENCES]]
    return _table(f"{row['verdict']}", heads, cells) + _list(lines)


def comparison(found: Comparison) -> str:
    """Two texts side by side, and their differences."""
    sides = []
    for text, side in ((found.a, "a"), (found.b, "b")):
        spans = ((getattr(it, side), it.effect) for it in found.divergences)
        places = [(_byte(text, it[0], found.offsets), _byte(text, it[1], found.offsets), effect) for it, effect in spans if it]
        sides.append(_marked(text.encode(), 0, places))
    lines = [f"{it.kind} ({it.effect}): {it.explanation}" for it in found.divergences]
    return _table(f"{found.verdict}, score {found.score}", ["a", "b"], sides) + _list(lines) + _list(found.notes)


def lines(text: str) -> str:
    """A text of several lines."""
    return f"<pre>{'<br>'.join(_text(line) for line in text.splitlines())}</pre>"


def _byte(text: str, offset: int, unit: str) -> int:
    return offset if unit == "bytes" else len(text[:offset].encode())


def _marked(text: bytes, start: int, places: Iterable[Mark]) -> str:
    """A text that begins at byte ``start`` of its document, with the gravest mark on every byte."""
    levels = [len(EFFECTS)] * len(text)
    for first, end, effect in places:
        level = EFFECTS.index(effect)
        for at in range(max(first - start, 0), min(end - start, len(text))):
            levels[at] = min(levels[at], level)
    parts, at = [], 0
    while at < len(text):
        end = at
        while end < len(text) and levels[end] == levels[at]:
            end += 1
        words = _text(text[at:end].decode(errors="replace"))
        if levels[at] < len(EFFECTS):
            colour = COLOURS[EFFECTS[levels[at]]]
            words = f'<mark style="background:{colour};color:#111">{words}</mark>'
        parts.append(words)
        at = end
    return "".join(parts)


def _table(caption: str, heads: list[str], cells: list[str]) -> str:
    head = "".join(f'<th style="{CELL}">{it}</th>' for it in heads)
    body = "".join(f'<td style="{CELL}" dir="auto">{it}</td>' for it in cells)
    return (
        f'<table><caption style="text-align:left">{_text(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody><tr>{body}</tr></tbody></table>"
    )


def _list(items: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{_text(it)}</li>" for it in items) + "</ul>" if items else ""


def _text(text: str) -> str:
    return escape(_core.visible(text))
