"""Missing again (P1) and further episodes (P3), from the rows of an authority: who is followed, from when, and until when.

Rows may be of several authorities; a child is one child within one authority. Rows that are void, no missing episode or of
another authority's child are left out, and so are starts and returns with no day.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Sequence
from datetime import date

from wayhome.benchmarking.repeats import WITHIN_DAYS, MeanEpisodes, concentration, mean_episodes, missing_again
from wayhome.benchmarking.times import Chance
from wayhome.domain.vocabulary import EpisodeKind
from wayhome.indicators.facts import EpisodeFacts

AFTER_DAYS = (91.0, 182.0, 365.0)
"""Three, six and twelve months after the first episode."""
MOST_OFTEN = 0.1

Child = tuple[str, str]


def missing_again_after(
    rows: Iterable[EpisodeFacts], *, as_of: date, by: Sequence[float] = WITHIN_DAYS, of: Container[str] | None = None
) -> tuple[Chance, ...]:
    """P1: the chance by each number of days after an eligible return. Raises NoRate without returns.

    `of` are the episodes whose returns are followed, None for all; the rows have to hold what comes after them too. The
    next episode is the first other one that starts on the day of return or later. What starts after `as_of` is not known.
    """
    held = list(rows)
    starts = {child: sorted(days) for child, days in _starts(held).items()}
    gaps: list[int] = []
    again: list[bool] = []
    whose: list[Child] = []
    for row in held:
        if row.eligible is not True or row.returned_on is None or row.returned_on > as_of:
            continue
        if of is not None and row.episode not in of:
            continue
        child = (row.authority, row.child)
        back = row.returned_on
        later = [(day, episode) for day, episode in starts.get(child, ()) if day >= back and episode != row.episode]
        following = next((day for day, _ in later if day <= as_of), None)
        gaps.append(((as_of if following is None else following) - back).days)
        again.append(following is not None)
        whose.append(child)
    numbers = {child: place for place, child in enumerate(sorted(set(whose)))}
    return missing_again(gaps, again, [numbers[child] for child in whose], by=by)


def further_episodes(
    rows: Iterable[EpisodeFacts], *, first: date, last: date, as_of: date, by: Sequence[float] = AFTER_DAYS
) -> tuple[MeanEpisodes, ...]:
    """P3: the mean number of further episodes of children whose first known one started from `first` to `last`, both included.

    Raises NoRate where there is no such child.
    """
    watched: list[int] = []
    whose: list[int] = []
    when: list[int] = []
    for _, started in sorted(_starts(rows).items()):
        days = sorted(day for day, _ in started if day <= as_of)
        if not days or not first <= days[0] <= last:
            continue
        whose += [len(watched)] * (len(days) - 1)
        when += [(day - days[0]).days for day in days[1:]]
        watched.append((as_of - days[0]).days)
    return mean_episodes(watched, whose, when, by=by)


def share_of_most_often(rows: Iterable[EpisodeFacts], *, first: date, last: date, part: float = MOST_OFTEN) -> float:
    """P3: the share of the period's episodes that belong to the tenth of children with most. Raises NoRate without episodes."""
    counted = Counter({child: sum(first <= day <= last for day, _ in days) for child, days in _starts(rows).items()})
    return concentration([number for number in counted.values() if number], part=part)


def _starts(rows: Iterable[EpisodeFacts]) -> dict[Child, list[tuple[date, str]]]:
    """The day and the name of each missing episode with a day of start, by child."""
    found: dict[Child, list[tuple[date, str]]] = defaultdict(list)
    for row in rows:
        if row.kind == EpisodeKind.MISSING and not row.void and row.ours and row.started_on is not None:
            found[row.authority, row.child].append((row.started_on, row.episode))
    return found
