#!/usr/bin/env bash
# arro3-core 0.9.1 (PyPI, 2026): a valid column ends a program that catches exceptions.
#
# Guessed: `to_pylist()` of a column whose type the library does not know yet raises an Exception, as its
# constructor does (`NotImplementedError`).
# Seen: of run-end encoded columns, list views and intervals it raises `pyo3_runtime.PanicException`, which is a
# BaseException: `except Exception` lets it through, and a stack trace of Rust goes to standard error.
#
# Ends with 0 while that is so, and with 1 once it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check arro3-core==0.9.1 pyarrow==26.0.1
"$folder/venv/bin/python" - 2>"$folder/stderr" <<'PYTHON'
import sys

import arro3.core as arro3
import pyarrow as pa

columns = {
    "run-end encoded": pa.RunEndEncodedArray.from_arrays([1, 2], ["a", "b"]),
    "list view": pa.array([["a"]], pa.list_view(pa.string())),
    "interval": pa.array([(1, 2, 3)], pa.month_day_nano_interval()),
}
seen = {}
for name, column in columns.items():
    try:
        seen[name] = arro3.Table.from_arrow(pa.table({"c": column})).column("c").to_pylist()
    except Exception as error:
        seen[name] = f"an Exception: {type(error).__name__}"
    except BaseException as error:
        seen[name] = f"no Exception: {type(error).__name__}"
    print(f"{name}: {seen[name]}")
sys.exit(0 if set(seen.values()) == {"no Exception: PanicException"} else 1)
PYTHON
