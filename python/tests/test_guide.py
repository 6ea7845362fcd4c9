"""The samples of docs/python.md run as they stand, in a folder with `seeds`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT

PAGE = (ROOT / "docs/python.md").read_text()
SAMPLES = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_there_are_samples() -> None:
    assert len(SAMPLES) == PAGE.count("```python") == 7


@pytest.mark.parametrize("sample", SAMPLES, ids=range(len(SAMPLES)))
def test_sample(sample: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds", target_is_directory=True)
    (tmp_path / "sample.py").write_text(sample)
    run = subprocess.run([sys.executable, "sample.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    assert run.stdout or "tqdm" in sample
    assert ("report.html" in sample) == (tmp_path / "report.html").exists()


def test_the_example_runs(tmp_path: Path) -> None:
    example = ROOT / "python/examples/seeds.py"
    environment = os.environ | {"SEEDS": str(ROOT / "seeds")}
    run = subprocess.run([sys.executable, str(example)], cwd=tmp_path, capture_output=True, text=True, check=False, env=environment)
    assert run.returncode == 0, run.stderr
    assert "contradiction" in run.stdout
    assert (tmp_path / "seeds.html").exists()
