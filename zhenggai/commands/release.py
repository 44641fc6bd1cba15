"""`zhenggai release`: build, check and publish a dataset, or say why not."""

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import click

from zhenggai.commands.options import corrections_option, load_corrections, told_in_words
from zhenggai.ingesting.places import PlacesError, load_places
from zhenggai.pipeline import Options
from zhenggai.release.making import DATASET, Plan
from zhenggai.release.making import release as make
from zhenggai.release.rules import RULES, RulesError, load_rules

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_SHOWN = 20  # failures of one check that are named


@click.command(short_help="Build, check and publish a dataset, or say why not.")
@click.option(
    "--from", "--archive", "paths", multiple=True, required=True, metavar="PATH", help="Files or archive; may be repeated.",
    type=click.Path(exists=True, path_type=Path),
)  # fmt: skip
@corrections_option(required=False)
@click.option("--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="A new folder.")
@click.option("--previous", type=_FOLDER, metavar="DIR", help="The last release: nothing of it may be lost.")
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Name of the release; today by default."
)
@click.option(
    "--rules", type=_FILE, default=RULES, metavar="FILE", help="What must hold (see docs/releases.md)."
)
@click.option(
    "--gold", type=_FOLDER, metavar="DIR", help="Annotations of files among the input, to be scored."
)
@click.option("--floors", type=_FILE, metavar="FILE", help="Least figures of that score.")
@click.option(
    "--places",
    type=_FILE,
    multiple=True,
    metavar="FILE",
    help="TOML file of places that the official table lacks; may be repeated.",
)
@click.option(
    "--jobs", default=1, show_default=True, type=click.IntRange(1, 256), help="Processes that read."
)
@click.pass_context
def release(  # noqa: PLR0913, PLR0917 - one argument an option
    ctx: click.Context,
    paths: tuple[Path, ...],
    corrections: Path | None,
    out: Path,
    previous: Path | None,
    day: datetime | None,
    rules: Path,
    gold: Path | None,
    floors: Path | None,
    places: tuple[Path, ...],
    jobs: int,
) -> None:
    """Build a dataset from files or an archive and from corrections, check it, and publish it.

    It stops with a list where a source has too few or too many notices, too few values are resolved, a notice of
    the last release is lost, a figure is below its floor, or a cell differs from its place in the source. Otherwise
    DIR holds the dataset, exports, a data package, what changed since the last release, and checksums. The same
    input and date give the same bytes.

    \b
    Example:
      zhenggai release --from archive/ --corrections corrections/ --previous releases/2025-01-31 \\
        --date 2025-02-28 --out releases/2025-02-28

    Exit code: 0 released, 1 refused, 2 wrong usage.
    """
    if floors is not None and gold is None:
        raise click.UsageError("got: --floors without --gold; expected: annotations to score")
    if previous is not None and not (previous / DATASET).exists():
        raise click.UsageError(f"got: {previous} without {DATASET}; expected: the folder of a release")
    try:
        plan = Plan(
            paths=paths,
            date=(day or datetime.now(UTC)).date().isoformat(),
            options=Options(
                jobs=jobs,
                places=load_places(*places),
                corrections=load_corrections(corrections),
            ),
            rules=load_rules(rules),
            previous=previous,
            gold=gold,
            floors=json.loads(floors.read_text(encoding="utf-8")) if floors else {},
        )
        with told_in_words():
            outcome = make(plan, out)
    except (RulesError, PlacesError, FileExistsError, FileNotFoundError) as error:
        raise click.UsageError(str(error)) from error
    if not outcome.failures:
        click.echo(f"released {outcome.facts['release']} to {out}: {json.dumps(outcome.facts['totals'])}")
        click.echo(
            f"since {outcome.facts['previous'] or 'nothing'}: {json.dumps(outcome.facts['since_previous'])}"
        )
        return
    shown: Counter[str] = Counter()
    for failure in outcome.failures:
        shown[failure.check] += 1
        if shown[failure.check] <= _SHOWN:
            click.echo(f"{failure.check}: {failure.message}")
    for check, count in shown.items():
        click.echo(f"refused: {check} ({count})")
    ctx.exit(1)
