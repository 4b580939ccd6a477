"""A reply as files: a tagged PDF, a CSV file, and the same as HTML and as text, ready to paste."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from wayhome.casework.oversight.foi.answers import Line, Said
from wayhome.casework.oversight.releasing.printing import compiled
from wayhome.indicators.definition import Indicator
from wayhome.returns.national.tables import Column, Table

COLUMNS = (
    "question", "asked", "answered", "what", "period", "counted", "out_of", "not_recorded", "between", "definition", "words",
)  # fmt: skip


def as_csv(reply: Said) -> str:
    """One line for each number, and one for each answer without any. What was pasted cannot become a formula."""
    rows = []
    for answer in reply.answers:
        before = (str(answer.place), answer.question.asked, answer.about)
        means = "; ".join(f"{n.id} version {n.definition_version}" for n in answer.means)
        after = (means, " ".join(filter(None, (answer.said, answer.words))))
        for each in answer.lines:
            rows.append(
                (*before, each.label, reply.period, each.counted, each.out_of, each.not_recorded, each.between, *after)
            )
        if not answer.lines:
            rows.append((*before, "", reply.period, "", "", "", "", *after))
    return Table("reply", reply.name, tuple(Column(name, "string", "") for name in COLUMNS), tuple(rows)).text


def as_html(reply: Said) -> str:
    """The reply as a piece of HTML without any style of ours, for a letter or a disclosure log."""
    return render_to_string("oversight/foi_reply.html", {"reply": reply, "head": head(), "meaning": meaning})


def as_text(reply: Said) -> str:
    """The reply as plain text, for an e-mail."""
    parts = [reply.name, f"{reply.made}.", *reply.notes, *reply.small]
    for answer in reply.answers:
        parts.append("")
        parts.append(f"{answer.place}. {answer.question.asked}")
        parts.append(answer.about)
        parts += [_text_line(each) for each in answer.lines]
        parts += filter(None, (answer.said, answer.words, str(answer.measure.note)))
        parts += [meaning(number) for number in answer.means]
    return "\n".join(parts) + "\n"


def _text_line(line: Line) -> str:
    said = f"- {line.label}: {line.counted}"
    if line.out_of == _("does not apply"):
        return said
    return said + _("; out of %(out_of)s; not recorded %(unknown)s; could be %(between)s") % {
        "out_of": line.out_of, "unknown": line.not_recorded, "between": line.between,
    }  # fmt: skip


def meaning(number: Indicator) -> str:
    """One definition, word for word, with its version."""
    return _("%(title)s (%(id)s, version %(version)d). Counted: %(counted)s. Out of: %(of)s.") % {
        "title": number.title, "id": number.id, "version": number.definition_version, "counted": number.numerator_words,
        "of": number.denominator_words,
    }  # fmt: skip


def head() -> tuple[str, ...]:
    """The columns of the numbers."""
    return _("What"), _("Number"), _("Out of"), _("Not recorded"), _("Could be")


def as_pdf(reply: Said, *, at: datetime) -> bytes:
    """The reply as a tagged PDF. Raises typst.TypstError where it would not be PDF/UA."""
    plain = {
        "title": reply.name, "authority": reply.authority, "made": reply.made, "notes": list(reply.notes),
        "small": list(reply.small), "head": list(head()),
        "answers": [
            {
                "asked": f"{answer.place}. {answer.question.asked}", "about": answer.about,
                "rows": [[each.label, each.counted, each.out_of, each.not_recorded, each.between] for each in answer.lines],
                "said": list(filter(None, (answer.said, answer.words))),
                "notes": [*filter(None, (str(answer.measure.note),)), *map(meaning, answer.means)],
            }
            for answer in reply.answers
        ],
        "words": {"small": _("How small numbers are kept safe"), "answers": _("Answers"), "page": _("Page")},
    }  # fmt: skip
    return compiled("reply.typ", plain, at=at)
