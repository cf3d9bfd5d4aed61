"""A plan as a project of TaskJuggler, which works our planned days out again from lengths and links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from plainplan.compile import Compilation
from plainplan.exchange.links import Node, Wait, nodes_of
from plainplan.messages import msg
from plainplan.pattern import pattern
from plainplan.render.options import Options

NOUN = msg("a TaskJuggler project")
IS = "a project of lengths in calendar days, links and gaps, which comes to the planned dates"
READERS = "TaskJuggler 3 (`tj3`)"
LEAVES_OUT = (
    "ranges", "barriers", "habits", "people", "costs", "dropped", "prose", "check-ins", "occupations", "ideas",
)  # fmt: skip

_ROOM = timedelta(days=366)
_MEANING = pattern(r'\$(?=[{(])|\\+(?="|$)')
_LOOKS = str.maketrans("$\\", "＄＼")  # look alike, and mean nothing
_UNFIT = pattern(r"[^A-Za-z0-9_]")


def render_tjp(compilation: Compilation, options: Options) -> str:
    """The project, with a report of its dates beside it."""
    nodes = nodes_of(compilation)
    return "\n".join((*_lines(compilation, nodes), ""))


def _lines(compilation: Compilation, nodes: tuple[Node, ...]) -> Iterator[str]:
    today = date.fromordinal(compilation.schedule.today)
    first = date.fromordinal(min((node.start for node in nodes), default=today.toordinal()))
    last = date.fromordinal(max((node.end for node in nodes), default=first.toordinal()))
    yield f'project plan "{_text(compilation.plan.title)}" {first} - {min(last, date.max - _ROOM) + _ROOM} {{'
    yield '  timezone "UTC"'
    yield '  timeformat "%Y-%m-%d"'
    yield f"  now {today}"
    yield "}"
    yield ""
    made = _Project(nodes)
    yield from made.tasks()
    if not nodes:  # tj3 takes no project without a task
        yield f'task nothing "{_text(compilation.plan.title)}" {{ start {first} milestone }}'
    yield ""
    yield f'taskreport "{_file(compilation.source.file)}-taskjuggler" {{'
    yield "  formats html"
    yield "  columns name, start, end, complete, chart { scale month width 900 }"
    yield "}"


class _Project:
    """The tasks of a project: what each waits for, what holds it waiting too."""

    def __init__(self, nodes: tuple[Node, ...]) -> None:
        self.nodes = nodes
        self.by_id = {node.row.id: node for node in nodes}
        self.paths = _paths(nodes)
        self.waits: dict[str, dict[str, str]] = {}
        self.days: set[int] = set()
        self.first = min((node.start for node in nodes), default=0)
        for node in nodes:
            self.waits[node.row.id] = self._waits(node)

    def tasks(self) -> Iterator[str]:
        """The days before which something may not start, as milestones; then every task, nested in what holds it."""
        for day in sorted(self.days):
            yield f'task {_day_name(day)} "from {_day(day)}" {{ start {_day(day)} milestone }}'
        open_tasks: list[Node] = []
        for node in self.nodes:
            while open_tasks and open_tasks[-1].row.id != node.parent:
                yield from self._closing(open_tasks.pop(), len(open_tasks))
            yield from self._opening(node, len(open_tasks))
            open_tasks.append(node)
        while open_tasks:
            yield from self._closing(open_tasks.pop(), len(open_tasks))

    def _opening(self, node: Node, depth: int) -> Iterator[str]:
        indent = "  " * depth
        name = self.paths[node.row.id].rpartition(".")[2]
        written = f" # {node.row.duration}" if node.row.duration else ""  # as its writer has it, for people
        yield f'{indent}task {name} "{_text(node.row.title)}" {{{written}'
        if not node.inside:
            yield f"{indent}  {_length(node.end - node.start)}"
            yield f"{indent}  complete {_share(node)}"
        waits = self.waits[node.row.id].values()
        if waits:
            yield f"{indent}  depends {', '.join(waits)}"

    def _closing(self, node: Node, depth: int) -> Iterator[str]:
        """The end of a task; before it, where its own duration is longer than what is in it, a task of that length."""
        indent = "  " * depth
        if node.own_end is not None:
            begins = next(one for one in node.inside if self.by_id[one].start == node.start)
            yield f'{indent}  task whole "{_text(f"{node.row.title} {node.row.duration}")}" {{'
            yield f"{indent}    {_length(node.own_end - node.start)}"
            yield f"{indent}    complete {_share(node)}"
            yield f"{indent}    depends {self.paths[begins]} {{ onstart }}"
            yield f"{indent}  }}"
        yield f"{indent}}}"

    def _waits(self, node: Node) -> dict[str, str]:
        """Its dependencies by what is waited for. Those of what holds it are its own too, and may not be said again:
        where they let it start earlier than it does, a day says so."""
        found, above = dict[str, str](), self._above(node)
        day = node.not_before or 0
        for wait in node.waits:
            wait = self._of_tasks(wait)
            path, told = self.paths[wait.id], self._wait(wait)
            if told and path not in above:
                found[path] = told
            elif above.get(path) != told:
                day = max(day, self._bound(wait))
        if node.parent is None and not found:
            day = max(day, self.first)
        counts = day > self.first or (day and not found and node.parent is None)
        if counts and _day_name(day) not in above:
            self.days.add(day)
            found[_day_name(day)] = _day_name(day)
        return found

    def _above(self, node: Node) -> dict[str, str]:
        """The dependencies of all that holds it."""
        found, parent = dict[str, str](), node.parent
        while parent is not None:
            found |= self.waits[parent]
            parent = self.by_id[parent].parent
        return found

    def _of_tasks(self, wait: Wait) -> Wait:
        """What is waited for as tj3 follows it: a lead counts from the start; the start of a task with others in it is
        that of the first of them; and of a milestone, whose start makes tj3 see loops, it is its end."""
        waited, starts = self.by_id[wait.id], wait.starts or wait.gap < 0
        while starts and waited.inside:
            waited = next(one for one in map(self.by_id.__getitem__, waited.inside) if one.start == waited.start)
        starts = starts and waited.end > waited.start
        return Wait(waited.row.id, self._bound(wait) - (waited.start if starts else waited.end), starts)

    def _bound(self, wait: Wait) -> int:
        node = self.by_id[wait.id]
        return (node.start if wait.starts else node.end) + wait.gap

    def _wait(self, wait: Wait) -> str:
        """A dependency; none where it would have to count backward, which TaskJuggler does not."""
        if wait.gap < 0:
            return ""
        parts = (["onstart"] if wait.starts else []) + ([f"gapduration {wait.gap}d"] if wait.gap else [])
        return f"{self.paths[wait.id]} {{ {' '.join(parts)} }}" if parts else self.paths[wait.id]


def _length(days: int) -> str:
    return f"duration {days}d" if days else "milestone"


def _share(node: Node) -> int:
    """How much of it is done, in percent: told of everything, for else tj3 reckons it from the day alone."""
    return 100 if node.row.done else node.row.percent or 0


def _day(day: int) -> str:
    return date.fromordinal(day).isoformat()


def _day_name(day: int) -> str:
    return f"from_{_day(day).replace('-', '_')}"


def _paths(nodes: tuple[Node, ...]) -> dict[str, str]:
    """By name in the plan, the whole name of a task: made of the same letters, where there can be such."""
    paths, taken = dict[str, str](), set[str]()
    for node in nodes:
        plain = "t_" + _UNFIT.sub("_", node.row.id)
        name, number = plain, 2
        while name in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name)
        paths[node.row.id] = name if node.parent is None else f"{paths[node.parent]}.{name}"
    return paths


def _text(words: str) -> str:
    """Words in which nothing is a command; a string of TaskJuggler's may not be empty."""
    told = _MEANING.sub(lambda match: match[0].translate(_LOOKS), " ".join(words.split()))
    return told.replace('"', '\\"') or "-"


def _file(name: str) -> str:
    """A file's name without folder and endings, of plain letters."""
    return _UNFIT.sub("-", name.replace("\\", "/").rpartition("/")[2].partition(".")[0]).strip("-") or "plan"
