"""The compiled part of the package."""

from collections.abc import Callable, Sequence
from os import PathLike
from typing import Any, final

__all__ = [
    "Analysis",
    "Check",
    "Error",
    "__version__",
    "analyze",
    "check",
    "compare",
    "start",
    "visible",
]

__version__: str

class Error(ValueError):
    """What cannot be done: what, where, and what to do next, in the words of the command line."""

@final
class Analysis:
    @property
    def documents(self) -> int: ...
    @property
    def statements(self) -> int: ...
    def written(self, format: str) -> str: ...
    def write(self, format: str, path: str | PathLike[str]) -> None: ...
    def rows(self, name: str) -> bytes: ...

@final
class Check:
    @property
    def passes(self) -> bool: ...
    def written(self, format: str) -> str: ...

def analyze(
    paths: Sequence[str],
    lines: Sequence[bytes] | None,
    flags: Sequence[str],
    progress: Callable[[str, int, int], Any] | None,
) -> Analysis: ...
def check(
    paths: Sequence[str],
    lines: Sequence[bytes] | None,
    flags: Sequence[str],
    progress: Callable[[str, int, int], Any] | None,
) -> Check: ...
def compare(a: str, b: str, flags: Sequence[str]) -> str: ...
def start(arguments: Sequence[str]) -> int: ...
def visible(text: str) -> str: ...
