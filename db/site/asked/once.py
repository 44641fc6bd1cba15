"""What is equal for every reader of a file that never changes is read and written once a connection."""

import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar, cast

__all__ = ["Reading", "once"]

Made = TypeVar("Made")


class Reading(sqlite3.Connection):
    """A connection to an immutable file, with a memory. Used by one thread at a time, as every connection is."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.made: dict[object, object] = {}


def once(connection: sqlite3.Connection, key: object, make: Callable[[], Made]) -> Made:
    """What `make` gives, made once on a Reading; on any other connection made each time.

    Keys must come from a small, fixed set: nothing is ever forgotten.
    """
    if not isinstance(connection, Reading):
        return make()
    if key not in connection.made:
        connection.made[key] = make()
    return cast("Made", connection.made[key])
