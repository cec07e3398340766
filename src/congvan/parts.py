"""Parts: what every part of a record is.

The parser makes parts by the thousand and knows what it puts in, and every start makes all their classes: so a part is
a plain object that holds what its class names. pydantic stands at the edge: it validates what comes from elsewhere and
writes the JSON Schema; it is imported, and given dataclasses to look at, when that is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, dataclass_transform

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Part:
    """What every part of a record is: frozen, closed to unknown keys, with methods named as pydantic names them.

    It takes its fields by name, every one that has no value of its own.

    Raises:
        TypeError: a field is missing or unknown.
        AttributeError: a field is assigned to.
    """

    __pydantic_config__: ClassVar[Mapping[str, object]] = {
        "extra": "forbid", "json_schema_serialization_defaults_required": True,
    }  # fmt: skip

    def __init__(self, **fields: Any) -> None:
        if fields.keys() != self.__annotations__.keys():
            fields = self._completed(fields)
        self.__dict__.update(fields)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """The names of the fields, in order."""
        return tuple(cls.__annotations__)

    @classmethod
    def _completed(cls, fields: dict[str, Any]) -> dict[str, Any]:
        whole = {name: cls.__dict__[name] for name in cls.names() if name in cls.__dict__} | fields
        if wrong := whole.keys() ^ cls.__annotations__.keys():
            raise TypeError(f"{cls.__name__}: missing or unknown: {', '.join(sorted(wrong))}")
        return whole

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """The fields as `(name, value)`, in the order of the class."""
        values = self.__dict__
        return ((name, values[name]) for name in self.__annotations__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.__dict__ == other.__dict__

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
        return type(self)(**{**self.__dict__, **update})

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
    from dataclasses import dataclass, is_dataclass

    from pydantic import TypeAdapter

    for each in Part.__subclasses__():
        if not is_dataclass(each):
            dataclass(frozen=True, kw_only=True, init=False, eq=False, repr=False)(each)
    if part.__name__ not in _ADAPTERS:
        _ADAPTERS[part.__name__] = TypeAdapter(part)
    return _ADAPTERS[part.__name__]
