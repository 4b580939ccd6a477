"""Whatever the file, there is a sentence, the right exit code and no traceback; rows that can be read are still counted."""

from __future__ import annotations

import json
import os
import time

import pytest

from tests.unit.cli.running import run
from tests.unit.returns.bad_files import BAD

SECONDS = 2.0


@pytest.fixture(params=BAD, ids=lambda bad: bad.name)
def bad(request, tmp_path):
    request.param.make(tmp_path / request.param.name)
    return request.param


def test_it_says_what_is_wrong_with_the_file(bad, tmp_path, capsys):
    started = time.process_time()
    ran = run(capsys, "check", tmp_path / bad.name, "--notes")
    assert ran.code == bad.code
    assert bad.says in ran.out + ran.err
    assert "Traceback" not in ran.err
    assert time.process_time() - started < SECONDS


def test_it_still_counts_the_rows_that_can_be_read(bad, tmp_path, capsys):
    ran = run(capsys, "count", tmp_path / bad.name, "--json")
    assert "Traceback" not in ran.err
    if bad.episodes is None:
        assert ran.code == 2 and bad.says in ran.err
    else:
        (said,) = json.loads(ran.out)
        assert ran.code == 0
        assert next(i["numerator"] + i["unplaced"] for i in said["indicators"] if i["id"] == "R1") == bad.episodes


def made(name, folder):
    next(bad for bad in BAD if bad.name == name).make(folder / name)
    return folder / name


def test_it_says_beside_the_figures_how_many_rows_were_lost(tmp_path, capsys):
    assert (
        "2 rows are counted nowhere: their cells do not fit the column names."
        in run(capsys, "count", made("ragged.csv", tmp_path)).out
    )


def test_it_says_beside_the_figures_that_the_file_breaks_off(tmp_path, capsys):
    assert "The file stops being XML at line 1" in run(capsys, "count", made("cut-off.xml", tmp_path)).out


def test_it_refuses_a_folder(tmp_path, capsys):
    ran = run(capsys, "check", tmp_path)
    assert ran.code == 2 and "is a folder" in ran.err


def test_it_refuses_a_file_that_is_not_there(tmp_path, capsys):
    ran = run(capsys, "count", tmp_path / "nowhere.csv")
    assert ran.code == 2 and "does not exist" in ran.err


def test_it_refuses_a_pipe(tmp_path, capsys):
    os.mkfifo(tmp_path / "pipe.csv")
    ran = run(capsys, "check", tmp_path / "pipe.csv")
    assert ran.code == 2 and "not an ordinary file" in ran.err


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_it_refuses_a_file_it_may_not_read(tmp_path, capsys):
    (tmp_path / "secret.csv").write_text("x")
    (tmp_path / "secret.csv").chmod(0)
    ran = run(capsys, "check", tmp_path / "secret.csv")
    assert ran.code == 2 and "may not be read by you" in ran.err


def test_it_goes_on_with_the_next_file_when_one_cannot_be_read(tmp_path, capsys):
    for bad in BAD:
        if bad.name in ("workbook.csv", "byte-order-mark.csv"):
            bad.make(tmp_path / bad.name)
    ran = run(capsys, "check", tmp_path / "workbook.csv", tmp_path / "byte-order-mark.csv")
    assert ran.code == 2 and "Excel workbook" in ran.err and "1 row, no fault" in ran.out


def test_it_does_not_let_a_cell_steer_the_terminal(tmp_path, capsys):
    (tmp_path / "f.csv").write_text("CHILD,DOB,MISSING,MIS_START,MIS_END\n1,05/05/2010,\x1b[31mM,10/06/2024,\n")
    assert "\x1b" not in run(capsys, "check", tmp_path / "f.csv").out
