"""``check``: new documents are judged by what the others state."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from arro3.core import Table

from variorum import _core
from variorum._documents import Documents, taken
from variorum._flags import flags
from variorum._tables import INTEGER, NAME, NAMES, NUMBER, TEXT, table

Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]


def check(
    documents: Documents,
    *,
    new: Paths | None = None,
    since: str | None = None,
    policy_from: str | None = None,
    baseline: str | os.PathLike[str] | None = None,
    fail_on: str | None = None,
    no_cache: bool = False,
    config: str | os.PathLike[str] | None = None,
    threads: int | None = None,
    zones: Sequence[str] | None = None,
    max_bytes: int | str | None = None,
    follow_links: bool = False,
    progress: Callable[[str, int, int], object] | None = None,
) -> Check:
    """Judges documents by the policy of ``variorum.toml``, as ``variorum check`` does.

    The options are those of the command line. ``new`` are paths (or ``FILE#ID`` for a line of JSON) below
    ``documents``, of which each is judged by all others; without it, and without ``since``, every document is
    judged by every other. Documents in memory are named ``documents.jsonl#ID``, as lines of such a file.

    >>> found = check([
    ...     {"id": "tern", "text": "The harbour at Lowmouth closed after 12 boats sank in the storm."},
    ...     {"id": "gull", "text": "The harbour at Lowmouth closed after 21 boats sank in the storm."},
    ... ])
    >>> found.passes
    False
    >>> found.findings["rule"].to_pylist()
    ['number.conflict', 'document.near-duplicate']
    """
    named = [new] if isinstance(new, (str, os.PathLike)) else list(new or [])
    asked = flags(
        {
            "since": since,
            "policy_from": policy_from,
            "baseline": baseline,
            "fail_on": fail_on,
            "no_cache": no_cache,
            "config": config,
            "threads": threads,
            "zones": zones,
            "max_bytes": max_bytes,
            "follow_links": follow_links,
        }
    )
    asked += [f"--new={os.fspath(it)}" for it in named]
    paths, lines = taken(documents, own=True)
    return Check(_core.check(paths, lines, asked, progress))


class Check:
    """What the policy says."""

    def __init__(self, core: _core.Check) -> None:
        self._core = core

    @property
    def passes(self) -> bool:
        """Whether nothing is left of the level that ``fail_on`` names, or above."""
        return self._core.passes

    @cached_property
    def findings(self) -> Table:
        """A row for each finding, the strictest first, accepted ones among them.

        ``start`` and ``end`` are bytes of the document's text, ``line`` and ``column`` count from 1;
        ``others`` are the documents that it stands against; ``accepted`` says why it does not count.
        """
        rows: list[dict[str, Any]] = json.loads(self.to_json())["findings"]
        places = [it["place"] for it in rows]
        return table(
            [
                *((name, NAME, [it[name] for it in rows]) for name in ("id", "rule", "level", "effect")),
                *((name, TEXT, [it[name] for it in rows]) for name in ("message", "why", "help")),
                ("confidence", NUMBER, [it["confidence"] for it in rows]),
                *((name, NAME, [it[name] for it in places]) for name in ("document", "path")),
                *((name, INTEGER, [it[name] for it in places]) for name in ("start", "end", "line", "column")),
                *((name, TEXT, [it[name] for it in places]) for name in ("text", "value")),
                ("others", NAMES, [[other["document"] or other["path"] for other in it["others"]] for it in rows]),
                ("accepted", TEXT, [(it["accepted"] or {}).get("reason") for it in rows]),
                ("fix", TEXT, [it["fix"] for it in rows]),
            ]
        )

    @cached_property
    def notes(self) -> list[str]:
        """What a user should know beside the findings."""
        notes: list[str] = json.loads(self.to_json())["notes"]
        return notes

    def to_json(self) -> str:
        """The verdict as ``variorum check --format json`` writes it, byte for byte."""
        return self._core.written("json")

    def to_sarif(self) -> str:
        """The verdict as SARIF 2.1.0, for code scanning."""
        return self._core.written("sarif")

    def to_junit(self) -> str:
        """The verdict for the test reporters of CI."""
        return self._core.written("junit")

    def to_markdown(self) -> str:
        """The verdict for a comment on a pull request."""
        return self._core.written("md")

    def __str__(self) -> str:
        return self._core.written("text")

    def __repr__(self) -> str:
        return f"<variorum.Check: {'passes' if self.passes else 'does not pass'}, {self.findings.num_rows} findings>"

    def _repr_html_(self) -> str:
        from variorum._notebook import lines

        return lines(str(self))
