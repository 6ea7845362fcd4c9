#!/usr/bin/env bash
# arro3-core 0.9.1 (PyPI, 2026): a test of a type that says yes to whole numbers.
#
# Guessed: `DataType.is_run_end_encoded(t)` is true of run-end encoded types and of no other, as its name says.
# Seen: it is true of int16, int32 and int64, which are the types that such a column counts its runs in, and false
# of a run-end encoded type. Who refuses such columns by it refuses every column of whole numbers, and takes the
# columns that were meant.
#
# Ends with 0 while that is so, and with 1 once it has changed.
set -euo pipefail
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check arro3-core==0.9.1 pyarrow==26.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys

import arro3.core as arro3
import pyarrow as pa

test = arro3.DataType.is_run_end_encoded
names = ["int8", "int16", "int32", "int64", "uint32", "float64", "string", "bool"]
wrong = [name for name in names if test(getattr(arro3.DataType, name)())]
encoded = pa.table({"c": pa.RunEndEncodedArray.from_arrays([2, 3], ["a", "b"])})
meant = test(arro3.Table.from_arrow(encoded).column("c").type)
print(f"is_run_end_encoded says yes to {', '.join(wrong) or 'none of the others'}, and {meant} of a run-end encoded column")
sys.exit(0 if wrong == ["int16", "int32", "int64"] and meant is False else 1)
PYTHON
