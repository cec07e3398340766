"""Values: plain objects that are made once and never changed.

A dataclass would do; but every start makes all classes, and a dataclass takes a millisecond each.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Self, dataclass_transform


@dataclass_transform(kw_only_default=True, frozen_default=True, eq_default=False)
class Value:
    """What is made once and never changed, with the fields that its class is annotated with.

    It takes its fields by name, every one that has no value of its own.

    Raises:
        TypeError: a field is missing or unknown.
        AttributeError: a field is assigned to.
    """

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

    def changed(self, **fields: Any) -> Self:
        """The same value but for some fields."""
        return type(self)(**{**dict(self), **fields})

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen: {name} cannot be deleted")

    def __iter__(self) -> Iterator[tuple[str, Any]]:
        """The fields as `(name, value)`, in the order of the class."""
        return ((name, getattr(self, name)) for name in self.__annotations__)

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self)})"
