"""Arrow tables from rows of the report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from arro3.core import Array, DataType, Field, Schema, Table, list_array

#: Short texts: ids, names of kinds.
NAME = DataType.string()
#: Running text, of which a column may hold more than 2 GiB.
TEXT = DataType.large_string()
#: Offsets in bytes, and counts.
INTEGER = DataType.int64()
NUMBER = DataType.float64()
TRUTH = DataType.bool()
#: Several ids.
NAMES = DataType.list(Field("item", DataType.string()))

#: A column: its name, its type, its values.
Column = tuple[str, DataType, list[Any]]


def table(columns: Iterable[Column]) -> Table:
    """A table of these columns.

    >>> table([("id", NAME, ["a", "b"]), ("documents", NAMES, [["x", "y"], []])]).num_rows
    2
    """
    columns = list(columns)
    schema = Schema([Field(name, kind, nullable=True) for name, kind, _ in columns])
    return Table.from_arrays([_array(kind, values) for _, kind, values in columns], schema=schema)


def _array(kind: DataType, values: list[Any]) -> Array:
    if kind is not NAMES:
        return Array(values, kind)
    # The constructor takes no lists.
    ends = [0]
    for value in values:
        ends.append(ends[-1] + len(value))
    flat = [it for value in values for it in value]
    return list_array(Array(ends, DataType.int32()), Array(flat, NAME), type=Field("", NAMES))
