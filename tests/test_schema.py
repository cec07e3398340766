"""The JSON Schema: the shipped file is what the models say, and says what record.md says."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from congvan import parse, record

SHIPPED = files("congvan") / "record.schema.json"


def test_the_shipped_schema_is_what_the_models_say(update_golden: bool) -> None:
    """The file in the package equals the schema made from the models (`pytest --update-golden` rewrites it)."""
    made = json.dumps(record.schema(), ensure_ascii=False, indent=2) + "\n"
    if update_golden:
        Path(str(SHIPPED)).write_text(made, encoding="utf-8")

    assert made == SHIPPED.read_text(encoding="utf-8")


def test_the_schema_is_a_schema() -> None:
    """The shipped file is itself valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(json.loads(SHIPPED.read_text(encoding="utf-8")))


PARTS = sorted(json.loads(SHIPPED.read_text(encoding="utf-8"))["$defs"])


@pytest.mark.parametrize("part", PARTS)
def test_every_key_is_required_and_no_other_is_allowed(part: str) -> None:
    """Each part of a record has all its keys, always, and no others."""
    shape = json.loads(SHIPPED.read_text(encoding="utf-8"))["$defs"][part]

    assert (sorted(shape["properties"]), False) == (sorted(shape["required"]), shape["additionalProperties"])


POOR = ["", " ", "Xin chào", "Số: /TB-UBND\n\nKính gửi:", "\0\f\x1b[2J", "\ud800", "a" * 10_000]


@pytest.mark.parametrize("text", POOR, ids=ascii)
def test_the_poorest_text_gives_a_valid_record(text: str) -> None:
    """Whatever the text, the record that comes back holds by the schema."""
    schema = json.loads(SHIPPED.read_text(encoding="utf-8"))

    Draft202012Validator(schema).validate(json.loads(parse(text).model_dump_json()))
