"""Rule 1005: the end is given and is not a date."""

from collections.abc import Iterator

from wayhome.returns.cells import Form
from wayhome.returns.checks.child import ChildReturn
from wayhome.returns.checks.rule import Finding, check


@check(
    "1005",
    title="The end is a date, or blank",
    says="the end is not a valid date",
    remedy="Write the day the child was found as dd/mm/yyyy, or leave it blank while the child is missing.",
)
def end_not_a_date(child: ChildReturn) -> Iterator[Finding]:
    """An end that cannot be read."""
    for row in child.missing:
        if row.end.is_wrong:
            likely = row.end.likely
            hint = (
                f"The number is how Excel keeps a date, probably {likely:%d/%m/%Y}: format the column as dd/mm/yyyy and save again."
                if likely
                else ""
            )
            says = f"the end is {Form.SERIAL.value}, not a date" if likely else ""
            yield Finding(row, "MIS_END", row.end.text, says, hint)
