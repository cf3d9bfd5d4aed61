"""The items of a goal: steps and sub-steps, barriers and their solutions, and the notes between them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from plainplan import prose
from plainplan.diagnostics import Edit, Fix, finding
from plainplan.lower.draft import BarrierDraft, Draft, ThingDraft
from plainplan.lower.inlines import has_colon, take_word
from plainplan.lower.near_sections import word_meant
from plainplan.lower.notes import blocks, list_item
from plainplan.lower.rules import EMPTY_BOX, LONE_SOLUTION, UNMARKED_SOLUTION
from plainplan.messages import msg
from plainplan.model import BarrierPart, Kind, Part, ThingPart
from plainplan.prose import Inline
from plainplan.source import Span
from plainplan.syntax.document import CommentNode, ItemNode, ListNode, Node
from plainplan.values import Horizon

IsStep = Callable[[ItemNode], bool]


class ItemPlace:
    """Where items are put: the body that shows them, the owner of their steps and barriers, which items are steps.

    `barrier` is the last one met, while a solution may follow it.
    """

    def __init__(
        self,
        body: list[Part],
        owner: ThingDraft,
        is_step: IsStep,
        barrier: BarrierDraft | None = None,
        inside: BarrierDraft | None = None,
        first_number: int | None = None,
    ) -> None:
        self.body = body
        self.owner = owner
        self.is_step = is_step
        self.barrier = barrier
        self.inside = inside
        self.notes: list[prose.ListItem] = []
        self.first_number = first_number


def fill_goal(draft: Draft, goal: ThingDraft, nodes: Iterable[Node]) -> None:
    """Put the contents of a goal's heading, or of an item that is a goal, into the goal."""
    nodes = tuple(nodes)
    boxed = any(_is_boxed(item) for node in nodes if isinstance(node, ListNode) for item in node.items)
    fill(draft, ItemPlace(goal.body, goal, _step_among_boxes if boxed else _has_anything), nodes)


def fill_title_goal(draft: Draft, goal: ThingDraft, nodes: Iterable[Node]) -> None:
    """Put the contents under the title into the plan's own goal; only items of work become steps there."""
    fill(draft, ItemPlace(goal.body, goal, holds_work), nodes)


def fill_loose_goals(draft: Draft, body: list[Part], horizon: Horizon | None, nodes: Iterable[Node]) -> None:
    """Turn items directly in a goals section into goals; a barrier belongs to the goal above it."""
    place: ItemPlace | None = None
    for node in nodes:
        if not isinstance(node, ListNode):
            body.extend(blocks((node,)))
            continue
        for item in node.items:
            if place and (is_barrier(draft, item) or (place.barrier and _is_solution(draft, item))):
                _put(draft, place, item, node)
            elif is_empty(item):
                _tell_empty(draft, item)
                body.append(prose.List((list_item(item),), item.number, node.tight))
            elif is_barrier(draft, item) or not _has_anything(item):
                body.append(prose.List((list_item(item),), item.number, node.tight))
            else:
                _tell_almost(draft, item)
                place = _loose_goal(draft, body, horizon, item)


def _loose_goal(draft: Draft, body: list[Part], horizon: Horizon | None, item: ItemNode) -> ItemPlace:
    goal = draft.goal(item.words.title, item.words.tags, origin(item), None)
    goal.box = item.box
    goal.numbered = item.number is not None
    goal.horizon = horizon
    goal.primary = horizon is Horizon.PRIMARY
    body.append(ThingPart(goal.index))
    fill_goal(draft, goal, item.children)
    return ItemPlace(goal.body, goal, _never)


def _has_anything(item: ItemNode) -> bool:
    return not is_empty(item) and bool(item.box or item.words.written or item.words.tags or item.children)


def is_empty(item: ItemNode) -> bool:
    """Whether an item has a box and no visible contents."""
    inside = (node for node in item.children if not isinstance(node, CommentNode))
    return bool(item.box) and not (item.words.written or item.words.tags or any(inside))


