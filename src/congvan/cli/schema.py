"""`congvan schema`: the JSON Schema of the record."""

from __future__ import annotations

from congvan.cli import output


def schema() -> None:
    """In khuôn của hồ sơ (JSON Schema 2020-12).

    Print the JSON Schema of the record.

    \b
    Ví dụ (example):
      congvan schema > record.schema.json
    """
    from pkgutil import get_data  # importlib.resources takes 20 ms more

    output.write(get_data("congvan", "record.schema.json") or b"")
