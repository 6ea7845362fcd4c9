"""Tables say what ``report.json`` says, to whatever reads Arrow."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import variorum
from conftest import many, pair

TABLES = ["documents", "alignments", "divergences", "statements", "witnesses", "readings", "stories", "names", "skipped"]


@pytest.fixture(scope="module")
def found() -> variorum.Analysis:
    return variorum.analyze(Path(__file__).parents[2] / "seeds")


def test_rows(found: variorum.Analysis) -> None:
    told = json.loads(found.to_json())
    for name in ("documents", "alignments", "divergences", "statements", "stories"):
        assert getattr(found, name)["id"].to_pylist() == [it["id"] for it in told[name]]
        assert told[name]
    assert found.witnesses.num_rows == sum(len(it["witnesses"]) for it in told["statements"])
    assert found.readings.num_rows == sum(len(v["readings"]) for it in told["statements"] for v in it["variants"])
    assert found.names.num_rows == sum(len(it["variants"]) for it in told["names"])
    assert found.stories["documents"].to_pylist() == [it["documents"] for it in told["stories"]]
    assert found.notes == told["notes"]


def test_offsets_are_bytes_of_the_text(found: variorum.Analysis) -> None:
    texts = dict(zip(found.documents["id"].to_pylist(), found.documents["text"].to_pylist()))
    for table, sides in ((found.alignments, ("left_", "right_")), (found.divergences, ("left_", "right_")), (found.witnesses, ("",))):
        for side in sides:
            columns = [table[side + it].to_pylist() for it in ("document", "start", "end", "text")]
            for document, start, end, words in zip(*columns):
                if start is None:
                    assert words is None
                    continue
                whole = texts[document].encode()[start:end].decode()
                assert words == whole or (words.endswith("…") and whole.startswith(words[:-1]))


@pytest.mark.parametrize("name", TABLES)
def test_every_reader_reads_every_table(name: str, found: variorum.Analysis) -> None:
    table = found_rows = getattr(found, name)
    assert hasattr(table, "__arrow_c_stream__")
    rows = pa.table(table)
    assert rows.num_rows == table.num_rows
    assert pl.DataFrame(table).shape == rows.shape
    assert pl.DataFrame(table).to_arrow().to_pylist() == rows.to_pylist()
    assert pd.DataFrame.from_arrow(table).shape == rows.shape
    assert duckdb.sql("select count(*) from found_rows").fetchall() == [(rows.num_rows,)]


def test_empty_tables_have_their_columns() -> None:
    found = variorum.analyze([{"id": "a", "text": "Ships wait."}])
    for name in TABLES:
        table = pa.table(getattr(found, name))
        assert table.num_rows == (1 if name == "documents" else 0)
        assert table.schema == pa.table(getattr(variorum.analyze(many(8)), name)).schema
    assert found.notes == []


def test_what_is_withheld_is_in_no_table() -> None:
    words = "The keeper of the third lamp at Lowmouth had gone home early that day."
    rows = [row | {"text": row["text"] + " " + words} for row in pair()]
    found = variorum.analyze(rows, redact="strict")
    shown = "".join(str(pa.table(getattr(found, name)).to_pylist()) for name in TABLES) + found._repr_html_()
    assert "keeper" not in shown and "lamp" not in shown
    assert "keeper" in str(pa.table(variorum.analyze(rows).documents).to_pylist())
    assert found.divergences["kind"].to_pylist() == ["number.conflict"]


def test_what_is_left_out_is_in_no_table() -> None:
    rows = pair() + [{"id": "wren", "text": pair()[0]["text"].replace("closed", "shut")}]
    effects = set(variorum.analyze(rows).divergences["effect"].to_pylist())
    assert effects > {"conflict"}
    assert set(variorum.analyze(rows, min_effect="conflict").divergences["effect"].to_pylist()) == {"conflict"}


def test_findings() -> None:
    findings = variorum.check(pair()).findings
    told = json.loads(variorum.check(pair()).to_json())["findings"]
    assert findings["id"].to_pylist() == [it["id"] for it in told]
    assert findings["others"].to_pylist() == [[other["document"] for other in it["others"]] for it in told]