def _is_boxed(item: ItemNode) -> bool:
    return item.box is not None and not is_empty(item)


def _step_among_boxes(item: ItemNode) -> bool:
    return bool(_is_boxed(item) or item.words.tags) or _nested_work(item.children)


def is_work(item: ItemNode) -> bool:
    """Whether an item has a box or a duration."""
    return _is_boxed(item) or any(tag.key == "duration" for tag in item.words.tags)


def holds_work(item: ItemNode) -> bool:
    """Whether an item, or one nested in it, has a box or a duration."""
    return is_work(item) or _nested_work(item.children)


def _nested_work(nodes: Iterable[Node]) -> bool:
    return any(holds_work(item) for node in nodes if isinstance(node, ListNode) for item in node.items)


def is_barrier(draft: Draft, item: ItemNode) -> bool:
    """Whether an item starts with `Barrier:`."""
    return take_word(item.words.title, draft.barrier_words) is not None


def _is_solution(draft: Draft, item: ItemNode) -> bool:
    return take_word(item.words.title, draft.solution_words) is not None


def fill(draft: Draft, place: ItemPlace, nodes: Iterable[Node]) -> None:
    """Put nodes where they belong, in file order."""
    for node in nodes:
        if isinstance(node, ListNode):
            for item in node.items:
                _put(draft, place, item, node)
            _end_notes(place, node.tight)
        elif not isinstance(node, CommentNode):
            place.barrier = None
            place.body.extend(blocks((node,)))


def _put(draft: Draft, place: ItemPlace, item: ItemNode, parent: ListNode) -> None:
    words = item.words.title
    is_led = has_colon(words)
    if is_led and (found := take_word(words, draft.barrier_words)):
        _end_notes(place, parent.tight)
        place.barrier = _barrier(draft, place, item, found.rest)
        return
    found = take_word(words, draft.solution_words) if is_led else None
    answered = place.barrier or place.inside
    if found and answered:
        _end_notes(place, parent.tight)
        _solution(draft, answered, item, found.rest)
        return
    if not found:
        _tell_almost(draft, item)
    if is_empty(item):
        _tell_empty(draft, item)
    if found or place.inside:
        _tell_unclear(draft, place, item, is_solution=found is not None)
    if place.is_step(item):
        _end_notes(place, parent.tight)
        place.barrier = None
        _step(draft, place, item)
    else:
        place.barrier = None
        _note(draft, place, item, parent)


def _tell_empty(draft: Draft, item: ItemNode) -> None:
    help = msg("say what is to be done, or delete the item")
    draft.found.append(finding(EMPTY_BOX, origin(item), msg("this box has no words, so it is no step"), help=help))


def _tell_nameless(draft: Draft, item: ItemNode, words: tuple[Inline, ...]) -> None:
    """Report work with tags but without a title: it is scheduled all the same."""
    if not prose.plain(words):
        draft.found.append(
            finding(EMPTY_BOX, origin(item), msg("this step has no words"), help=msg("say what is to be done"))
        )


def _tell_almost(draft: Draft, item: ItemNode) -> None:
    if almost := word_meant(draft.source, item.words, draft.settings.lang):
        draft.found.append(almost)


def _tell_unclear(draft: Draft, place: ItemPlace, item: ItemNode, *, is_solution: bool) -> None:
    """Report work in a barrier that is not marked as a solution, and solutions without a barrier."""
    if place.inside is not None and is_work(item):
        at = Span(item.words.span.start, item.words.span.start)
        help = msg("start it with `Solution:`, or move it out of the barrier to make it a step")
        message = msg("work that is nested in a barrier is shown, and gets no dates unless it is a solution")
        draft.found.append(
            finding(UNMARKED_SOLUTION, origin(item), message, help=help, fix=Fix((Edit(at, "Solution: "),), safe=False))
        )
    elif is_solution:
        help = msg("nest it in the barrier that it answers, or write it right below one at the same depth")
        draft.found.append(finding(LONE_SOLUTION, origin(item), msg("this solution answers no barrier"), help=help))


