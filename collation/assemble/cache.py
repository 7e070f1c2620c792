"""The cache of computed values.

Nothing else reads or writes it, and no result depends on it. Nobody changes a value that comes from it.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from django.core.cache import cache

from collation.assemble.recent import Recent
from collation.record import Respondent, Turn
from reviews.lens import Lens
from reviews.models import Comparison

KEPT_SECONDS = 30 * 24 * 60 * 60

ROOT = Path(__file__).resolve().parents[2]
COMPUTED_BY = (
    "collation/**/*.py",
    "reviews/richtext/**/*.py",
    "reviews/characters.py",
    "reviews/families.py",
    "reviews/masks.py",
    "reviews/scale.py",
    "templates/collation/published/*.html",
    "templates/collation/matrix/columns/*.html",
)
"""What cached values depend on: rules, classes, published pages’ templates."""

RECENT = Recent(seconds=60, size=16_000_000)
"""What this process read or computed in the last minute.

The same few values are asked for again and again, and reading one from the cache takes as long as a query.
"""

COMPUTED = "computed"
"""The group of every key."""

Computed = TypeVar("Computed")


def engine_number(root: Path) -> str:
    """The number of the files below `root` that results depend on.

    Every change of one of them gives another number.
    """
    digest = sha256()
    for path in sorted(path for pattern in COMPUTED_BY for path in root.glob(pattern)):
        code = path.read_bytes()
        digest.update(f"{path.relative_to(root)} {len(code)}\n".encode() + code)
    return digest.hexdigest()[:16]


ENGINE = engine_number(ROOT)
"""The number of the code, a part of every key.

An entry that another version wrote is never read. It changes with the code by itself.
"""


def cached(
    name: str, compute: Callable[[], Computed], *, worth: Callable[[Computed], bool] = lambda value: True
) -> Computed:
    """The result of `compute`, which is not None, cached under `name`.

    What is not `worth` it is computed again each time.
    """
    key = _key(name)
    known: Computed | None = RECENT.get(key)
    if known is not None:
        return known
    with _uncollected():
        known = cache.get(key)
    if known is None:
        known = compute()
        if not worth(known):
            return known
        cache.set(key, known, KEPT_SECONDS)
    RECENT.keep(key, known)
    return known


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no circles of objects meanwhile.

    Those that are loaded are in none, and looking takes longer than loading. Another thread may end it early.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def per_turn(
    name: str, turns: Iterable[Turn], compute: Callable[[Turn], Computed], tell: Callable[[], None] = lambda: None
) -> Callable[[Turn], Computed]:
    """A function that looks up the results of `compute` for turns.

    Those that are not in the cache are computed at once. One more transcript costs one analysis. `name` says which
    analysis it is. Its result depends on the text and the blocks of a turn and must depend on nothing else of it; a
    turn that is not among `turns` is computed again. `tell` is called after each.
    """
    turns = tuple(turns)
    keys = {turn.response_id: _key(f"{name}:{_hash(turn.legible, turn.blocks)}") for turn in turns}
    with _uncollected():
        known = cache.get_many(list(keys.values()))
    missing: dict[str, Computed] = {}
    for turn in turns:
        if keys[turn.response_id] not in known:
            missing[keys[turn.response_id]] = compute(turn)
        tell()
    if missing:
        cache.set_many(missing, KEPT_SECONDS)
        known = known | missing
    return lambda turn: known[keys[turn.response_id]] if turn.response_id in keys else compute(turn)


def forget_computed() -> None:
    """Delete every computed value, of all comparisons.

    Some hold words that were deleted. Which ones cannot be told from their keys. Other entries stay, such as the count
    of wrong passwords, unless the cache is not one of `config.caching`: it is emptied. What other processes have in
    their memory goes a minute later, once they ask for a value.
    """
    RECENT.clear()
    forget = getattr(cache, "forget", None)
    forget(COMPUTED) if forget else cache.clear()


def words_key(comparison: Comparison, view: Lens, *more: object) -> str:
    """A part of a key for what was said, asked and placed.

    It is the same as long as nothing of that changes, viewers may know the same, and `more` is the same.
    """
    # The moment it was made tells comparisons of different databases apart: ids and revisions begin again from 1.
    made = comparison.created_at.timestamp()
    return f"{comparison.pk}:{made}:{comparison.state_of_words}:{_hash(view.words_fingerprint, more)[:32]}"


def reading_key(comparison: Comparison, view: Lens, respondents: Sequence[Respondent], *more: object) -> str:
    """A part of a key for what these respondents’ words come to.

    A change may fall between the look at the comparison and the look at its record: which responses the record holds
    has the last word.
    """
    columns = [(one.transcript_id, *(turn.response_id for turn in one.turns)) for one in respondents]
    return words_key(comparison, view, columns, more)


def _key(name: str) -> str:
    return f"{COMPUTED}:{ENGINE}:{name}"


def _hash(*values: object) -> str:
    return sha256(repr(values).encode()).hexdigest()
