"""String columns as they really come: each read right, or refused in words."""

from __future__ import annotations

import datetime
from typing import Any

import arro3.core
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import variorum
from conftest import pair

TEXTS = [row["text"] for row in pair()]
IDS = ["tern", "gull"]
#: A third document has no text.
WITH_NONE = [*TEXTS, None]


def arrow(texts: pa.Array, ids: Any = None) -> pa.Table:
    return pa.table({"id": IDS + ["none"] if ids is None else ids, "text": texts, "more": [1, 2, 3]})


def dictionary(values: pa.DataType, indices: pa.DataType) -> pa.Array:
    return pa.DictionaryArray.from_arrays(pa.array([0, 1, None], indices), pa.array(TEXTS, values))


ARROW = {
    "string": pa.array(WITH_NONE, pa.string()),
    "large_string": pa.array(WITH_NONE, pa.large_string()),
    "string_view": pa.array(WITH_NONE, pa.string_view()),
    "dictionary": pa.array(WITH_NONE).dictionary_encode(),
    "dictionary of uint8 and large_string": dictionary(pa.large_string(), pa.uint8()),
    "dictionary of int64 and string_view": dictionary(pa.string_view(), pa.int64()),
    "dictionary that holds the null": pa.DictionaryArray.from_arrays(pa.array([0, 1, 2], pa.int8()), pa.array(WITH_NONE)),
    "chunks": pa.chunked_array([TEXTS[:1], [], TEXTS[1:], pa.array([None], pa.string())]),
    "slice": pa.array(["not this", *WITH_NONE, "nor this"]).slice(1, 3),
    "slice of a view": pa.array(["not this", *WITH_NONE], pa.string_view()).slice(1),
}


def frame(texts: Any) -> pd.DataFrame:
    return pd.DataFrame({"id": [*IDS, "none"], "text": texts})


FRAMES: dict[str, Any] = {
    "pandas str": frame(pd.Series(WITH_NONE, dtype="str")),
    "pandas string": frame(pd.Series(WITH_NONE, dtype="string")),
    "pandas string of pyarrow": frame(pd.Series(WITH_NONE, dtype="string[pyarrow]")),
    "pandas string of python": frame(pd.Series(WITH_NONE, dtype="string[python]")),
    "pandas ArrowDtype": frame(pd.Series(WITH_NONE, dtype=pd.ArrowDtype(pa.string()))),
    "pandas ArrowDtype of a view": frame(pd.Series(WITH_NONE, dtype=pd.ArrowDtype(pa.large_string()))),
    "pandas object": frame(pd.Series(WITH_NONE, dtype=object)),
    "pandas object with NaN": frame(pd.Series([*TEXTS, float("nan")], dtype=object)),
    "pandas object with NA": frame(pd.Series([*TEXTS, pd.NA], dtype=object)),
    "pandas object with NaT": frame(pd.Series([*TEXTS, pd.NaT], dtype=object)),
    "pandas object of numpy": frame(pd.Series([np.str_(it) for it in TEXTS] + [None], dtype=object)),
    "pandas category": frame(pd.Series(WITH_NONE).astype("category")),
    "pandas with an index": frame(WITH_NONE).set_index(pd.Index([7, 7, 3])),
    "polars": pl.DataFrame({"id": [*IDS, "none"], "text": WITH_NONE}),
    "polars categorical": pl.DataFrame({"id": [*IDS, "none"], "text": pl.Series(WITH_NONE, dtype=pl.Categorical)}),
    "polars enum": pl.DataFrame({"id": [*IDS, "none"], "text": pl.Series(WITH_NONE, dtype=pl.Enum(TEXTS))}),
    "record batch": arrow(ARROW["string"]).to_batches()[0],
    "record batch reader": arrow(ARROW["string"]).to_reader(),
    "arro3": arro3.core.Table.from_arrow(arrow(ARROW["string_view"])),
    "duckdb": duckdb.sql(f"select * from (values ('tern', '{TEXTS[0]}'), ('gull', '{TEXTS[1]}'), ('none', null)) as t(id, text)"),
    **{f"Arrow {name}": arrow(array) for name, array in ARROW.items()},
}


