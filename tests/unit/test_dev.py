"""dev.py: it speaks where Python is too old, leaves nothing half-made, and says what to do."""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import devtools.commands
from devtools import checks, environment, lock, machine, programs, steps, tests
from devtools.steps import ROOT, Failed

DEV = ROOT / "dev.py"
AN_OLD_PYTHON = (
    "import runpy, sys; sys.version_info = (3, 10, 12, 'final', 0); sys.argv = ['dev.py', *sys.argv[1:]]; "
    f"runpy.run_path({str(DEV)!r}, run_name='__main__')"
)


def program(path, says):
    path.write_text(f"#!/bin/sh\n{says}\n")
    path.chmod(0o755)
    return path


def with_an_old_python(*arguments, path):
    command = [sys.executable, "-c", AN_OLD_PYTHON, *arguments]
    return subprocess.run(command, env={"PATH": str(path)}, capture_output=True, text=True)


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """An environment of its own for the test, empty yet."""
    venv = tmp_path / ".venv"
    for name, path in {"VENV": venv, "HALF_MADE": venv / "half-made", "NOTE": venv / "wayhome.json"}.items():
        monkeypatch.setattr(environment, name, path)
    monkeypatch.setattr(environment, "BIN", venv / "bin")
    monkeypatch.setattr(environment, "STATE", tmp_path / ".wayhome")
    monkeypatch.setattr(environment, "java", lambda: None)
    return venv


@pytest.fixture
def filled(elsewhere, monkeypatch):
    """What was filled in, in order, by a filling that only makes a note; the environment itself is made at once."""
    levels = []

    def make():
        (elsewhere / "bin").mkdir(parents=True)
        (elsewhere / "bin" / "python").symlink_to(sys.executable)

    monkeypatch.setattr(environment, "_make", make)
    monkeypatch.setattr(environment, "_fill", levels.append)
    return levels


def test_it_can_be_read_by_python_3_8():
    ast.parse(DEV.read_text(), feature_version=(3, 8))


def test_it_says_which_python_to_install_and_touches_nothing(tmp_path):
    said = with_an_old_python("demo", path=tmp_path)
    assert said.returncode == 2
    assert "Wayhome needs Python 3.11 or newer; this is 3.10.12." in said.stderr
    assert "`sudo apt install python3.11 python3.11-venv`, then `python3.11 dev.py demo`." in said.stderr


def test_it_starts_again_with_the_first_newer_python_that_runs(tmp_path):
    program(tmp_path / "python3.13", "exit 127  # a shim without a Python behind it")
    program(tmp_path / "python3.12", 'echo "3.12 runs $2 $3"')
    program(tmp_path / "python3.11", 'echo "3.11 runs $2 $3"')
    said = with_an_old_python("test", "-x", path=tmp_path)
    assert (said.returncode, said.stdout) == (0, "3.12 runs test -x\n")


def test_it_lists_what_it_can_do_when_asked_nothing():
    said = subprocess.run([sys.executable, DEV], capture_output=True, text=True, cwd="/")
    assert said.returncode == 0
    for name in ("demo", "test", "check", "fix", "docs", "bench", "prove"):
        assert re.search(rf"^  {name}\b", said.stdout, re.MULTILINE)


def test_it_knows_only_its_commands(capsys):
    assert devtools.commands.run(["deploy"]) == 2
    assert "knows no 'deploy'" in capsys.readouterr().err


def test_it_says_so_when_the_project_belongs_to_someone_else(monkeypatch, capsys):
    def refused(level):
        raise PermissionError(13, "Permission denied", "/opt/wayhome/.venv")

    monkeypatch.setattr(environment, "ensure", refused)
    assert devtools.commands.run(["demo"]) == 2
    assert "/opt/wayhome/.venv cannot be written." in capsys.readouterr().err


def test_it_says_what_to_install_when_venv_is_incomplete(elsewhere, monkeypatch):
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(Failed, match=r"`sudo apt install python3\.\d+-venv`, then run the same command again") as stop:
        environment.ensure("library")
    assert stop.value.code == 2
    assert not elsewhere.exists()


def test_it_makes_the_environment_with_uv_when_venv_is_incomplete(elsewhere, monkeypatch):
    uv = steps.BIN / "uv"
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(environment.shutil, "which", lambda name: str(uv) if name == "uv" else None)
    environment._make()
    assert environment._works()
    assert not (elsewhere / "half-made").exists()
    assert not (elsewhere / "bin" / "pip").exists()
    ran = []
    monkeypatch.setattr(environment, "quiet", lambda *command, **_: ran.append(command))
    environment._fill("library")
    assert ran[0][:3] == (str(uv), "pip", "sync")


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, Failed("no network"), MemoryError])
def test_it_leaves_no_half_made_environment(elsewhere, monkeypatch, interruption):
    def interrupted(*_, **__):
        (elsewhere / "bin").mkdir()
        raise interruption

    monkeypatch.setattr(environment, "quiet", interrupted)
    with pytest.raises((KeyboardInterrupt, Failed, MemoryError)):
        environment.ensure("library")
    assert not elsewhere.exists()


