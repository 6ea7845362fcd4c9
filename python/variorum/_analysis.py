"""``analyze``, and what it finds."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from arro3.core import Table

from variorum import _core, _notebook
from variorum._documents import Documents, taken
from variorum._flags import flags
from variorum._tables import INTEGER, NAME, NAMES, NUMBER, TEXT, TRUTH, Column, table

Rows = list[dict[str, Any]]


def analyze(
    documents: Documents,
    *,
    config: str | os.PathLike[str] | None = None,
    threads: int | None = None,
    zones: Sequence[str] | None = None,
    max_bytes: int | str | None = None,
    follow_links: bool = False,
    within: bool = False,
    only_across: str | None = None,
    window: str | None = None,
    cap: int | None = None,
    min_effect: str | None = None,
    redact: bool | str = False,
    lean: bool = False,
    full: bool = False,
    html_limit: int | None = None,
    progress: Callable[[str, int, int], object] | None = None,
) -> Analysis:
    """Finds what several documents state, who says it how, and where the tellings part.

    ``documents`` are paths of files and folders, as ``variorum report`` takes them; or dicts; or a data
    frame of pandas or polars, or an Arrow table. Dicts have the keys, and frames the columns, ``id``,
    ``text`` and, where they are known, ``source``, ``date``, ``language``, ``title``, ``url``.

    The options are those of ``variorum report``, and settings are found likewise: those of ``config``,
    else of the nearest ``variorum.toml`` upwards from the current folder. ``progress`` is called with
    the stage, the steps that are done, and all of them. Ctrl-C stops the work.

    Raises :class:`variorum.Error` in the words of the command line where nothing can be analysed, and
    ``TypeError`` where a value is of a type that no document has. A document that cannot be read stops
    nothing: it is in :attr:`Analysis.skipped`, with the reason.

    >>> analysis = analyze([
    ...     {"id": "tern", "text": "Ana Korda said the port would open on 3 May."},
    ...     {"id": "gull", "text": "Ana Korda said the port would not open on 3 May."},
    ...     {"id": "wren", "text": None},
    ... ])
    >>> analysis
    <variorum.Analysis: 2 documents, 1 statement>
    >>> analysis.divergences["kind"].to_pylist()
    ['polarity']
    >>> analysis.skipped["reason"].to_pylist()
    ['no `text`: the field that holds the document']
    """
    level = {True: True, False: None, "words": True}.get(redact, redact)
    asked = flags(
        {
            "config": config,
            "threads": threads,
            "zones": zones,
            "max_bytes": max_bytes,
            "follow_links": follow_links,
            "within": within,
            "only_across": only_across,
            "window": window,
            "cap": cap,
            "min_effect": min_effect,
            "redact": level,
            "lean": lean,
            "full": full,
            "html_limit": html_limit,
        }
    )
    paths, lines = taken(documents, own=False)
    return Analysis(_core.analyze(paths, lines, asked, progress))


class Analysis:
    """Everything found. Tables are Arrow tables: whatever speaks ``__arrow_c_stream__`` reads them.

    Offsets are bytes of the document's text in UTF-8, half open, as in ``report.json``.

    >>> analysis = analyze([
    ...     {"id": "tern", "text": "The mayor of Lowmouth met 12 fishermen on Monday."},
    ...     {"id": "gull", "text": "The mayor of Lowmouth met 21 fishermen on Monday."},
    ... ])
    >>> analysis.statements.column_names
    ['id', 'verdict', 'text', 'documents', 'witnesses', 'first']
    >>> analysis.statements["verdict"].to_pylist()
    ['contradiction']
    >>> analysis.to_json()[:20]
    '{"schema_version":2,'
    """

    def __init__(self, core: _core.Analysis) -> None:
        self._core = core

    def to_json(self) -> str:
        """``report.json``, byte for byte as the command line writes it."""
        return self._core.written("json")

    def to_markdown(self) -> str:
        """``report.md``, byte for byte as the command line writes it."""
        return self._core.written("md")

    def to_html(self, path: str | os.PathLike[str]) -> None:
        """Writes the page ``report.html`` to ``path``, whole or not at all."""
        self._core.write("html", path)

    @cached_property
    def documents(self) -> Table:
        """A row for each document that was read: what is known of it, and its text."""
        return table(
            [
                *(_strings(self._documents, NAME, "id", "path", "source", "title", "date", "language", "url")),
                ("bytes", INTEGER, [it["bytes"] for it in self._documents]),
                *(_strings(self._documents, TEXT, "text")),
            ]
        )

    @cached_property
    def alignments(self) -> Table:
        """A row for each pair of passages that report the same statement.

        ``relation`` is ``verbatim``, ``edited``, ``retold`` or ``translated``, ``score`` the probability
        that both state the same.
        """
        rows = self._rows("alignments")
        return table(
            [
                *_strings(rows, NAME, "id"),
                *self._side(rows, "left"),
                *self._side(rows, "right"),
                *_strings(rows, NAME, "relation"),
                ("score", NUMBER, [it["score"] for it in rows]),
            ]
        )

    @cached_property
    def divergences(self) -> Table:
        """A row for each difference inside an alignment, located on both sides.

        A side that has nothing there is null. ``effect`` is ``none``, ``compatible``, ``unclear``,
        ``shift`` or ``conflict``, ``value`` what words that say a number, a day or a name were taken for.
        """
        rows = self._rows("divergences")
        facing = {it["id"]: it for it in self._rows("alignments")}
        of = [facing[it["alignment"]] for it in rows]
        columns: list[Column] = _strings(rows, NAME, "id", "alignment", "kind", "effect")
        for side in ("left", "right"):
            places = [it[side] or {} for it in rows]
            columns += [
                (f"{side}_document", NAME, [it[side]["document"] for it in of]),
                (f"{side}_start", INTEGER, [it.get("start") for it in places]),
                (f"{side}_end", INTEGER, [it.get("end") for it in places]),
                (f"{side}_text", TEXT, [it.get("text") for it in places]),
                (f"{side}_value", NAME, [it.get("value") for it in places]),
            ]
        columns += _strings(rows, TEXT, "explanation")
        columns.append(("confidence", NUMBER, [it["confidence"] for it in rows]))
        return table(columns)

    @cached_property
    def statements(self) -> Table:
        """A row for each statement: the words of its first witness, who states it, and the verdict.

        ``verdict`` is ``same``, ``compatible``, ``unclear``, ``shift`` or ``contradiction``; ``first`` the
        document with the earliest date, where dates tell.
        """
        rows = self._statements
        told = [[it["document"] for it in row["witnesses"]] for row in rows]
        return table(
            [
                *_strings(rows, NAME, "id", "verdict"),
                ("text", TEXT, [row["witnesses"][0].get("text") for row in rows]),
                ("documents", NAMES, [list(dict.fromkeys(it)) for it in told]),
                ("witnesses", INTEGER, [len(it) for it in told]),
                *_strings(rows, NAME, "first"),
            ]
        )

    @cached_property
    def witnesses(self) -> Table:
        """A row for each passage of each statement."""
        rows = [(row["id"], n, it) for row in self._statements for n, it in enumerate(row["witnesses"])]
        told = [_words(row["witnesses"], it) for row in self._statements for it in row["witnesses"]]
        witnesses = [it for _, _, it in rows]
        return table(
            [
                ("statement", NAME, [statement for statement, _, _ in rows]),
                ("witness", INTEGER, [number for _, number, _ in rows]),
                *_strings(witnesses, NAME, "document", "source", "date", "origin"),
                ("start", INTEGER, [it["start"] for it in witnesses]),
                ("end", INTEGER, [it["end"] for it in witnesses]),
                ("text", TEXT, told),
            ]
        )

    @cached_property
    def readings(self) -> Table:
        """A row for each reading of each place where the witnesses of a statement part.

        ``place`` counts the differences of a statement; ``text`` is empty for those who have nothing there;
        ``standing`` is ``alone`` or ``most`` where one of them is.
        """
        rows = [
            (row["id"], place, variant, reading)
            for row in self._statements
            for place, variant in enumerate(row["variants"])
            for reading in variant["readings"]
        ]
        variants, readings = [it[2] for it in rows], [it[3] for it in rows]
        return table(
            [
                ("statement", NAME, [it[0] for it in rows]),
                ("place", INTEGER, [it[1] for it in rows]),
                *_strings(variants, NAME, "kind", "effect"),
                *_strings(readings, TEXT, "text"),
                *_strings(readings, NAME, "value", "standing"),
                ("documents", NAMES, [it["witnesses"] for it in readings]),
            ]
        )

    @cached_property
    def stories(self) -> Table:
        """A row for each story: the documents about one event."""
        rows = self._rows("stories")
        return table(
            [*_strings(rows, NAME, "id"), ("documents", NAMES, [it["documents"] for it in rows])]
        )

    @cached_property
    def names(self) -> Table:
        """A row for each spelling of each name that has several.

        ``name`` is the accepted form, ``count`` how often the spelling stands in the documents, and
        ``given`` whether the user said so.
        """
        rows = [(name, it) for name in self._rows("names") for it in name["variants"]]
        spellings = [it for _, it in rows]
        return table(
            [
                ("name", NAME, [name["name"] for name, _ in rows]),
                *_strings(spellings, NAME, "text"),
                ("count", INTEGER, [it["count"] for it in spellings]),
                ("documents", NAMES, [it["documents"] for it in spellings]),
                ("given", TRUTH, [name["given"] for name, _ in rows]),
            ]
        )

    @cached_property
    def skipped(self) -> Table:
        """A row for each input that was not read: where it is, and why."""
        return table(_strings(self._rows("skipped"), NAME, "path", "reason"))

    @cached_property
    def notes(self) -> list[str]:
        """What the run bounded or left out, in words."""
        found: list[str] = json.loads(self._core.rows("notes"))
        return found

    def __repr__(self) -> str:
        documents, statements = self._core.documents, self._core.statements
        return f"<variorum.Analysis: {_count(documents, 'document')}, {_count(statements, 'statement')}>"

    def _repr_html_(self) -> str:
        return _notebook.analysis(
            repr(self).strip("<>"), self._documents, self._statements, self._rows("divergences"), self._rows("alignments")
        )

    def _rows(self, name: str) -> Rows:
        rows: Rows = json.loads(self._core.rows(name))
        return rows

    @cached_property
    def _documents(self) -> Rows:
        return self._rows("documents")

    @cached_property
    def _statements(self) -> Rows:
        return self._rows("statements")

    @cached_property
    def _texts(self) -> dict[str, bytes | None]:
        told = ((it["id"], it.get("text")) for it in self._documents)
        return {id: None if text is None else text.encode() for id, text in told}

    def _side(self, rows: Rows, side: str) -> list[Column]:
        """Where the passages of one side stand, and their words where the report may say them."""
        places = [it[side] for it in rows]
        texts = [self._texts.get(it["document"]) for it in places]
        words = [
            None if text is None else text[it["start"] : it["end"]].decode()
            for text, it in zip(texts, places)
        ]
        return [
            (f"{side}_document", NAME, [it["document"] for it in places]),
            (f"{side}_start", INTEGER, [it["start"] for it in places]),
            (f"{side}_end", INTEGER, [it["end"] for it in places]),
            (f"{side}_text", TEXT, words),
        ]


def _words(witnesses: Rows, witness: dict[str, Any]) -> str | None:
    """The words of a witness, which may stand with an earlier one that has the same."""
    same = witness.get("same_as")
    words: str | None = (witness if same is None else witnesses[same]).get("text")
    return words


def _strings(rows: Rows, kind: Any, *names: str) -> list[Column]:
    return [(name, kind, [it.get(name) for it in rows]) for name in names]


def _count(n: int, what: str) -> str:
    return f"{n} {what}{'' if n == 1 else 's'}"
