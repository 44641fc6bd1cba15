"""Engines: the same answers in the same order, whatever the number of processes; a dead process costs one item."""

import os
import subprocess
import sys
import time
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from zhenggai.engines import begin, run


def double(item):
    if item % 7 == 0:
        time.sleep(0.01)  # answers come out of order
    return item * 2


def die_at_13(item):
    if item == 13:
        os._exit(9)
    return item


def die_at_80(item):
    if item == 80:
        os._exit(9)
    return item


def note(folder, item):
    (folder / str(item)).touch()
    time.sleep(0.01)
    return item


def die_elsewhere(home):
    if os.getpid() != home:
        os._exit(9)
    return "done here"


def lost(item):
    return f"lost {item}"


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_answers_come_in_order(jobs):
    assert list(run(range(300), double, jobs=jobs, crashed=lost)) == [item * 2 for item in range(300)]


def test_item_that_kills_its_process_is_the_only_one_lost():
    assert list(run(range(20), die_at_13, jobs=2, crashed=lost)) == [*range(13), "lost 13", *range(14, 20)]


def test_process_that_dies_while_answers_are_used_costs_one_item_too():
    answers = []
    for answer in run(range(100), die_at_80, jobs=2, crashed=lost):
        time.sleep(0.02)  # the process dies meanwhile, and more is to be begun
        answers.append(answer)
    assert answers == [*range(80), "lost 80", *range(81, 100)]


def test_the_heaviest_of_few_items_are_begun_first_and_answers_come_in_order(tmp_path):
    def weight(item):
        return item % 10

    answers = list(run(range(30), partial(note, tmp_path), jobs=2, crashed=lost, weight=weight))
    begun = sorted(range(30), key=lambda item: (tmp_path / str(item)).stat().st_mtime_ns)
    assert answers == [*range(30)]
    assert {item % 10 for item in begun[:3]} <= {9, 8}


def test_items_that_travel_together_come_in_order_and_only_the_guilty_one_is_lost():
    def share(item):
        return 1 if item == 5 else 1 / 4

    answers = list(run(range(40), die_at_13, jobs=2, crashed=lost, share=share))
    assert answers == [*range(13), "lost 13", *range(14, 40)]


def test_only_a_window_of_items_is_taken_ahead():
    taken = count()
    items = (next(taken) for _ in range(10_000))
    answers = run(items, double, jobs=2, crashed=lost)
    assert next(answers) == 0
    assert next(taken) <= 2 * 64 + 2
    answers.close()


def test_work_is_begun_in_a_process_of_its_own():
    assert begin(os.getpid)() != os.getpid()


def test_work_whose_process_dies_is_done_here():
    assert begin(partial(die_elsewhere, os.getpid()))() == "done here"


def test_no_items_no_answers():
    assert list(run([], double, jobs=2, crashed=lost)) == []


PROGRAM = """
import time
from zhenggai.engines import run
def work(item):
    import os
    os.write(1, b"%d\\n" % os.getpid())  # one write: two workers share the pipe
    time.sleep(60)
if __name__ == "__main__":
    list(run(range(2), work, jobs=2, crashed=work))
"""


def test_workers_end_with_a_parent_that_was_killed(tmp_path):
    (tmp_path / "program.py").write_text(PROGRAM)
    with subprocess.Popen(
        [sys.executable, "program.py"], cwd=tmp_path, stdout=subprocess.PIPE, text=True
    ) as parent:
        workers = [int(parent.stdout.readline()) for _ in range(2)]
        parent.kill()
        deadline = time.monotonic() + 60
        while any(map(_alive, workers)) and time.monotonic() < deadline:
            time.sleep(0.1)
    assert not any(map(_alive, workers))


def _alive(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