def check(documents: Any) -> None:
    found = variorum.analyze(documents)
    assert found.documents["id"].to_pylist() == ["gull", "tern"]
    assert found.documents["text"].to_pylist() == TEXTS[::-1]
    assert found.divergences["kind"].to_pylist() == ["number.conflict"]
    assert found.skipped["path"].to_pylist() == ["documents[2]"]
    assert found.skipped["reason"].to_pylist() == ["no `text`: the field that holds the document"]


@pytest.mark.parametrize("name", FRAMES)
def test_texts(name: str) -> None:
    check(FRAMES[name])


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, np.float32("nan"), pd.NA, pd.NaT, np.datetime64("NaT", "s")])
def test_what_is_missing_is_no_text(missing: Any) -> None:
    check([*pair(), {"id": "none", "text": missing}])
    found = variorum.analyze([row | {"source": missing, "date": missing, "language": missing} for row in pair()])
    assert found.documents["source"].to_pylist() == [None, None]


def test_the_text_nan_is_a_text() -> None:
    found = variorum.analyze([*pair(), {"id": "nan", "text": "nan"}])
    assert found.documents["id"].to_pylist() == ["gull", "nan", "tern"]


def test_a_missing_text_beside_numbers_never_becomes_a_text() -> None:
    """Such a frame is what Spark reads the text 'nan' from."""
    rows = pd.DataFrame({"id": pd.Series([1, 2, 3], dtype="uint32"), "text": pd.Series(WITH_NONE, dtype="str")})
    found = variorum.analyze(rows)
    assert found.documents["id"].to_pylist() == ["1", "2"]
    assert found.skipped.num_rows == 1


@pytest.mark.parametrize(
    "ids",
    [
        pa.array([1, 2, 3], pa.uint32()),
        pa.array([1, 2, 3], pa.int64()),
        pd.Series([1, 2, 3]),
        pd.Series([1, 2, 3], dtype="Int64"),
        pl.Series([1, 2, 3], dtype=pl.UInt8),
        [np.int16(1), np.uint64(2), 3],
    ],
)
def test_ids_are_texts_or_integers(ids: Any) -> None:
    found = variorum.analyze([{"id": it, "text": text} for it, text in zip(list(ids), WITH_NONE, strict=True)]) \
        if isinstance(ids, list) else variorum.analyze(_of(ids))
    assert found.documents["id"].to_pylist() == ["1", "2"]


def _of(ids: Any) -> Any:
    if isinstance(ids, pa.Array):
        return pa.table({"id": ids, "text": WITH_NONE})
    return type(ids.to_frame())({"id": ids, "text": WITH_NONE})


def test_a_missing_id_is_a_result() -> None:
    found = variorum.analyze([*pair(), {"id": None, "text": "Ships wait."}, {"text": "Ships wait."}])
    assert found.skipped["path"].to_pylist() == ["documents[2]", "documents[3]"]
    assert found.skipped["reason"].to_pylist() == ["no `id`: give each line its own"] * 2


DAY = datetime.date(2021, 5, 3)


@pytest.mark.parametrize(
    "days",
    [
        ["2021-05-03"] * 2,
        [DAY] * 2,
        [datetime.datetime(2021, 5, 3, 23, 59, tzinfo=datetime.timezone.utc)] * 2,
        [pd.Timestamp("2021-05-03 10:00")] * 2,
        [np.datetime64("2021-05-03T10:00")] * 2,
    ],
)
def test_days(days: list[Any]) -> None:
    rows = [row | {"date": day} for row, day in zip(pair(), days, strict=True)]
    for documents in (rows, pd.DataFrame(rows)):
        assert variorum.analyze(documents).documents["date"].to_pylist() == ["2021-05-03"] * 2


@pytest.mark.parametrize("kind", [pa.date32(), pa.date64(), pa.timestamp("ns"), pa.timestamp("s", "UTC")])
def test_days_of_arrow(kind: pa.DataType) -> None:
    documents = pa.table({"id": IDS, "text": TEXTS, "date": pa.array([DAY, None]).cast(kind)})
    found = variorum.analyze(documents).documents
    assert dict(zip(found["id"].to_pylist(), found["date"].to_pylist())) == {"tern": "2021-05-03", "gull": None}