def test_it_makes_anew_what_was_killed_half_way(elsewhere, filled):
    elsewhere.mkdir()
    (elsewhere / "half-made").touch()
    (elsewhere / "left-over").touch()
    environment.ensure("library")
    assert not (elsewhere / "left-over").exists()
    assert filled == ["library"]


def test_it_fills_the_environment_once(elsewhere, filled):
    environment.ensure("server")
    environment.ensure("server")
    environment.ensure("library")
    assert filled == ["server"]


def test_it_adds_what_more_is_needed_and_takes_nothing_away(elsewhere, filled, monkeypatch):
    for level in ("library", "test", "server"):
        environment.ensure(level)
    monkeypatch.setattr(environment, "java", lambda: "java")
    environment.ensure("test")
    assert filled == ["library", "test", "spark"]


def test_it_fills_again_when_the_requirements_change(elsewhere, filled, monkeypatch, tmp_path):
    changed = shutil.copytree(environment.REQUIREMENTS, tmp_path / "requirements")
    environment.ensure("test")
    monkeypatch.setattr(environment, "REQUIREMENTS", changed)
    environment.ensure("test")
    (changed / "test.txt").write_text("tzdata==2025.1\n")
    environment.ensure("test")
    assert filled == ["test", "test"]


def test_it_fills_again_after_a_filling_that_failed(elsewhere, filled, monkeypatch):
    def no_network(level):
        raise Failed("no network")

    with monkeypatch.context() as patch, pytest.raises(Failed):
        patch.setattr(environment, "_fill", no_network)
        environment.ensure("library")
    environment.ensure("library")
    assert filled == ["library"]


def test_it_makes_the_environment_anew_in_a_project_that_was_moved(elsewhere, filled):
    environment.ensure("library")
    note = json.loads((elsewhere / "wayhome.json").read_text())
    (elsewhere / "wayhome.json").write_text(json.dumps({**note, "place": "/somewhere/else"}))
    (elsewhere / "left-over").touch()
    environment.ensure("library")
    assert not (elsewhere / "left-over").exists()


def test_it_makes_the_environment_anew_when_its_python_is_gone(elsewhere, filled):
    environment.ensure("library")
    (elsewhere / "bin" / "python").unlink()
    (elsewhere / "bin" / "python").symlink_to("/nowhere/python3")
    environment.ensure("library")
    assert filled == ["library", "library"]


def test_it_keeps_no_cache_where_the_home_cannot_hold_one(elsewhere, filled, monkeypatch):
    environment.ensure("library")
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    assert environment._uv_environment()["UV_NO_CACHE"] == "1"


def test_it_tells_uv_what_pip_was_told(elsewhere, filled, monkeypatch):
    environment.ensure("library")
    monkeypatch.delenv("UV_DEFAULT_INDEX", raising=False)
    (elsewhere / "bin" / "python").unlink()
    program(elsewhere / "bin" / "python", "echo \"global.index-url='https://packages.example/simple'\"")
    assert environment._uv_environment()["UV_DEFAULT_INDEX"] == "https://packages.example/simple"


@pytest.mark.parametrize("path", sorted(environment.REQUIREMENTS.glob("*.txt")), ids=lambda path: path.stem)
def test_it_locks_every_package_by_version_and_hash_and_names_no_host(path):
    text = path.read_text()
    packages = re.findall(
        r"^[a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?==\S+(?: ;[^\\\n]*)? \\\n    --hash=sha256:", text, re.MULTILINE
    )
    assert packages
    assert len(packages) == len(re.findall(r"^[^\s#]", text, re.MULTILINE))
    assert "://" not in text


def test_it_has_the_same_version_of_a_package_in_every_file():
    versions = {}
    for path in environment.REQUIREMENTS.glob("*.txt"):
        for name, version in re.findall(r"^([a-z0-9._-]+)(?:\[.*?\])?==(\S+)", path.read_text(), re.MULTILINE):
            versions.setdefault(name, set()).add(version)
    assert {name for name, found in versions.items() if len(found) > 1} <= {"numpy", "scipy"}  # one for each Python


def test_it_notices_a_package_that_was_asked_for_and_not_locked(monkeypatch, tmp_path):
    lock.ensure_current()
    asked = (ROOT / "pyproject.toml").read_text()
    (tmp_path / "pyproject.toml").write_text(asked.replace('"tzdata",', '"tzdata", "pyfiglet",'))
    monkeypatch.setattr(lock, "ROOT", tmp_path)
    with pytest.raises(Failed, match=r"dev\.py lock"):
        lock.ensure_current()


def test_it_names_each_step_and_its_time_and_shows_the_end_of_what_failed(capfd):
    with pytest.raises(Failed, match=r"(?s)line 49.*Mend it so\.") as failed, steps.step("Counting"):
        steps.quiet(sys.executable, "-c", "[print('line', n) for n in range(50)]; exit(1)", otherwise="Mend it so.")
    assert "line 20\n" not in str(failed.value)
    assert re.search(r"· Counting …\n✗ Counting: \d+\.\d s\n", capfd.readouterr().out)


