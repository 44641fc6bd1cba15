"""The examples on the page of the API, run as they stand there against a server."""

import html
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.db.site_server import Asked

HAS_R = (
    shutil.which("Rscript") is not None
    and subprocess.run(
        ["Rscript", "-e", "library(jsonlite)"], capture_output=True, check=False, timeout=60
    ).returncode
    == 0
)


def example(address: str, name: str) -> str:
    """The code below the heading `name`."""
    with urllib.request.urlopen(f"{address}/api") as answer:
        page = answer.read().decode()
    found = re.search(rf'<h2 id="{name}">.*?<code>(.*?)</code>', page, re.DOTALL)
    assert found is not None
    return re.sub(r"(size\W+)100", r"\g<1>20", html.unescape(found[1]))  # several pages of this small dataset


def hits(site: Asked) -> list[dict[str, object]]:
    """What the examples ask for, asked for page by page."""
    path, found = f"/api/findings.json?size=20&q={quote('闲置')}", []
    while path:
        page = site.json(path)
        found += page["findings"]
        path = (page["next"] or "").replace("http://site.test", "")
    return found


def test_python_example_gives_all_findings(address: str, site: Asked) -> None:
    done = subprocess.run(
        [sys.executable, "-c", example(address, "python")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    expected = hits(site)
    count, title, *_ = done.stdout.split()
    assert (int(count), title) == (len(expected), str(expected[0]["title"]).split()[0])
    assert len(expected) > 40


@pytest.mark.skipif(not HAS_R, reason="no Rscript with the package jsonlite: the example in R is not run")
def test_r_example_counts_all_findings(address: str, site: Asked, tmp_path: Path) -> None:
    script = tmp_path / "example.R"
    script.write_text(
        f"{example(address, 'r')}\nwrite_json(list(n = nrow(findings), by = as.list(table(findings$status))), 'out.json', auto_unbox = TRUE)\n",
        encoding="utf-8",
    )
    done = subprocess.run(
        ["Rscript", "--encoding=UTF-8", script.name],
        cwd=tmp_path,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    expected = hits(site)
    counts: dict[str, int] = {}
    for finding in expected:
        if finding["status"]:
            counts[str(finding["status"])] = counts.get(str(finding["status"]), 0) + 1
    assert json.loads((tmp_path / "out.json").read_text()) == {"n": len(expected), "by": counts}


def test_example_in_r_asks_for_what_the_server_has(address: str, site: Asked) -> None:
    """Also where there is no R: its request answers, and every name it takes from the answer stands there."""
    code = example(address, "r")
    asked = re.search(r'paste0\("([^"]+)", URLencode\("([^"]+)"\)\)', code)
    assert asked is not None
    with urllib.request.urlopen(asked[1] + quote(asked[2])) as answer:
        page = json.load(answer)
    assert {*re.findall(r"page\$(\w+)", code), *re.findall(r'page\[\["(\w+)"\]\]', code)} <= set(page)
    assert set(re.findall(r"findings\$(\w+)", code)) <= set(page["findings"][0])


def test_sql_example_answers(address: str) -> None:
    with urllib.request.urlopen(example(address, "sql")) as answer:
        rows = json.load(answer)
    assert {"city", "n"} == set(rows[0])
