"""Parts: what every part of a record is.

The parts are plain dataclasses, for the parser makes them by the thousand and knows what it puts in. pydantic stands at
the edge: it validates what comes from elsewhere and writes the JSON Schema, and is imported when that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self

if TYPE_CHECKING:
    from pydantic import TypeAdapter


class Part:
    """What every part of a record is: frozen, closed to unknown keys, with methods named as pydantic names them.

    Equality and `repr` are written once here: made for each of twenty classes they take 5 ms of every start.
    """

    __slots__: ClassVar[tuple[str, ...]] = ()
    __pydantic_config__: ClassVar[Mapping[str, object]] = {
        "extra": "forbid", "json_schema_serialization_defaults_required": True,
    }  # fmt: skip

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """The fields as `(name, value)`, in order: a dataclass with slots names them there."""
        return ((name, getattr(self, name)) for name in self.__slots__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"

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
        return replace(self, **update)  # type: ignore[type-var]

    def model_dump(self, *, mode: Literal["json"] = "json") -> dict[str, Any]:
        """The part as mappings, lists and strings, as JSON has them."""
        return json.loads(self.model_dump_json())  # type: ignore[no-any-return]

    def model_dump_json(self, *, indent: int | None = None) -> str:
        """The part as JSON: letters as they are, without spaces where it is not indented."""
        separators = None if indent else (",", ":")
        return json.dumps(self, default=dict, ensure_ascii=False, indent=indent, separators=separators)


_ADAPTERS: dict[str, TypeAdapter[Any]] = {}


def _adapter(part: type[Part]) -> TypeAdapter[Any]:
    """What pydantic makes of a part; made when first asked for."""
    from pydantic import TypeAdapter

    if part.__name__ not in _ADAPTERS:
        _ADAPTERS[part.__name__] = TypeAdapter(part)
    return _ADAPTERS[part.__name__]