def test_it_says_what_is_missing_where_a_program_is_not_there():
    with pytest.raises(Failed, match=r"could not be run: No such file or directory\.\nInstall it\."):
        steps.quiet("/nowhere/program", otherwise="Install it.")
    with pytest.raises(Failed, match=r"Delete the folder \.venv"):
        steps.show("/nowhere/program")


def test_it_runs_every_check_although_one_fails(monkeypatch, capsys):
    def fails():
        raise Failed("Mend it so.")

    seen = []
    monkeypatch.setattr(checks, "CHECKS", {"First": fails, "Second": lambda: seen.append("second")})
    assert checks.check() == ["First"]
    assert seen == ["second"]
    assert "Mend it so." in capsys.readouterr().err


def test_it_lists_programs_by_the_first_line_of_what_they_say(monkeypatch, tmp_path, capsys):
    (tmp_path / "bench").mkdir()
    (tmp_path / "bench" / "two_words.py").write_text('"""How fast two words are.\n\nMore."""\n')
    (tmp_path / "bench" / "_helper.py").write_text('"""Not for people."""\n')
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    assert programs.bench([]) == 0
    listed = capsys.readouterr().out
    assert re.search(r"two-words +How fast two words are\.\n", listed)
    assert "helper" not in listed
    assert programs.bench(["three"]) == 2
    assert "no bench called three. There is: two-words." in capsys.readouterr().err


def test_it_passes_on_a_programs_arguments_and_its_answer(monkeypatch, tmp_path):
    (tmp_path / "prove").mkdir()
    (tmp_path / "prove" / "it.py").write_text(
        "import sys\nsys.exit(1 if sys.argv[1:] == ['--json', '--seed', '3'] else 0)\n"
    )
    monkeypatch.setattr(programs, "ROOT", tmp_path)
    assert programs.prove(["it", "--json", "--seed", "3"]) == 1
    assert programs.prove(["it"]) == 0


def test_it_closes_with_how_many_passed_failed_and_were_left_out(monkeypatch, tmp_path):
    results = tmp_path / "tests.xml"
    monkeypatch.setattr(tests, "RESULTS", results)
    assert tests._closing_line() == "0 passed, 1 failed"
    results.write_text('<testsuites><testsuite tests="10" failures="1" errors="2" skipped="3"/></testsuites>')
    assert tests._closing_line() == "4 passed, 3 failed, 3 skipped"


def test_it_takes_java_only_if_it_is_new_enough(monkeypatch, tmp_path):
    java = program(tmp_path / "java", "echo 'openjdk version \"11.0.2\"' >&2")
    monkeypatch.setattr(machine.shutil, "which", lambda name: str(java))
    assert machine.java() is None
    program(java, "echo 'openjdk version \"17.0.15\" 2025-04-15' >&2")
    assert machine.java() == str(java)


def test_it_leaves_browser_tests_out_loudly_here_and_stops_where_nothing_may_be(monkeypatch, capsys):
    monkeypatch.setattr(machine, "browser", lambda: None)
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("CI", "false")
    machine.ensure_browser()
    assert "LEFT OUT. Install it (`sudo apt install chromium`)" in capsys.readouterr().out
    monkeypatch.setenv("CI", "true")
    with pytest.raises(Failed, match="sudo apt install chromium"):
        machine.ensure_browser()


def test_it_is_what_ci_runs():
    script = (ROOT / ".ci" / "run").read_text()
    assert "python3 dev.py test\n" in script
    assert "CI=true" in script
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


@pytest.mark.parametrize("marked", ["browser", "java"])
def test_it_skips_with_words_what_this_machine_lacks_and_fails_in_ci(tmp_path, marked):
    (tmp_path / "test_it.py").write_text(
        "import pytest\n"
        f"@pytest.mark.{marked}\n"
        "def test_it_needs_something(): pass\n"
        "def test_it_needs_nothing(): pass\n"
    )
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-p",
        "tests.conftest",
        "--rootdir",
        ROOT,
        "-c",
        ROOT / "pyproject.toml",
        tmp_path,
    ]
    bare = {"PATH": "/nowhere", "HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    here = subprocess.run(command, env=bare, cwd=ROOT, capture_output=True, text=True)
    assert "NOT TRIED: 1 tests" in here.stdout, here.stdout + here.stderr
    assert "1 passed, 1 skipped" in here.stdout
    in_ci = subprocess.run(command, env={**bare, "CI": "true"}, cwd=ROOT, capture_output=True, text=True)
    assert "1 passed, 1 error" in in_ci.stdout, in_ci.stdout


def test_the_command_line_starts_without_django():
    without = "import sys; sys.modules.update(dict.fromkeys(['django', 'psycopg', 'pyspark'])); import wayhome.cli.main"
    started = subprocess.run([sys.executable, "-c", without], capture_output=True, text=True)
    assert started.returncode == 0, started.stderr


def test_it_keeps_its_own_modules_short():
    for path in (DEV, *Path(devtools.__file__).parent.glob("*.py")):
        assert len(path.read_text().splitlines()) < 200, path.name
