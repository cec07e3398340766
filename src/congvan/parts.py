"""Parts: what every part of a record is.

The parser makes parts by the thousand and knows what it puts in. pydantic stands at the edge: it validates what comes
from elsewhere and writes the JSON Schema; it is imported, and given dataclasses to look at, when that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

from congvan.values import Value

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Part(Value):
    """What every part of a record is: frozen, closed to unknown keys, with methods named as pydantic names them."""

    __pydantic_config__: ClassVar[Mapping[str, object]] = {
        "extra": "forbid", "json_schema_serialization_defaults_required": True,
    }  # fmt: skip

    @classmethod
    def model_validate(cls, value: object) -> Self:
        """Make a part of what JSON gives: mappings, lists, strings.

        Raises:
            pydantic.ValidationError: a key is missing or unknown, or a value is not of its type.
        """
        return _adapter(cls).validate_python(value)  # type: ignore[no-any-return]

    @classmethod
    def model_validate_json(cls, text: str | bytes) -> Self:
        """Make a part of its JSON.

        Raises:
            pydantic.ValidationError: the text is no JSON, or not that of such a part.
        """
        return _adapter(cls).validate_json(text)  # type: ignore[no-any-return]

    @classmethod
    def model_json_schema(cls, mode: Literal["validation", "serialization"] = "validation") -> dict[str, Any]:
        """The JSON Schema of what is read (`validation`) or written (`serialization`: every key required)."""
        return _adapter(cls).json_schema(mode=mode)

    def model_copy(self, *, update: Mapping[str, object]) -> Self:
        """The part with other values in some fields; they are not validated."""
        return self.changed(**update)

    def model_dump(self, *, mode: Literal["json"] = "json") -> dict[str, Any]:
        """The part as mappings, lists and strings, as JSON has them."""
        return json.loads(self.model_dump_json())  # type: ignore[no-any-return]

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The part as JSON: letters as they are, without spaces where it is not indented."""
        if indent:
            return _indented(self, "\n", " " * indent)
        return json.dumps(self, default=dict, ensure_ascii=False, separators=(",", ":"))


def _indented(value: Any, margin: str, step: str) -> str:
    """Write what parts are made of as `json.dumps` does with `indent`, in a quarter of its time."""
    kind = type(value)
    if kind is int:
        return repr(value)
    if kind is str:
        return encode_basestring(value)
    if kind is bool or value is None:
        return json.dumps(value)
    inner = margin + step
    if kind is tuple:
        items = [_indented(item, inner, step) for item in value]
        return f"[{inner}{f',{inner}'.join(items)}{margin}]" if items else "[]"
    fields = [f"{encode_basestring(name)}: {_indented(item, inner, step)}" for name, item in value]
    return f"{{{inner}{f',{inner}'.join(fields)}{margin}}}"


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(part: type[Part]) -> TypeAdapter[Any]:
    """What pydantic makes of a part; made when first asked for."""
    from dataclasses import dataclass, is_dataclass

    from pydantic import TypeAdapter

    for each in Part.__subclasses__():
        if not is_dataclass(each):
            dataclass(frozen=True, kw_only=True, init=False, eq=False, repr=False)(each)
    if part.__name__ not in _ADAPTERS:
        _ADAPTERS[part.__name__] = TypeAdapter(part)
    return _ADAPTERS[part.__name__]
