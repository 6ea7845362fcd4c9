"""What is given to be read: paths, or documents as dicts, as a data frame or as an Arrow table.

Documents in memory are handed on as lines of JSON, so that the engine reads them as it reads a file of them.
A value of the wrong type is refused in words; a missing text or id is a result, listed under ``skipped``.
"""

from __future__ import annotations

import datetime
import json
import numbers
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Protocol, Union, runtime_checkable

from arro3.core import ChunkedArray, Table


@runtime_checkable
class ArrowStream(Protocol):
    """Whatever hands out an Arrow stream: tables of pyarrow, arro3 and DuckDB, frames of polars."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


Path = Union[str, "os.PathLike[str]"]
#: Paths; dicts with ``id``, ``text`` and what is known of the text; a frame or table with such columns.
Documents = Union[Path, Iterable[Path], Iterable[Mapping[str, Any]], ArrowStream, Any]

#: What is known of a document. Other columns are the user's own.
FIELDS = ("id", "text", "source", "date", "language", "title", "url")
#: Bytes of lines that are handed on at once: the engine reads no file of more than 1 GiB.
PART = 1 << 28

NEXT = "next: give paths, dicts with `id` and `text`, or a data frame or Arrow table with these columns"


def taken(documents: Documents, own: bool) -> tuple[list[str], list[bytes] | None]:
    """Paths, or else one path that names nothing and lines of JSON; ``own`` keeps the user's columns.

    >>> taken("seeds", False)
    (['seeds'], None)
    >>> taken([{"id": 1, "text": "Ships wait.", "tide": "high"}], False)
    (['documents'], [b'{"id":1,"text":"Ships wait."}\\n'])
    """
    if isinstance(documents, (str, os.PathLike)):
        return [_path(documents)], None
    if _is_of("pandas", documents):
        return ["documents"], _lines(_pandas_rows(documents, own))
    if isinstance(documents, ArrowStream):
        return ["documents"], _lines(_arrow_rows(documents, own))
    if _is_of("polars", documents) and hasattr(documents, "collect"):
        raise TypeError("documents are a polars LazyFrame\n  next: give `.collect()` of it")
    if isinstance(documents, (Mapping, bytes, bytearray)) or not isinstance(documents, Iterable):
        raise TypeError(f"documents are a {type(documents).__name__}\n  {NEXT}")
    return _several(iter(documents), own)


def _several(given: Iterator[Any], own: bool) -> tuple[list[str], list[bytes] | None]:
    """Paths or dicts, as the first of them is."""
    first = next(given, None)
    if first is None:
        raise ValueError(f"there are no documents\n  {NEXT}")
    if isinstance(first, (str, os.PathLike)):
        return [_path(first), *(_path(it) for it in given)], None
    return ["documents"], _lines(_dict_rows(_again(first, given), own))


def _again(first: Any, rest: Iterator[Any]) -> Iterator[Any]:
    yield first
    yield from rest


def _path(given: Any) -> str:
    if not isinstance(given, (str, os.PathLike)):
        raise TypeError(f"a {type(given).__name__} stands among paths\n  {NEXT}")
    path = os.fspath(given)
    if not isinstance(path, str):
        raise TypeError(f"the path {path!r} is bytes\n  next: give os.fsdecode() of it")
    return path


def _is_of(package: str, given: object) -> bool:
    """Whether a value is of a package, which need not be there."""
    return type(given).__module__.split(".")[0] == package


def _dict_rows(given: Iterator[Any], own: bool) -> Iterator[dict[str, Any]]:
    for row, document in enumerate(given):
        if not isinstance(document, Mapping):
            raise TypeError(f"documents[{row}] is a {type(document).__name__}\n  {NEXT}")
        names = list(document) if own else [name for name in FIELDS if name in document]
        yield _row(row, ((name, document[name]) for name in names))


def _wanted(names: list[str], own: bool) -> list[str]:
    """The columns that are read."""
    for name in ("id", "text"):
        if name not in names:
            raise ValueError(
                f"there is no column `{name}` among {', '.join(names) or 'no columns'}\n"
                f"  next: rename the one that holds it"
            )
    wanted = names if own else [name for name in FIELDS if name in names]
    for name in wanted:
        if names.count(name) > 1:
            raise ValueError(f"there are {names.count(name)} columns `{name}`\n  next: keep one")
    return wanted


def _pandas_rows(frame: Any, own: bool) -> Iterator[dict[str, Any]]:
    if type(frame).__name__ != "DataFrame":
        raise TypeError(f"documents are a pandas {type(frame).__name__}\n  {NEXT}")
    names = _wanted([str(name) for name in frame.columns], own)
    return _columns({name: frame[name].tolist() for name in names})


def _arrow_rows(stream: ArrowStream, own: bool) -> Iterator[dict[str, Any]]:
    table = Table.from_arrow(stream)
    names = _wanted(table.column_names, own)
    return _columns({name: _values(name, table.column(name)) for name in names})


def _values(name: str, column: ChunkedArray) -> list[Any]:
    """The values of a column."""
    kind = str(column.type).strip().removeprefix("arro3.core.DataType<").removesuffix(">")
    values: Any = None
    if not kind.startswith(_UNREAD):
        try:
            # By the stubs it is an array of numpy, which it never is.
            values = column.to_pylist()
        except BaseException as error:
            # What the library does not know yet is a panic, which is no Exception.
            if type(error).__name__ != "PanicException" and not isinstance(error, NotImplementedError):
                raise
    if values is None:
        raise TypeError(
            f"the column `{name}` is of the Arrow type {kind}, which is not read\n"
            f"  next: cast it, text to string and days to date32"
        )
    return list(values)


#: Types that the reader of Arrow data has no values of; it would print a panic. They are known by their names:
#: `DataType.is_run_end_encoded` says yes to whole numbers too.
_UNREAD = ("RunEndEncoded", "ListView", "LargeListView", "Interval")


def _columns(columns: dict[str, list[Any]]) -> Iterator[dict[str, Any]]:
    names = list(columns)
    for row, values in enumerate(zip(*columns.values())):
        yield _row(row, zip(names, values))


def _row(row: int, fields: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """A row without what is missing."""
    return {
        name: _value(row, name, value) for name, value in fields if not is_missing(value)
    }


def is_missing(value: object) -> bool:
    """Whether a value stands for none: ``None``, NaN, ``pandas.NA``, ``NaT``.

    >>> [is_missing(it) for it in (None, float("nan"), "nan", "", 0)]
    [True, True, False, False, False]
    """
    kind = type(value).__name__
    if value is None or kind in ("NAType", "NaTType") or (kind == "datetime64" and str(value) == "NaT"):
        return True
    # NaN of any kind is no number that equals itself; of an array the answer would be an array.
    return isinstance(value, numbers.Number) and bool(value != value)


def _value(row: int, name: str, value: Any) -> Any:
    """A value as JSON has it."""
    if isinstance(value, str):
        return value
    kind, place = type(value).__name__, f"documents[{row}]: `{name}`"
    if name == "text":
        advice = "decode it" if isinstance(value, bytes) else "give a text, or None where there is none"
        raise TypeError(f"{place} is a {kind}\n  next: {advice}")
    if name == "date":
        return _day(value, place)
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return int(value)
    if name == "id":
        advice = "give texts or integers"
        if isinstance(value, float):
            advice += "; a column of pandas with a missing one holds floats: .astype('Int64')"
        raise TypeError(f"{place} is a {kind}\n  next: {advice}")
    if name in FIELDS:
        raise TypeError(f"{place} is a {kind}\n  next: give a text")
    return _plain(value)


def _day(value: Any, place: str) -> str:
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if type(value).__name__ == "datetime64":
        return str(value)[:10]
    raise TypeError(f"{place} is a {type(value).__name__}\n  next: give a date, or a text as 2021-05-03")


def _plain(value: Any) -> Any:
    """A value of the user's own as JSON has it."""
    if is_missing(value) or isinstance(value, (str, bool)):
        return None if is_missing(value) else value
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value) if abs(float(value)) < float("inf") else None
    if isinstance(value, Mapping):
        return {str(key): _plain(it) for key, it in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(it) for it in value]
    return str(value)


def _lines(rows: Iterator[dict[str, Any]]) -> list[bytes]:
    """Rows as lines of JSON, in parts whose lines are counted on by blank ones."""
    parts, part = [], bytearray()
    for row, fields in enumerate(rows):
        if len(part) > PART:
            parts.append(bytes(part))
            part = bytearray(b"\n" * row)
        part += _line(fields) + b"\n"
    return [*parts, bytes(part)]


def _line(fields: dict[str, Any]) -> bytes:
    try:
        return json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair: the engine says so of its escape.
        return json.dumps(fields, separators=(",", ":")).encode()