def test_odd_signs_arrive_as_they_are() -> None:
    texts = ["A\u0000B \u202etide\u202c \U0001f6a2 line\r\nend", "{\"json\": [1]} \\u0041 \u2028 sign"]
    found = variorum.analyze([{"id": n, "text": text} for n, text in enumerate(texts)])
    assert found.documents["text"].to_pylist() == texts


def test_half_of_a_pair_is_a_result() -> None:
    found = variorum.analyze([*pair(), {"id": "half", "text": "bad \ud800 half"}])
    assert "surrogate" in found.skipped["reason"].to_pylist()[0]


REFUSED: list[tuple[Any, str, str]] = [
    ([{"id": 1, "text": 5}], "documents[0]: `text` is a int", "give a text, or None"),
    ([{"id": 1, "text": b"x"}], "documents[0]: `text` is a bytes", "decode it"),
    ([{"id": 1, "text": ["x"]}], "documents[0]: `text` is a list", "give a text"),
    ([{"id": 1.0, "text": "x"}], "documents[0]: `id` is a float", "Int64"),
    ([{"id": True, "text": "x"}], "documents[0]: `id` is a bool", "texts or integers"),
    ([{"id": 1, "text": "x", "date": 2021.5}], "documents[0]: `date` is a float", "2021-05-03"),
    ([{"id": 1, "text": "x", "source": {}}], "documents[0]: `source` is a dict", "give a text"),
    ([{"id": 1, "text": "x"}, "seeds"], "documents[1] is a str", "give paths, dicts"),
    (["seeds", {"id": 1, "text": "x"}], "a dict stands among paths", "give paths, dicts"),
    ({"id": ["a"], "text": ["x"]}, "documents are a dict", "give paths, dicts"),
    (b"seeds", "documents are a bytes", "give paths, dicts"),
    (7, "documents are a int", "give paths, dicts"),
    (pd.Series(["x"]), "documents are a pandas Series", "give paths, dicts"),
    (pl.DataFrame({"id": [1], "text": ["x"]}).lazy(), "documents are a polars LazyFrame", ".collect()"),
    (pa.table({"id": ["a"], "text": pa.array([b"x"])}), "documents[0]: `text` is a bytes", "decode it"),
    (pa.table({"id": ["a"], "text": pa.RunEndEncodedArray.from_arrays([1], ["x"])}), "the column `text` is of the Arrow type", "cast it"),
    (pa.table({"id": ["a"], "text": pa.array([["x"]], pa.list_view(pa.string()))}), "the column `text` is of the Arrow type", "cast it"),
    (pd.DataFrame({"id": [1.0, None], "text": ["x", "y"]}), "documents[0]: `id` is a float", "Int64"),
]


@pytest.mark.parametrize(("documents", "what", "advice"), REFUSED)
def test_refused_in_words(documents: Any, what: str, advice: str) -> None:
    with pytest.raises(TypeError) as error:
        variorum.analyze(documents)
    assert str(error.value).startswith(what)
    assert "\n  next: " in str(error.value) and advice in str(error.value)


@pytest.mark.parametrize(
    ("documents", "what"),
    [
        (pd.DataFrame({"name": ["a"], "text": ["x"]}), "there is no column `id` among name, text"),
        (pl.DataFrame({"id": ["a"], "body": ["x"]}), "there is no column `text` among id, body"),
        (pd.DataFrame([["a", "x", "y"]], columns=["id", "text", "text"]), "there are 2 columns `text`"),
        ([], "there are no documents"),
        (pd.DataFrame({"id": [], "text": []}), "no document in what was given"),
    ],
)
def test_without_documents(documents: Any, what: str) -> None:
    with pytest.raises(ValueError, match=what.split("(")[0]) as error:
        variorum.analyze(documents)
    assert "\n  next: " in str(error.value)


def test_more_than_a_part_keeps_its_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    from conftest import many
    from variorum import _documents

    rows = [*many(20), {"id": "none", "text": None}]
    whole = variorum.analyze(rows)
    monkeypatch.setattr(_documents, "PART", 1000)
    parts = variorum.analyze(rows)
    assert parts.to_json() == whole.to_json()
    assert parts.skipped["path"].to_pylist() == ["documents[20]"]
