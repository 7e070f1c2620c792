"""Read what each reviewer submitted first."""

from __future__ import annotations

from collation.agreement.before_after import FirstMark
from collation.assemble.namesakes import people
from reviews.lens import Lens
from reviews.models import MarkState, User

Place = tuple[int, int, str]
_TAKEN_BACK = "-"


def first_marks(view: Lens) -> dict[Place, FirstMark]:
    """The first marks that the viewer may see.

    They are keyed by question id, transcript id and reviewer's name. A mark that was taken back does not count: what
    its reviewer submits next is their first. One query.
    """
    first: dict[tuple[int, int, User], dict[str, FirstMark]] = {}
    for record in view.mark_history().filter(state=MarkState.SUBMITTED).select_related("cell", "reviewer"):
        place = record.cell.question_id, record.cell.transcript_id, record.reviewer
        stages = first.setdefault(place, {})
        if record.history_type == _TAKEN_BACK:
            stages.pop(record.stage, None)
        else:
            stages.setdefault(record.stage, FirstMark(record.value, record.saw_others))
    called = people(view, (place[2] for place, stages in first.items() if stages))
    return {
        (question, transcript, called[reviewer.pk]): next(iter(stages.values()))
        for (question, transcript, reviewer), stages in first.items()
        if stages
    }
