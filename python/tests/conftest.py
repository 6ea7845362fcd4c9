"""What several tests ask for."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture
def run() -> Run:
    """Runs the program: the one that VARIORUM_BIN names, else that of the wheel."""
    named = os.environ.get("VARIORUM_BIN")
    program = [str(Path(named).resolve())] if named else [sys.executable, "-m", "variorum"]

    def run(*arguments: str, cwd: Path | None = None, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        return subprocess.run([*program, *arguments], cwd=cwd, input=stdin, capture_output=True, check=False)

    return run


def pair(**more: Any) -> list[dict[str, Any]]:
    """Two documents that contradict one another in one number."""
    return [
        {"id": "tern", "source": "Tern", "text": "The harbour at Lowmouth closed after 12 boats sank in the storm.", **more},
        {"id": "gull", "source": "Gull", "text": "The harbour at Lowmouth closed after 21 boats sank in the storm.", **more},
    ]


def word(event: int, n: int) -> str:
    """A word that hardly any other event has."""
    syllables = ["ba", "do", "fi", "gu", "ke", "lo", "mi", "nu", "pe", "ra", "so", "ti", "vu", "wa", "ze", "ho"]
    number, found = event * 977 + n * 389 + 4096, ""
    while number:
        number, at = divmod(number, 16)
        found += syllables[at]
    return found


def many(count: int) -> list[dict[str, Any]]:
    """Documents of which four each tell of one event, in which every other one has another number."""
    found = []
    for n in range(count):
        event = n // 4
        words = [word(event, it) for it in range(8)]
        found.append(
            {
                "id": f"d{n:05}",
                "source": f"outlet {n % 7}",
                "text": f"The {words[0]} ferry {words[1].title()} carried {100 + event + n % 2} {words[2]} when it left the {words[3]}. "
                f"{words[4].title()} {words[5].title()} said that the {words[6]} would {'not ' if n % 4 == 0 else ''}be closed before {words[7]}.",
            }
        )
    return found
