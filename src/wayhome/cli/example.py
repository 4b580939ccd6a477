"""`wayhome example`: an invented council's files in every layout, clean and deliberately faulty, from a seed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from wayhome.returns.example.files import write_example
from wayhome.returns.fault import Unreadable


def example(
    folder: Annotated[Path, typer.Argument(help="Where to write. Made if it is not there.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same files.")] = 1,
) -> None:
    """Write the files of an invented council. Nobody in them is real."""
    try:
        written = write_example(folder, seed)
    except OSError as error:
        raise Unreadable(str(folder), f"cannot be written to ({error.strerror}).", "Name another folder.") from None
    for path in written:
        print(path)
    print(f"\nNobody in these files is real. Next: wayhome check {folder}/ssda903/*.csv --year 2024-25")
