"""Every regular expression of the packages, wherever it stands, and how the source uses it.

Four places are searched: what modules hold, what functions without arguments keep (vocabularies are compiled there),
literals within functions, and what is compiled while the sample notices are read.
"""

import ast
import functools
import importlib
import inspect
import linecache
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from extract.files.limits import DEFAULT_LIMITS
from scrapers.items import RawNotice
from zhenggai.ingesting.reading import read_one

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("scrapers", "extract", "normalize", "db", "zhenggai")
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
CALLS = re.compile(rf"\b(\w+)(?:\[[^\[\]]*\]|\(\))?\.({'|'.join(METHODS)})\(")
_USED = re.compile(rf"\)\.({'|'.join(METHODS)})\(")
Key = tuple[Any, int]  # pattern and flags


@dataclass(slots=True)
class Use:
    """Where a pattern was first met and by which methods it is asked."""

    where: str
    methods: set[str] = field(default_factory=set)

    @property
    def at_place(self) -> bool:
        return bool(self.methods) and self.methods <= {"match", "fullmatch"}


@functools.cache
def every_pattern() -> dict[Key, Use]:
    """All patterns, by what they are."""
    found: dict[Key, Use] = {}
    calls = {module.__name__: _calls(module) for module in modules()}
    everywhere: dict[str, set[str]] = {}
    for per_module in calls.values():
        for name, methods in per_module.items():
            everywhere.setdefault(name, set()).update(methods)
    for module in modules():
        for name, pattern in (*_held(module), *_kept(module)):
            use = found.setdefault((pattern.pattern, pattern.flags), Use(f"{module.__name__}.{name}"))
            last = name.rpartition(".")[2]
            local = calls[module.__name__]
            here = name.startswith("_") and last in local
            unnamed = local.get("pattern", {"search"})  # in a table, met as `for pattern in ...`
            use.methods |= (local if here else everywhere).get(last, unnamed)
    for key, where, method in (*_literals(), *_while_reading()):
        found.setdefault(key, Use(where)).methods.add(method)
    return found


@functools.cache
def modules() -> tuple[ModuleType, ...]:
    """All modules of the packages but those that train models."""
    return tuple(
        importlib.import_module(info.name)
        for room in ROOMS
        for info in pkgutil.walk_packages(importlib.import_module(room).__path__, f"{room}.")
        if ".training" not in info.name and not info.name.endswith("__main__")
    )


def _calls(module: ModuleType) -> dict[str, set[str]]:
    """The methods by which a module's source calls each name."""
    calls: dict[str, set[str]] = {}
    for name, method in CALLS.findall(Path(module.__file__ or "").read_text(encoding="utf-8")):
        calls.setdefault(name, set()).add(method)
    return calls


def _held(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    for name, value in list(vars(module).items()):
        if not name.startswith("__"):
            yield from patterns_in(value, name)


def _kept(module: ModuleType) -> Iterator[tuple[str, re.Pattern]]:
    """What the module's cached functions without arguments return."""
    for name, function in list(vars(module).items()):
        cached = isinstance(function, functools._lru_cache_wrapper)
        if cached and function.__module__ == module.__name__ and not inspect.signature(function).parameters:
            yield from patterns_in(function(), name)


def patterns_in(value: object, name: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern]]:
    """Patterns in a value, each with the name of what holds it."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from patterns_in(getattr(value, one.name, None), f"{name}.{one.name}", depth + 1)
    elif depth < 4 and isinstance(value, dict | list | tuple | set | frozenset):
        for part in list(value.values() if isinstance(value, dict) else value)[:2000]:
            yield from patterns_in(part, name, depth + 1)


def _literals() -> Iterator[tuple[Key, str, str]]:
    """Patterns that stand in a call within a function: re.search("...", text)."""
    for module in modules():
        tree = ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Call) and ast.unparse(node.func).removeprefix("re.") in METHODS:
                        yield from _of_call(node, f"{module.__name__}:{function.name}")


def _of_call(node: ast.Call, where: str) -> Iterator[tuple[Key, str, str]]:
    assert isinstance(node.func, ast.Attribute | ast.Name)
    if isinstance(node.func, ast.Attribute) and isinstance(node.args[0], ast.Constant):
        said = " ".join(ast.unparse(part) for part in (*node.args[1:], *node.keywords))
        flags = re.DOTALL * ("re.DOTALL" in said) | re.IGNORECASE * ("re.IGNORECASE" in said)
        compiled = re.compile(node.args[0].value, flags)
        yield (compiled.pattern, compiled.flags), where, node.func.attr


def _while_reading() -> list[tuple[Key, str, str]]:
    """Patterns that our code compiles while it reads the sample notices."""
    seen: dict[tuple[Key, str], str] = {}
    real = re._compile  # type: ignore[attr-defined]

    def watched(pattern: Any, flags: Any) -> re.Pattern:
        compiled: re.Pattern = real(pattern, flags)
        method, frame = sys._getframe(1).f_code.co_name, sys._getframe(2)
        caller = frame.f_code
        if method == "compile" and (
            used := _USED.search(linecache.getline(caller.co_filename, frame.f_lineno))
        ):
            method = used[1]
        if str(ROOT) in caller.co_filename and ".venv" not in caller.co_filename:
            module = str(Path(caller.co_filename).relative_to(ROOT).with_suffix("")).replace("/", ".")
            where = f"{module}:{caller.co_name}"
            known = method if method in METHODS else "search"
            seen.setdefault(((compiled.pattern, compiled.flags), known), where)
        return compiled

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "_compile", watched)
        for folder in ("samples/notices", "tests/extract/fixtures/html"):
            for path in sorted((ROOT / folder).glob("*.*")):
                if path.suffix in (".html", ".txt"):
                    raw = RawNotice(
                        source="file", place=path.name, file_name=path.name, body=path.read_bytes()
                    )
                    read_one(raw, DEFAULT_LIMITS)
    return [(key, where, method) for (key, method), where in seen.items()]
