"""What Python gives is what the command line writes, byte for byte."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import variorum
from conftest import Run, many, pair

OPTIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({}, []),
    ({"lean": True}, ["--lean"]),
    ({"full": True}, ["--full"]),
    ({"redact": True}, ["--redact"]),
    ({"redact": "strict"}, ["--redact=strict"]),
    ({"min_effect": "shift", "within": True}, ["--min-effect", "shift", "--within"]),
    ({"zones": ["body"], "threads": 1}, ["--zones", "body", "--threads", "1"]),
    ({"only_across": "source", "window": "30d", "cap": 5}, ["--only-across", "source", "--window", "30d", "--cap", "5"]),
    ({"max_bytes": "2K"}, ["--max-bytes", "2K"]),
]


@pytest.mark.parametrize(("options", "flags"), OPTIONS)
def test_json(options: dict[str, Any], flags: list[str], run: Run, seeds: Path) -> None:
    found = variorum.analyze(seeds, **options)
    wanted = run("report", str(seeds), "--out", "-", "--format", "json", *flags)
    assert wanted.returncode == 0, wanted.stderr.decode()
    assert found.to_json().encode() == wanted.stdout
    assert len(wanted.stdout) > 10_000


def test_other_formats(run: Run, seeds: Path, tmp_path: Path) -> None:
    found = variorum.analyze([str(seeds / "nagoya"), seeds / "moscow"])
    paths = [str(seeds / "moscow"), str(seeds / "nagoya")]
    found.to_html(tmp_path / "page.html")
    wanted = run("report", *paths, "--out", "-", "--format", "html")
    assert (tmp_path / "page.html").read_bytes() == wanted.stdout
    assert found.to_markdown().encode() == run("report", *paths, "--out", "-", "--format", "md").stdout


def test_settings_are_found_upwards(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "variorum.toml").write_text('[report]\nmin_effect = "conflict"\n')
    (tmp_path / "below").mkdir()
    write_lines(tmp_path / "below/a.jsonl", pair())
    monkeypatch.chdir(tmp_path / "below")
    wanted = run("report", "a.jsonl", "--out", "-", "--format", "json", cwd=tmp_path / "below")
    assert variorum.analyze("a.jsonl").to_json().encode() == wanted.stdout
    (tmp_path / "other.toml").write_text("[analysis]\nwithin = true\n")
    wanted = run("report", "a.jsonl", "--out", "-", "--format", "json", "--config", "../other.toml", cwd=tmp_path / "below")
    assert variorum.analyze("a.jsonl", config="../other.toml").to_json().encode() == wanted.stdout


def write_lines(path: Path, rows: list[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))


def test_documents_in_memory_are_those_of_a_file(run: Run, tmp_path: Path) -> None:
    rows = many(24) + [{"id": "d1", "text": "Ships\nwait. é 🚢", "date": "soon"}, {"id": 5, "text": ""}]
    write_lines(tmp_path / "documents.jsonl", rows)
    wanted = json.loads(run("report", "documents.jsonl", "--out", "-", "--format", "json", cwd=tmp_path).stdout)
    found = json.loads(variorum.analyze(rows).to_json())
    for name in ("alignments", "divergences", "statements", "names", "stories", "documents"):
        assert len(found[name]) == len(wanted[name]), name
        assert found[name] or name == "names"
    assert [it["id"] for it in wanted["divergences"]] == [it["id"] for it in found["divergences"]]
    assert [it["id"] for it in wanted["statements"]] == [it["id"] for it in found["statements"]]
    assert ["documents.jsonl#" + it["id"] for it in found["documents"]] == [it["id"] for it in wanted["documents"]]
    assert [it["text"] for it in found["documents"]] == [it["text"] for it in wanted["documents"]]
    assert [it["reason"] for it in found["skipped"]] == [it["reason"] for it in wanted["skipped"]]


def test_order_and_threads_leave_no_trace() -> None:
    rows = many(40)
    first = variorum.analyze(rows).to_json()
    assert variorum.analyze(rows[::-1], threads=1).to_json() == first
    assert variorum.analyze(iter(rows), threads=3).to_json() == first


def test_check(run: Run, seeds: Path, tmp_path: Path) -> None:
    old, new = tmp_path / "old.jsonl", tmp_path / "new.jsonl"
    write_lines(old, pair()[:1])
    write_lines(new, pair()[1:])
    paths = [str(old), str(new)]
    for options, flags in [
        ({}, []),
        ({"new": new}, ["--new", str(new)]),
        ({"new": [f"{new}#gull"], "fail_on": "warn", "no_cache": True}, ["--new", f"{new}#gull", "--fail-on", "warn"]),
    ]:
        found = variorum.check(paths, **options)  # type: ignore[arg-type]
        for format, text in [("json", found.to_json()), ("sarif", found.to_sarif()), ("junit", found.to_junit()),
                             ("md", found.to_markdown()), ("text", str(found))]:
            wanted = run("check", *paths, *flags, "--format", format)
            assert text.encode() == wanted.stdout, (format, flags)
            assert (wanted.returncode == 0) == found.passes
    assert not variorum.check(paths).passes
    assert variorum.check(seeds).to_json().encode() == run("check", str(seeds), "--format", "json").stdout


def test_compare(run: Run) -> None:
    a, b = "Él dijo: «no» a 40 naves. It shut.", "Él dijo: «sí» a 400 naves. It did not shut."
    for options in ({}, {"offsets": "bytes"}, {"offsets": "chars", "tokens": "whitespace"}):
        flags = [f"--{name}={value}" for name, value in ({"offsets": "chars"} | options).items()]
        line = json.dumps({"id": None, "a": a, "b": b}).encode()
        wanted = json.loads(run("compare", "--jsonl", *flags, stdin=line).stdout)
        del wanted["id"]
        assert json.loads(variorum.compare(a, b, **options).to_json()) == wanted
        assert wanted["divergences"]
