"""What the tests of the extract room share."""

from collections.abc import Iterator

import pytest

from extract.sandbox.parent import close


@pytest.fixture(scope="module")
def no_child_left() -> Iterator[None]:
    """The reading process is ended behind the last test of a module."""
    yield
    close()
