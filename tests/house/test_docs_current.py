"""The glossary and the reference say what the code says, and the command that writes them can be trusted."""

from __future__ import annotations

import re

import pytest
import typer
from typer.testing import CliRunner

from tests.house.source import ROOT
from wayhome.cli.docs import DOCUMENTS, docs, out_of_date, write
from wayhome.domain.vocabulary import CODE_LISTS, Role, Term

app = typer.Typer()
app.command()(docs)


def run(*words):
    return CliRunner().invoke(app, [*words])


@pytest.fixture
def checkout(tmp_path):
    (tmp_path / "pyproject.toml").write_text("", "utf-8")
    return tmp_path


@pytest.mark.parametrize("path", DOCUMENTS)
def test_it_is_current(path):
    assert (ROOT / path).is_file(), f"{path} is missing; run wayhome docs --write"
    assert (ROOT / path).read_text("utf-8") == DOCUMENTS[path](), f"{path} is out of date; run wayhome docs --write"


def test_it_keeps_no_reference_page_that_nothing_writes():
    found = {p.relative_to(ROOT).as_posix() for p in (ROOT / "docs" / "reference").rglob("*.md")}
    assert found <= set(DOCUMENTS), f"not generated: {sorted(found - set(DOCUMENTS))}; add each to DOCUMENTS"


def test_it_has_every_term_in_the_glossary_in_the_order_of_the_alphabet():
    headwords = re.findall(r"^## (.+)$", DOCUMENTS["GLOSSARY.md"](), re.MULTILINE)
    assert headwords[:-1] == sorted((term.label for term in Term), key=str.lower)


def test_it_links_every_headword_to_its_entry():
    text = DOCUMENTS["GLOSSARY.md"]()
    anchors = set(re.findall(r"\]\(#([^)]+)\)", text))
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert anchors <= {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert len(anchors) == len(Term)


def test_it_has_every_list_every_code_and_every_role_in_the_reference():
    vocabulary = DOCUMENTS["docs/reference/vocabulary.md"]()
    for one in CODE_LISTS.values():
        assert f"## {one.title}\n" in vocabulary
        assert all(f"| `{word.value}` |" in vocabulary for word in one.words)
    permissions = DOCUMENTS["docs/reference/permissions-by-role.md"]()
    assert all(f"### {role.label}\n" in permissions for role in Role)


def test_it_says_nothing_about_sections_that_readers_do_not_have():
    assert not [path for path, text in DOCUMENTS.items() if "domain reference" in text()]


def test_it_finds_a_document_that_is_missing_or_changed_by_hand_and_writes_it_again(checkout):
    assert set(out_of_date(checkout)) == set(DOCUMENTS)
    assert set(write(checkout)) == set(DOCUMENTS)
    assert write(checkout) == ()
    (checkout / "GLOSSARY.md").write_text("mine", "utf-8")
    assert out_of_date(checkout) == ("GLOSSARY.md",)


def test_it_checks_without_writing_and_writes_when_asked(checkout):
    stale = run("--folder", str(checkout))
    assert stale.exit_code == 1
    assert "out of date: GLOSSARY.md" in stale.output
    assert not (checkout / "GLOSSARY.md").exists()
    assert "written: GLOSSARY.md" in run("--write", "--folder", str(checkout)).output
    current = run("--check", "--folder", str(checkout))
    assert (current.exit_code, current.output) == (0, "Every document is current.\n")
    assert run("--write", "--folder", str(checkout)).output == "Every document is current.\n"


def test_it_refuses_a_folder_that_is_not_the_repository(tmp_path):
    found = run("--folder", str(tmp_path))
    assert found.exit_code == 2
    assert "is not the top of the repository" in found.output
