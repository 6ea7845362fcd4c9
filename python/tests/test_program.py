"""The wheel carries the program, and errors have its words."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

import variorum
from conftest import Run

SCRIPT = Path(sys.executable).parent / ("variorum.exe" if os.name == "nt" else "variorum")


def program(*arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(SCRIPT), *arguments], capture_output=True, text=True, check=False, **more)


def test_script_and_module_are_the_program() -> None:
    version = program("--version")
    assert version.returncode == 0
    assert version.stdout.split()[:2] == ["variorum", variorum.__version__]
    module = subprocess.run([sys.executable, "-m", "variorum", "--version"], capture_output=True, text=True, check=True)
    assert module.stdout == version.stdout
    assert "Usage: variorum <COMMAND>" in program("--help").stdout.replace("[OPTIONS] ", "")


def test_exit_codes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The harbour at Lowmouth closed after 12 boats sank in the storm.\n")
    (tmp_path / "b.txt").write_text("The harbour at Lowmouth closed after 21 boats sank in the storm.\n")
    assert program("compare", "a.txt", "b.txt", cwd=tmp_path).returncode == 0
    assert program("check", ".", cwd=tmp_path).returncode == 1
    assert program("check", "none", cwd=tmp_path).returncode == 2
    assert program("check", "--never", cwd=tmp_path).returncode == 2


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_ctrl_c_ends_the_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ships wait in the harbour.\n")
    command = [str(SCRIPT), "serve", "a.txt", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as serving:
        assert serving.stdout is not None
        assert serving.stdout.readline().startswith("http://127.0.0.1:")
        serving.send_signal(signal.SIGINT)
        serving.wait(timeout=20)
    with subprocess.Popen([str(SCRIPT), "compare", "--jsonl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as reading:
        assert reading.stdin is not None and reading.stdout is not None
        reading.stdin.write(b'{"id":1,"a":"Ships wait.","b":"Ships wait."}\n')
        reading.stdin.flush()
        assert reading.stdout.readline()
        reading.send_signal(signal.SIGINT)
        assert reading.wait(timeout=20) == -signal.SIGINT


def said(error: str) -> str:
    """What the program says of an error, without its usage."""
    text = error.removeprefix("error: ").split("\n\nUsage:")[0]
    return text.split("\n\nFor more information")[0].rstrip("\n")


ERRORS: list[tuple[Any, dict[str, Any], list[str]]] = [
    ("none", {}, ["none"]),
    (["empty"], {}, ["empty"]),
    ("a.txt", {"zones": ["boddy"]}, ["a.txt", "--zones=boddy"]),
    ("a.txt", {"max_bytes": "much"}, ["a.txt", "--max-bytes=much"]),
    ("a.txt", {"min_effect": "grave"}, ["a.txt", "--min-effect=grave"]),
    ("a.txt", {"redact": "some"}, ["a.txt", "--redact=some"]),
    ("a.txt", {"window": "a month"}, ["a.txt", "--window=a month"]),
    ("a.txt", {"threads": 0}, ["a.txt", "--threads=0"]),
    ("a.txt", {"lean": True, "full": True}, ["a.txt", "--lean", "--full"]),
    ("a.txt", {"config": "none.toml"}, ["a.txt", "--config=none.toml"]),
    ("a.txt", {"config": "bad.toml"}, ["a.txt", "--config=bad.toml"]),
    ("array.json", {}, ["array.json"]),
]


@pytest.mark.parametrize(("documents", "options", "flags"), ERRORS)
def test_errors_have_the_same_words(
    documents: Any, options: dict[str, Any], flags: list[str], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.txt").write_text("Ships wait.\n")
    (tmp_path / "bad.toml").write_text("[reading]\nmax_byte = 5\n")
    (tmp_path / "array.json").write_text("[1]\n")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(variorum.Error) as error:
        variorum.analyze(documents, **options)
    wanted = run("report", *flags, "--out", "-", "--format", "json", cwd=tmp_path)
    assert wanted.returncode == 2
    assert str(error.value) == said(wanted.stderr.decode())
    assert isinstance(error.value, ValueError)


def test_errors_of_check_and_compare(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("Ships wait.\n")
    monkeypatch.chdir(tmp_path)
    for options, flags in [
        ({"new": "none.txt"}, ["--new=none.txt"]),
        ({"fail_on": "all"}, ["--fail-on=all"]),
        ({"policy_from": "base"}, ["--policy-from=base"]),
        ({"since": "main", "new": "a.txt"}, ["--since=main", "--new=a.txt"]),
        ({"since": "main"}, ["--since=main"]),
    ]:
        with pytest.raises(variorum.Error) as error:
            variorum.check("a.txt", **options)  # type: ignore[arg-type]
        wanted = run("check", "a.txt", *flags, cwd=tmp_path)
        assert wanted.returncode == 2 and str(error.value) == said(wanted.stderr.decode())
    with pytest.raises(variorum.Error) as error:
        variorum.compare("a", "b", offsets="words")
    assert str(error.value) == said(run("compare", "--jsonl", "--offsets=words").stderr.decode())
    with pytest.raises(variorum.Error, match="documents in memory are judged by one another"):
        variorum.check([{"id": 1, "text": "Ships wait."}], new="a.txt")
    with pytest.raises(TypeError, match="give the text itself"):
        variorum.compare(tmp_path, "b")  # type: ignore[arg-type]


def test_a_path_that_begins_with_a_dash_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "--full").write_text("Ships wait in the harbour.\n")
    monkeypatch.chdir(tmp_path)
    assert variorum.analyze(["--full"]).documents["id"].to_pylist() == ["--full"]


def test_messages_do_not_speak_to_the_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(variorum.Error) as error:
        variorum.analyze("\x1b[31mred")
    assert "\x1b" not in str(error.value)
