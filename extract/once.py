"""What is worked out when it is first asked for and kept with its object."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

_T = TypeVar("_T")


class told_once(Generic[_T]):  # noqa: N801 - a decorator, as `property`
    """A property of an object that does not change: worked out at the first look, then an attribute like any other.

    `functools.cached_property` takes a lock at each first look, which costs more than most answers here.
    """

    def __init__(self, told: Callable[[Any], _T]) -> None:
        self.told = told
        self.__doc__ = told.__doc__

    @overload
    def __get__(self, of: None, owner: type) -> Self: ...
    @overload
    def __get__(self, of: object, owner: type) -> _T: ...
    def __get__(self, of: object | None, owner: type) -> Self | _T:
        if of is None:
            return self
        told = self.told(of)
        of.__dict__[self.told.__name__] = told
        return told
