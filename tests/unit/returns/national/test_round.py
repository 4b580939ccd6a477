"""A round: who is due, what is shown when, and the letters that are owed. Days are counted by hand from the calendar."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime

import pytest

from tests.unit.cli.running import run
from tests.unit.returns.national.invented import COUNTS_RETURNS, EASTMERE, NORTHBY, SOUTHAM, answer, written
from wayhome.benchmarking.coverage import Silence
from wayhome.benchmarking.peers import authorities, children_of
from wayhome.returns.fault import Unreadable
from wayhome.returns.national.asked import Stage
from wayhome.returns.national.country import figures
from wayhome.returns.national.folder import read_round
from wayhome.returns.national.letters import letters_of
from wayhome.returns.national.publishing import may_be_shown, remarks_on
from wayhome.returns.national.site import picture_of, site_of

HEAD = "authority,contact,asked_on,reminded_on,answered_on,without,sent_for_reply_on,replied_on,reply,signed_off_on,signed_off_by\n"
TERMS = """title = "Returns of 2022-23"
sender = "R. Example, Example University"
answer_to = "round@example.org"
questions = ["How many returns?", "After how many was the child told of a talk?"]
"""
CODES = list(children_of())
NOT_ASKED = CODES[40]


def a_folder(folder, *rows, terms=TERMS, lines=True):
    """Three councils that published the same kind of numbers, and a list of who was asked."""
    (folder / "asked.csv").write_text(HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    if terms:
        (folder / "round.toml").write_text(terms, "utf-8")
    if lines:
        written(folder, *(
            line for code in (EASTMERE, NORTHBY, SOUTHAM, NOT_ASKED)
            for line in (answer("eligible_returns", 1234, code), answer("rhi_offered", 1111, code, **COUNTS_RETURNS))
        ))  # fmt: skip
    return folder


def on(folder, day):
    return read_round(folder, datetime.combine(day, datetime.min.time(), UTC).replace(hour=12))


def name(code):
    return authorities()[code].name


SENT = f"{EASTMERE},foi@eastmere.example,2025-06-02,,2025-06-20,,2025-06-23,,,,"


@pytest.mark.parametrize(
    ("row", "day", "stage"),
    [
        (f"{EASTMERE},,,,,,,,,,", date(2025, 6, 2), Stage.TO_ASK),
        (f"{EASTMERE},,2025-06-02,,,,,,,,", date(2025, 6, 30), Stage.WAITING),
        (f"{EASTMERE},,2025-06-02,,,,,,,,", date(2025, 7, 1), Stage.OVERDUE),
        (f"{EASTMERE},,2025-06-02,,2025-06-20,cost_limit,,,,,", date(2025, 7, 1), Stage.NO_NUMBERS),
        (f"{EASTMERE},,2025-06-02,,2025-06-20,,,,,,", date(2025, 7, 1), Stage.TO_SEND),
        (SENT, date(2025, 7, 15), Stage.REPLYING),
        (SENT, date(2025, 7, 16), Stage.REPLY_OVER),
        (f"{EASTMERE},,2025-06-02,,2025-06-20,,,,,2025-06-21,D. Hall", date(2025, 7, 1), Stage.SIGNED_OFF),
    ],
)
def test_it_is_at_one_stage_which_alone_says_whether_numbers_may_be_shown(row, day, stage, tmp_path):
    found = on(a_folder(tmp_path, row), day)
    ((one),) = found.asked
    assert one.stage(found.terms, day) is stage
    shown = stage in {Stage.TO_ASK, Stage.SIGNED_OFF, Stage.REPLY_OVER}
    assert (one.may_not_be_shown(found.terms, day) is None) is shown
    lines = [line for line in may_be_shown(found).read.lines if line.ons_code == EASTMERE]
    assert bool(lines) is shown
    assert one.says(found.terms, day).startswith(stage.label)


def test_it_prints_no_number_that_waits_for_a_reply_anywhere_and_the_reply_beside_it_afterwards(tmp_path):
    reply = '"Two posts were empty from May to August."'
    row = f"{EASTMERE},foi@eastmere.example,2025-06-02,,2025-06-20,,2025-06-23,2025-07-01,{reply},,"
    folder = a_folder(tmp_path, row)
    (folder / "counts.csv").write_text(
        "authority,period,indicator,numerator,denominator,not_known,unplaced,definition_version,why_not\n"
        f"{EASTMERE},2022-23,D1,777,1234,0,0,1,\n", "utf-8",
    )  # fmt: skip
    early, late = on(folder, date(2025, 7, 15)), on(folder, date(2025, 7, 16))
    page = f"of-{name(EASTMERE).lower().replace(' ', '-')}.html"
    site = site_of(picture_of(may_be_shown(early)))
    assert (
        "until Tuesday 15 July 2025; it has replied" in site[page]
        and "has until Tuesday 15 July 2025 to reply" in site[page]
    )
    assert "1,111" not in site[page] and "Two posts were empty" in site[page]
    assert not any(line.startswith(("1,", "2,")) for line in site["data/answers.csv"].splitlines())
    offered = figures(may_be_shown(early).read.lines, may_be_shown(early).post)[0]
    assert offered.ladder.coverage.silent[Silence.IN_REPLY] == (EASTMERE,)
    assert EASTMERE not in offered.published and NORTHBY in offered.published
    site = site_of(picture_of(may_be_shown(late)))
    assert "1,111" in site[page] and "Two posts were empty" in site[page]
    (row,) = csv.DictReader(site["data/round.csv"].splitlines())
    assert (row["due_on"], row["reply_by"], row["stage"]) == ("2025-06-30", "2025-07-15", "reply_over")
    assert late.terms.rule in site["index.html"] and late.terms.rule in site["method.html"]


def test_it_gives_the_reason_of_each_council_without_numbers(tmp_path):
    rows = [
        f"{CODES[10]},,2025-06-02,,,,,,,,", f"{CODES[11]},,2025-05-01,2025-06-10;2025-06-17,,,,,,,",
        f"{CODES[12]},,2025-06-02,,2025-06-20,cost_limit,,,,,", f"{CODES[13]},,2025-06-02,,2025-06-20,not_held,,,,,",
        f"{CODES[14]},,,,,,,,,,", f"{CODES[15]},,2025-06-02,,2025-06-20,,,,,,",
    ]  # fmt: skip
    found = on(a_folder(tmp_path, *rows), date(2025, 6, 25))
    shown = may_be_shown(found)
    silent = figures(shown.read.lines, shown.post)[2].ladder.coverage.silent
    for at, why in (
        (10, Silence.WAITING), (11, Silence.NO_ANSWER), (12, Silence.COST_LIMIT), (13, Silence.NOT_HELD), (14, Silence.NOT_SAID),
        (15, Silence.IN_REPLY),
    ):  # fmt: skip
        assert CODES[at] in silent[why]
    says = {each.code: each.says(found.terms, found.today) for each in found.asked}
    assert says[CODES[11]] == "Answer overdue: due Monday 2 June 2025, 17 working days ago; reminded 2 times."
    assert says[CODES[12]] == "Answered without numbers: refused on cost."
    remarks = [(fault.value, fault.says) for fault in remarks_on(found)]
    assert [code for code, _ in remarks] == [CODES[15]] and "no number of it could be read" in remarks[0][1]


def test_it_remarks_on_numbers_of_a_council_that_has_not_answered_by_the_list_and_keeps_them_back(tmp_path):
    found = on(a_folder(tmp_path, f"{EASTMERE},,2025-06-02,,,,,,,,"), date(2025, 6, 25))
    ((fault),) = remarks_on(found)
    assert fault.value == EASTMERE and "the list says that none came" in fault.says
    assert EASTMERE not in {line.ons_code for line in may_be_shown(found).read.lines}


def test_it_writes_the_letter_that_each_council_is_owed_and_no_other(tmp_path):
    rows = [
        f"{CODES[10]},,,,,,,,,,", f"{CODES[11]},,2025-05-01,,,,,,,,", f"{CODES[12]},,2025-06-20,,,,,,,,",
        f"{EASTMERE},foi@eastmere.example,2025-06-02,,2025-06-20,,,,,,", SENT.replace(EASTMERE, NORTHBY),
    ]  # fmt: skip
    folder = a_folder(tmp_path, *rows)
    (folder / "counts.csv").write_text(
        "authority,period,indicator,numerator,denominator,not_known,unplaced,definition_version,why_not\n"
        f"{EASTMERE},2023-24,D1,30,50,4,0,1,\n", "utf-8",
    )  # fmt: skip
    written(
        folder, answer("missing_incidents", 50), answer("missing_incidents", 60, group="looked_after"),
        answer("rhi_completed", None, qualifier="not held"), answer("rhi_offered", 4, NORTHBY),
    )  # fmt: skip
    letters = letters_of(on(folder, date(2025, 6, 25)))
    assert set(letters) == {f"ask-{CODES[10]}.txt", f"chase-{CODES[11]}.txt", f"reply-{EASTMERE}.txt"}
    ask, chase, reply = (
        letters[f"ask-{CODES[10]}.txt"],
        letters[f"chase-{CODES[11]}.txt"],
        letters[f"reply-{EASTMERE}.txt"],
    )
    assert ask.startswith(f"To: {name(CODES[10])}\nSubject: Request for information: Returns of 2022-23\n")
    assert "2. After how many was the child told of a talk?" in ask and "R. Example, Example University" in ask
    assert "On Thursday 1 May 2025 I asked you" in chase and "was due by Monday 2 June 2025" in chase
    assert "To: foi@eastmere.example" in reply and "50. In your words: we counted 50" in reply
    assert (
        "Does not hold it" in reply
        and "30 of 50, 4 not recorded" in reply
        and "These do not agree with each other" in reply
    )
    assert "15 working days" in reply and "4. In your words" not in reply


def test_it_writes_a_letter_though_no_number_of_the_council_could_be_read(tmp_path):
    folder = a_folder(tmp_path, f"{CODES[15]},,2025-06-02,,2025-06-20,,,,,,")
    (letter,) = letters_of(on(folder, date(2025, 6, 25))).values()
    assert "It would be shown that you answered." in letter


def test_it_writes_no_letter_without_saying_who_asks(tmp_path):
    folder = a_folder(tmp_path, f"{EASTMERE},,,,,,,,,,", terms='title = "A round"')
    with pytest.raises(Unreadable, match="sender, answer_to, questions"):
        letters_of(on(folder, date(2025, 6, 25)))


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("X0,,,,,,,,,,", "authority"),
        (f"{EASTMERE},,2025-13-02,,,,,,,,", "asked_on"),
        (f"{EASTMERE},,2026-06-02,,,,,,,,", "asked_on"),
        (f"{EASTMERE},,2025-06-02,2025-06-01,,,,,,,", "reminded_on"),
        (f"{EASTMERE},,,2025-06-01,,,,,,,", "reminded_on"),
        (f"{EASTMERE},,2025-06-02,,2025-06-01,,,,,,", "answered_on"),
        (f"{EASTMERE},,,,2025-06-01,,,,,,", "answered_on"),
        (f"{EASTMERE},,2025-06-02,,2025-06-10,perhaps,,,,,", "without"),
        (f"{EASTMERE},,2025-06-02,,2025-06-10,waiting,,,,,", "without"),
        (f"{EASTMERE},,2025-06-02,,2025-06-10,,2025-06-11,,Wrong,,", "reply"),
        (f"{EASTMERE},,2025-06-02,,2025-06-10,,,,,2025-06-11,", "signed_off_on"),
        (f"{EASTMERE},,2025-06-02,,2025-06-10,,,,,,D. Hall", "signed_off_by"),
    ],
)
def test_it_names_the_cell_of_the_list_that_cannot_be_read_and_uses_the_rest(row, column, tmp_path):
    found = on(a_folder(tmp_path, row, f"{NORTHBY},,,,,,,,,,", f"{NORTHBY},,,,,,,,,,"), date(2025, 6, 25))
    first, second = found.read.faults
    assert (first.file, first.row, first.column) == ("asked.csv", 2, column) and first.remedy
    assert "twice" in second.says and [each.code for each in found.asked] == [NORTHBY]


def test_it_names_each_term_that_cannot_be_read(tmp_path):
    terms = 'title = 7\nreply_in = 2\nquestions = "one"\ncolour = "blue"\nsender = "R. Example"\n'
    found = on(a_folder(tmp_path, f"{EASTMERE},,,,,,,,,,", terms=terms), date(2025, 6, 25))
    assert {fault.column for fault in found.read.faults} == {"title", "reply_in", "questions", "colour"}
    assert (found.terms.reply_in, found.terms.sender, found.terms.title) == (15, "R. Example", tmp_path.name)
    (tmp_path / "round.toml").write_text("title = ", "utf-8")
    ((fault),) = on(tmp_path, date(2025, 6, 25)).read.faults
    assert fault.file == "round.toml" and "cannot be read" in fault.says


def test_the_command_says_who_is_due_checks_what_arrived_and_writes_letters(tmp_path, capsys):
    folder = (
        a_folder(tmp_path / "in", f"{EASTMERE},,2025-05-01,,,,,,,,", f"{NORTHBY},,,,,,,,,,")
        if (tmp_path / "in").mkdir() is None
        else None
    )
    (folder / f"{SOUTHAM}.csv").write_text(
        "episode,child,kind,missing_from,returned,group\ne1,c1,missing,2024-06-11 09:00,2024-06-10 21:30,home\n",
        "utf-8",
    )
    ran = run(capsys, "round", folder, "--as-of", "2025-06-25", "--letters", tmp_path / "letters")
    assert ran.code == 1
    assert "Answer overdue: 1" in ran.out and "17 working days ago" in ran.out and "To ask: 1" in ran.out
    assert f"Arrived: {SOUTHAM}.csv, 1 rows, 1 faults" in ran.out and "the list says that none came" in ran.err
    assert "nothing has been sent" in ran.out
    assert {path.name for path in (tmp_path / "letters").iterdir()} == {f"chase-{EASTMERE}.txt", f"ask-{NORTHBY}.txt"}
    again = run(capsys, "round", folder, "--as-of", "2025-06-25", "--letters", tmp_path / "letters")
    assert again.code == 2 and "Name a new folder" in again.err
    (folder / "asked.csv").unlink()
    assert "holds no list" in run(capsys, "round", folder).err


def test_the_national_command_writes_nothing_while_every_number_waits(tmp_path, capsys):
    folder = tmp_path / "in"
    folder.mkdir()
    a_folder(folder, f"{EASTMERE},,2025-06-02,,2025-06-20,,,,,,", lines=False)
    written(folder, answer("missing_incidents", 8))
    ran = run(capsys, "national", folder, "--out", tmp_path / "site", "--as-of", "2025-06-25")
    assert ran.code == 2 and "no number that may be shown yet" in ran.err
    written(folder, answer("missing_incidents", 8), answer("missing_incidents", 8, NORTHBY))
    ran = run(capsys, "national", folder, "--out", tmp_path / "site", "--as-of", "2025-06-25")
    assert ran.code == 0 and "1 numbers are kept back" in ran.out
