"""Rule 1004: the start is blank or is not a date."""

from collections.abc import Iterator

from wayhome.returns.cells import Form
from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check

HAS_A_TYPE = frozenset("MAma")


@check(
    "1004",
    title="The start is a date",
    says="the start is not a valid date",
    remedy="Write the day the child went missing as dd/mm/yyyy.",
)
def start_not_a_date(child: ChildReturn) -> Iterator[Finding]:
    """A start that cannot be read. A blank start beside a type is rule 564, which names this one too."""
    for row in child.missing:
        if row.start.is_blank and row.kind not in HAS_A_TYPE:
            yield Finding(row, "MIS_START", "", "the start is blank")
        elif row.start.is_wrong:
            likely = row.start.likely
            hint = (
                f"The number is how Excel keeps a date, probably {likely:%d/%m/%Y}: format the column as dd/mm/yyyy and save again."
                if likely
                else ""
            )
            says = f"the start is {Form.SERIAL.value}, not a date" if likely else ""
            yield Finding(row, "MIS_START", row.start.text, says, hint)
