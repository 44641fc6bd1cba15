"""Import Datasette without what it does not need.

Datasette carries a parser of units that imports NumPy, SciPy, Dask and more wherever they are
installed: 1.4 seconds of every start here, for nothing. While Datasette is imported, such modules
look as if they were not there; those already imported by others stay as they are.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["without_unneeded_modules"]

UNNEEDED = (
    "numpy",
    "scipy",
    "dask",
    "dask.array",
    "dask.base",
    "xarray",
    "pandas",
    "uncertainties",
    "babel",
    "mip",
)


@contextmanager
def without_unneeded_modules() -> Iterator[None]:
    """Hide modules that nobody has imported yet."""
    hidden = [name for name in UNNEEDED if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]  # importing it raises ImportError
    try:
        yield
    finally:
        for name in hidden:
            if sys.modules.get(name) is None:
                del sys.modules[name]
