"""Finds the passages of several documents that report the same statement, and names every divergence.

>>> import variorum
>>> analysis = variorum.analyze([
...     {"id": "tern", "source": "Tern", "text": "The harbour at Lowmouth closed after 12 boats sank in the storm."},
...     {"id": "gull", "source": "Gull", "text": "The harbour at Lowmouth closed after 21 boats sank in the storm."},
... ])
>>> analysis.divergences["kind"].to_pylist()
['number.conflict']
>>> analysis.divergences["left_text"].to_pylist(), analysis.divergences["right_text"].to_pylist()
(['21 boats'], ['12 boats'])
"""

from __future__ import annotations

from variorum._analysis import Analysis, analyze
from variorum._check import Check, check
from variorum._compare import Comparison, Difference, Facing, compare
from variorum._core import Error, __version__

__all__ = [
    "Analysis",
    "Check",
    "Comparison",
    "Difference",
    "Error",
    "Facing",
    "__version__",
    "analyze",
    "check",
    "compare",
]
