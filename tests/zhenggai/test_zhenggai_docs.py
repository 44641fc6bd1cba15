"""What the docs say of the program is what the program says."""

import re
import shlex
import subprocess
import sys
from functools import cache
from pathlib import Path

import click
import pytest

from zhenggai.cli import COMMANDS, main
from zhenggai.crawling.options import choose

ROOT = Path(__file__).resolve().parent.parent.parent


def test_generated_docs_are_up_to_date():
    # in a process of its own: click keeps the help option of a command as whoever asked first had set it
    done = subprocess.run(
        [sys.executable, ROOT / "docs" / "generate.py", "--check"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    command = main.get_command(click.Context(main), name)
    assert command.name == name
    assert command.get_short_help_str(limit=200) == COMMANDS[name][1]
    commands = command.commands.values() if isinstance(command, click.Group) else [command]
    for each in commands:
        assert "Example" in each.help, each.name
        assert all(parameter.help for parameter in each.params if isinstance(parameter, click.Option)), (
            each.name
        )


def _leaves(command, path):
    if isinstance(command, click.Group):
        for name in command.commands:
            yield from _leaves(command.commands[name], (*path, name))
    else:
        yield path, command


def _all_commands():
    for name in COMMANDS:
        yield from _leaves(main.get_command(click.Context(main), name), (name,))


def test_every_command_tells_its_exit_codes():
    assert [path for path, command in _all_commands() if "Exit code: 0" not in command.help] == []


@pytest.fixture
def folder_of_examples(tmp_path, monkeypatch):
    """What the examples name: folders, a dataset, a page, an archive."""
    for name in (
        "downloads",
        "archive",
        "corrections",
        "parquet",
        "samples/gold",
        "reviewed",
        "releases/2025-01-31",
    ):
        (tmp_path / name).mkdir(parents=True)
    for name in ("notices.db", "plain.db", "one.pdf", "two.html", "notice.html", "notices.zip", "page.html"):
        (tmp_path / name).touch()
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "floors.json").touch()
    monkeypatch.chdir(tmp_path)


def _examples():
    for path, command in _all_commands():
        text = command.help.split("Example", 1)[1].replace("\\\n", " ")
        for line in re.findall(r"^ *(zhenggai .*)$", text, re.MULTILINE):
            yield " ".join(path), line


@pytest.mark.parametrize(("of", "line"), list(_examples()))
@pytest.mark.usefixtures("folder_of_examples")
def test_examples_of_the_help_are_understood_as_they_stand(of, line):
    words, command, context = shlex.split(line)[1:], main, None
    while isinstance(command, click.Group):
        context = click.Context(command, parent=context)
        command, words = command.get_command(context, words[0]), words[1:]
        assert command, line
    values = command.make_context(command.name, words, parent=context).params  # a wrong option or path raises
    for key in ("ids", "regions"):
        if key in values:
            assert choose(None, values["ids"], values["regions"]), of


def test_readme_names_the_two_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert re.search(r"^make demo$", readme, re.MULTILINE)
    assert re.search(r"^make test$", readme, re.MULTILINE)


def _documents():
    return [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
        (ROOT / "docs").glob("*.md")
    )


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (path.parent / target).exists(), target


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.name)
def test_commands_in_the_docs_exist(path):
    text = path.read_text(encoding="utf-8")
    for name in re.findall(r"(?:^|[`\s/])zhenggai ([a-z]+)", text, re.MULTILINE):
        assert name in COMMANDS, name
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    for name in re.findall(r"`make ([a-z-]+)`|^make ([a-z-]+)", text, re.MULTILINE):
        assert (name[0] or name[1]) in targets, name


def _outside_blocks(path):
    return re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)


def _is_there(name):
    """A path from the top or from a room, or the last parts of one; what a command writes is named in the code."""
    return (ROOT / name).exists() or any(path.endswith("/" + name.rstrip("/")) for path in _tracked())


@cache
def _tracked():
    rooms = (entry for entry in ROOT.iterdir() if entry.is_dir() and not entry.name.startswith("."))
    return frozenset(path.as_posix() for room in rooms for path in room.rglob("*"))


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.name)
def test_modules_and_folders_in_the_docs_exist(path):
    if path.name == "CHANGELOG.md":
        return  # tells of what was, too
    named = re.findall(r"`([a-z_][\w/-]*(?:\.py|/))`", _outside_blocks(path))
    assert [name for name in named if "NAME" not in name and not _is_there(name)] == []


@pytest.mark.parametrize("path", _documents(), ids=lambda path: path.name)
def test_options_in_the_docs_exist(path):
    """Behind the name of one of our commands stand only options it has."""
    text = path.read_text(encoding="utf-8").replace("\\\n", " ")
    for line in re.findall(r"(?:^|[`\s/])zhenggai ([a-z]+[^`|;&\n]*)", text, re.MULTILINE):
        words = line.split("#")[0].split()
        known = {
            name
            for where, command in _all_commands()
            if where[0] == words[0]
            for p in command.params
            for name in (*p.opts, *p.secondary_opts)
        }
        assert {w.split("=")[0] for w in words if w.startswith("--")} <= known | {"--help"}, line
