"""The edge of pages: what runs there is shown and is no part of the record; a head printed there is the document's."""

from __future__ import annotations

import pytest

from congvan import grammar, pipeline
from congvan.loaders import opendocument, word
from congvan.text import Source
from test_office import cell, docx, odt, p, run, table

OWN = table(
    cell("SỞ MẪU", "TRƯỜNG THỬ", "Số: 12/TB-TT")
    + cell("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Sơn Mẫu, ngày 3 tháng 4 năm 2025")
)
REST = p(run("THÔNG BÁO")) + p(run("Về việc trồng cây")) + p(run("Các lớp trồng cây trước ngày 10/4/2025."))
RUNNING = "Văn phòng Sở Mẫu, cơ sở dữ liệu văn bản"


def number(source: Source) -> str | None:
    """The number that the record of a document has."""
    found = pipeline.parse_source(source, grammar.load(), fast=True).record.reference_number
    return found.number if found else None


def codes(source: Source) -> list[str]:
    """What its loader noted."""
    return [note.code for note in source.notes]


def test_a_head_in_the_header_of_pages_is_the_document_s() -> None:
    """Where the body has no national title, the one at the edge of the first page is read at the top."""
    source = word.load("a", docx(REST, header1=OWN))

    assert ("12", ["head-in-margin"]) == (number(source), codes(source))


def test_a_body_with_its_own_head_keeps_it() -> None:
    """A head at the edge of pages does not go before another one."""
    source = word.load("a", docx(OWN + REST, header1=OWN.replace("12/TB", "13/TB")))

    assert ("12", ["margin-aside"]) == (number(source), codes(source))


def test_what_runs_at_the_edge_is_shown_and_not_read() -> None:
    """Its lines stand at the end of the text, each once, and the record is as without them."""
    source = word.load("a", docx(OWN + REST, header1=p(run(RUNNING)), footer1=p(run(RUNNING))))
    plain = word.load("a", docx(OWN + REST))

    assert f"\n\n{RUNNING}\n" == source.text.removeprefix(plain.text.rstrip("\n"))
    assert _bare(plain) == _bare(source)


@pytest.mark.parametrize("edge", ["2", "Trang 2/5"])
def test_a_page_s_number_is_nothing(edge: str) -> None:
    """Numbers of pages are left out without a word."""
    assert ("a\n", []) == ((source := word.load("a", docx(p(run("a")), footer1=p(run(edge))))).text, codes(source))


def test_opendocument_has_edges_too() -> None:
    """What its styles draw on each page is set aside as in Word."""
    source = opendocument.load("a", odt("<text:p>a</text:p>", header=f"<text:p>{RUNNING}</text:p>"))

    assert (f"a\n\n{RUNNING}\n", ["margin-aside"]) == (source.text, codes(source))


def _bare(source: Source) -> dict[str, object]:
    record = pipeline.parse_source(source, grammar.load(), fast=True).record.model_dump()
    return {key: value for key, value in record.items() if key not in ("source", "problems")}
