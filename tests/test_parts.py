"""What every part of a record can do."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any

import pytest
from pydantic import ValidationError

from congvan import parse
from congvan.record import Record, Text

PLACE = Text(text="Hòa An", spans=((3, 9),))


def test_a_part_is_frozen() -> None:
    """No value of a part can be set again."""
    with pytest.raises(AttributeError):
        PLACE.text = "Hòa Bình"  # type: ignore[misc]


@pytest.mark.parametrize("fields", [{"text": "Hòa An"}, {"text": "Hòa An", "spans": (), "more": 1}, {}])
def test_a_part_is_made_of_all_its_fields(fields: dict[str, Any]) -> None:
    """A part that is made without a field, or with one that it has not, is refused."""
    with pytest.raises(TypeError):
        Text(**fields)


def test_a_part_travels() -> None:
    """A part that was sent to another process, or copied, is the same part."""
    assert [PLACE, PLACE] == [pickle.loads(pickle.dumps(PLACE)), copy.deepcopy(PLACE)]


def test_parts_with_the_same_values_are_one() -> None:
    """Parts are equal, and stand for each other in a set, when their kinds and values are."""
    assert {PLACE} == {PLACE, Text(text="Hòa An", spans=((3, 9),))}
    assert PLACE != Text(text="Hòa An", spans=())


@pytest.mark.parametrize(
    "written",
    [
        '{"text":"Hòa An"}',
        '{"text":"Hòa An","spans":[],"more":1}',
        '{"text":1,"spans":[]}',
        '{"text":"Hòa An","spans":[[1]]}',
        "Hòa An",
    ],
    ids=["missing", "unknown", "number", "half a span", "no JSON"],
)
def test_what_is_no_part_is_refused(written: str) -> None:
    """A missing or unknown key, a value of another type and what is no JSON are refused."""
    with pytest.raises(ValidationError):
        Text.model_validate_json(written)


def test_a_part_is_read_back_as_it_was_written() -> None:
    """JSON written, indented or not, and read again gives the same part."""
    assert [PLACE] * 3 == [
        Text.model_validate_json(PLACE.model_dump_json()),
        Text.model_validate_json(PLACE.model_dump_json(indent=2)),
        Text.model_validate(PLACE.model_dump()),
    ]


@pytest.mark.parametrize("indent", [1, 2, 4])
def test_indented_json_is_that_of_the_standard_library(indent: int) -> None:
    """Numbers, words, quotes, nothing, empty lists: written as `json.dumps` writes them."""
    text = 'UBND XÃ "MẪU"\nSố:      /TB-UBND\n\nTHÔNG BÁO\nVề việc trồng cây\n\n1. Giao Phòng Kinh tế trồng cây.\n'
    record = parse(text, name="a\\b\t.txt", fast=True)

    assert json.dumps(record.model_dump(), ensure_ascii=False, indent=indent) == record.model_dump_json(indent=indent)


def test_a_copy_differs_in_what_is_updated() -> None:
    """A copy has the new values and leaves the first part as it was."""
    assert ("Hòa Bình", "Hòa An") == (PLACE.model_copy(update={"text": "Hòa Bình"}).text, PLACE.text)


def test_a_part_shows_its_fields() -> None:
    """`repr` names the kind and each field."""
    assert "Text(text='Hòa An', spans=((3, 9),))" == repr(PLACE)


def test_json_is_what_pydantic_would_write() -> None:
    """The letters, separators and order of keys are those of pydantic's own serializer."""
    from pydantic import TypeAdapter

    part = Text(text='Hòa "An"\t\x01 \u2028 /\\', spans=((3, 9), (10, 12)))
    assert TypeAdapter(Text).dump_json(part).decode() == part.model_dump_json()
    assert TypeAdapter(Text).dump_json(part, indent=2).decode() == part.model_dump_json(indent=2)


def test_a_schema_requires_every_key_that_is_written() -> None:
    """In the schema of what is written all keys of a record are required."""
    schema = Record.model_json_schema("serialization")
    assert list(schema["properties"]) == schema["required"] == list(Record.names())
    assert json.dumps(schema)
