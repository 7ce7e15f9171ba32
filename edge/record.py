"""`NamedTuple` as `typing` has it, for handlers that have shipped: without `typing`, and quicker to define.

The sources of this package use `typing.NamedTuple`, which type checkers know. The import of `typing` takes
3 ms of a cold start and each class a fifth of one more, since its constructor is compiled from text; so the
build puts this class in its place. A test holds it against `typing`'s.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Self

__all__ = ["NamedTuple"]


class NamedTuple(tuple):  # type: ignore[type-arg]  # fields of any types
    """A tuple whose items have the names of the class's annotations, in their order."""

    __slots__ = ()
    __match_args__: tuple[str, ...] = ()
    _fields: tuple[str, ...] = ()
    _defaults: dict[str, object] = {}  # noqa: RUF012 - set anew for each class

    def __init_subclass__(cls) -> None:
        cls._fields = tuple(cls.__annotations__)
        cls.__match_args__ = cls._fields  # type: ignore[misc]  # mypy takes it for a constant
        cls._defaults = {name: cls.__dict__[name] for name in cls._fields if name in cls.__dict__}
        for index, name in enumerate(cls._fields):
            setattr(cls, name, property(itemgetter(index)))

    def __new__(cls, *values: object, **named: object) -> Self:
        """A record of these values, by place or by name.

        Raises:
            TypeError: one is missing, or too many.
        """
        rest = cls._fields[len(values) :]
        if rest:
            given = {**cls._defaults, **named}
            missing = [name for name in rest if name not in given]
            if missing:
                raise TypeError(f"{cls.__name__} lacks {', '.join(missing)}")
            values += tuple([given[name] for name in rest])
        if len(values) > len(cls._fields) or not named.keys() <= set(rest):
            raise TypeError(f"{cls.__name__} takes {', '.join(cls._fields)}, each once")
        return tuple.__new__(cls, values)

    def _replace(self, **named: object) -> Self:
        return type(self)(**{**self._asdict(), **named})

    def _asdict(self) -> dict[str, object]:
        return dict(zip(self._fields, self))  # noqa: B905 - they are as long as each other

    def __repr__(self) -> str:
        items = ", ".join(f"{name}={value!r}" for name, value in self._asdict().items())
        return f"{type(self).__name__}({items})"

    def __getnewargs__(self) -> tuple[object, ...]:
        return tuple(self)
