"""The collector is held while a document is read, and goes on as it was."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from congvan import parse
from congvan.collector import held


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    """The collector as it was."""
    was = gc.isenabled()
    yield
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize("on", [True, False])
def test_it_goes_on_as_it_was(on: bool) -> None:
    """Held inside, held still when the first of two readers is done, as before when the last is."""
    (gc.enable if on else gc.disable)()
    first, second = held(), held()
    seen = []
    for step in (first.__enter__, second.__enter__, lambda: first.__exit__(None, None, None)):
        step()
        seen.append(gc.isenabled())
    second.__exit__(None, None, None)

    assert ([False] * 3, on) == (seen, gc.isenabled())


def test_it_goes_on_after_an_error() -> None:
    """What fails inside leaves it as it was."""
    gc.enable()
    with pytest.raises(ValueError, match="lỗi"), held():
        raise ValueError("lỗi")

    assert gc.isenabled()


def test_reading_leaves_no_garbage() -> None:
    """What a document was read with does not wait for the collector: it may be held whatever the document's length."""
    text = "UBND XÃ MẪU\nSố: 1/TB-UBND\n\nTHÔNG BÁO\nVề việc trồng cây\n\n1. Giao Phòng Kinh tế trồng cây.\n"
    parse(text, fast=True)
    gc.collect()
    parse(text.replace("1. Giao", "1. Đề nghị"), fast=True)

    assert gc.collect() < 50