def _end_notes(place: ItemPlace, tight: bool) -> None:
    """Close the current run of notes, so that what comes next stands after it."""
    if place.notes:
        place.body.append(prose.List(tuple(place.notes), place.first_number, tight))
        place.notes.clear()


def _note(draft: Draft, place: ItemPlace, item: ItemNode, parent: ListNode) -> None:
    """A note without the barriers and steps nested in it, which belong to the note's owner."""
    lifted: list[ItemNode] = []
    if not place.notes:
        place.first_number = item.number
    place.notes.append(_note_item(draft, place, item, lifted))
    if lifted:
        _end_notes(place, parent.tight)
        for nested in lifted:
            _put(draft, place, nested, parent)
        place.barrier = None


def _note_item(draft: Draft, place: ItemPlace, item: ItemNode, lifted: list[ItemNode]) -> prose.ListItem:
    inside: list[prose.Block] = [prose.Paragraph(item.words.written)] if item.words.written else []
    for node in item.children:
        if isinstance(node, ListNode):
            kept = [one for one in node.items if not _lift(draft, place, one, lifted)]
            if kept:
                items = tuple(_note_item(draft, place, one, lifted) for one in kept)
                inside.append(prose.List(items, node.start, node.tight))
        else:
            inside.extend(blocks((node,)))
    return prose.ListItem(tuple(inside), item.box.state if item.box else None)


def _lift(draft: Draft, place: ItemPlace, item: ItemNode, lifted: list[ItemNode]) -> bool:
    follows = bool(lifted) and _is_solution(draft, item)
    if not (follows or is_barrier(draft, item) or (place.inside is None and is_work(item))):
        return False
    lifted.append(item)
    return True


def _step(draft: Draft, place: ItemPlace, item: ItemNode) -> None:
    _tell_nameless(draft, item, item.words.title)
    step = draft.thing(Kind.STEP, item.words.title, item.words.tags, origin(item), place.owner.index)
    step.box = item.box
    step.numbered = item.number is not None
    place.owner.steps.append(step.index)
    place.body.append(ThingPart(step.index))
    if item.children:
        fill(draft, ItemPlace(step.body, step, is_work), item.children)


def _barrier(draft: Draft, place: ItemPlace, item: ItemNode, words: tuple[Inline, ...]) -> BarrierDraft:
    state = item.box.state if item.box else None
    of = place.owner
    if of.kind is Kind.SOLUTION and of.parent is not None:
        of = draft.things[of.parent]
    barrier = BarrierDraft(len(draft.barriers), words, draft.settle(item.words.tags), origin(item), of.index, state)
    draft.barriers.append(barrier)
    of.barriers.append(barrier.index)
    place.body.append(BarrierPart(barrier.index))
    fill(draft, ItemPlace(barrier.body, place.owner, _never, inside=barrier), item.children)
    return barrier


def _solution(draft: Draft, barrier: BarrierDraft, item: ItemNode, words: tuple[Inline, ...]) -> None:
    if item.box:
        _tell_nameless(draft, item, words)
    solution = draft.thing(Kind.SOLUTION, words, item.words.tags, origin(item), barrier.of)
    solution.box = item.box
    solution.numbered = item.number is not None
    solution.scheduled = item.box is not None
    barrier.solutions.append(solution.index)
    barrier.body.append(ThingPart(solution.index))
    if solution.scheduled:
        fill(draft, ItemPlace(solution.body, solution, is_work), item.children)
    else:
        solution.body.extend(blocks(item.children))


def _never(item: ItemNode) -> bool:
    return False


def origin(item: ItemNode) -> Span:
    """The span of an item's bullet, box and first words, for diagnostics."""
    return Span(item.span.start, max(item.words.span.end, item.span.start + 1))
