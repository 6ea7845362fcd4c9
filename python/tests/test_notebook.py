"""What a notebook shows."""

from __future__ import annotations

from html.parser import HTMLParser

import variorum
from conftest import many, pair


class Tags(HTMLParser):
    """The elements and attributes of a page, and its words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.marked: list[str] = []
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.depth += tag == "mark"

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "mark"

    def handle_data(self, data: str) -> None:
        self.words += data
        if self.depth:
            self.marked.append(data)


def read(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    return tags


def test_tellings_stand_side_by_side() -> None:
    seen = read(variorum.analyze(pair())._repr_html_())
    assert seen.marked == ["21 boats", "12 boats"]
    for words in ("Tern", "Gull", "contradiction", "number.conflict (conflict)"):
        assert words in seen.words
    seen = read(variorum.compare("Él cerró 12 puertos.", "Él cerró 21 puertos.")._repr_html_())
    assert seen.marked[:2] == ["12", "21"]
    assert "number.conflict" in read(variorum.check(pair())._repr_html_()).words


def test_texts_of_strangers_do_nothing() -> None:
    bad = '<script>alert(1)</script><img src=x onerror=alert(1)> "\' \u202e & <b>'
    rows = [row | {"source": bad, "title": bad, "id": row["id"] + bad, "text": row["text"] + " " + bad} for row in pair()]
    for page in (
        variorum.analyze(rows)._repr_html_(),
        variorum.compare(rows[0]["text"], rows[1]["text"])._repr_html_(),
        variorum.check(rows)._repr_html_(),
    ):
        seen = read(page)
        assert seen.tags <= {"p", "b", "small", "br", "table", "caption", "thead", "tbody", "tr", "th", "td", "mark", "ul", "li", "pre"}
        assert seen.attributes <= {"style", "dir"}
        assert "\u202e" not in page
        assert "alert(1)" in seen.words


def test_a_large_analysis_is_shown_in_part() -> None:
    found = variorum.analyze(many(120))
    assert found.statements.num_rows > 10
    page = found._repr_html_()
    assert page.count("<table>") == 10
    assert "more statements" in page
