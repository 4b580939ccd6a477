"""The mutants that the tests are tried with: one change each, only in what runs."""

from __future__ import annotations

import ast

import pytest

from prove._mutants import mutants_of
from prove.mutation import TARGETS, Changed, Score, module_name, total

SOURCE = '''
"""A module of 72 hours."""
@decorated(frozen=True)
def judge(held: int | None, limit: int = 72) -> bool | None:
    """Say whether 1 < 2."""
    if not held:
        return None
    return held <= limit and held + 1 > 0
'''


def changed_lines(source):
    return {ast.unparse(mutant.tree()) for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    "line",
    [
        "limit: int=73",
        "limit: int=71",
        "if held:",
        "if not not held:",
        "return held < limit and held + 1 > 0",
        "return held <= limit or held + 1 > 0",
        "return held <= limit and held - 1 > 0",
        "return held <= limit and held + 1 >= 0",
        "return held <= limit and held + 2 > 0",
    ],
)
def test_it_makes_the_slips_that_people_make(line):
    assert any(line in changed for changed in changed_lines(SOURCE)), changed_lines(SOURCE)


def test_it_leaves_alone_what_does_not_run():
    for changed in changed_lines(SOURCE):
        assert "int | None" in changed
        assert "frozen=True" in changed
        assert "A module of 72 hours." in changed
        assert "return None" in changed


def test_it_changes_one_thing_at_a_time_and_never_the_original():
    found = mutants_of(SOURCE)
    assert len({ast.unparse(mutant.tree()) for mutant in found}) == len(found)
    assert ast.unparse(found[0].module) == ast.unparse(ast.parse(SOURCE))
    assert str(found[0]) == "line 4: `72` became `73`"


def test_it_gives_the_changed_module_to_whoever_imports_it(monkeypatch, tmp_path):
    finder = Changed("wayhome_changed", compile("answer = 73", "changed", "exec"), tmp_path / "changed.py")
    monkeypatch.setattr("sys.meta_path", [finder, *__import__("sys").meta_path])
    assert __import__("wayhome_changed").answer == 73
    assert finder.find_spec("wayhome_other", None) is None


def test_it_scores_the_noticed_and_the_hung_against_the_survivors():
    one = Score("a.py", 4, {"killed": 2, "timed out": 1, "survived": 1})
    two = Score("b.py", 5, {"killed": 4, "timed out": 0, "survived": 1})
    assert one.percent == 75.0
    assert total("both", [one, two]).percent == pytest.approx(700 / 9)
    assert Score("c.py", 3).percent == 0.0


def test_it_knows_the_clock_and_its_tests():
    names = {module_name(path) for path in TARGETS["clock"].files()}
    assert {"wayhome.domain.clock.statutory", "wayhome.domain.moment"} <= names
    assert "wayhome.domain.clock" not in names
    assert any(test.endswith("test_clock_scenarios.py") for test in TARGETS["clock"].test_files())
