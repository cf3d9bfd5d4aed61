"""A plan's versions in git, read by the `git` program with everything off that a repository could make it run."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from plainplan.errors import FileTrouble, MissingLibrary, UsageError
from plainplan.pattern import pattern
from plainplan.tuples import NamedTuple

_LARGEST = 32 * 1024 * 1024
_HASH = pattern(r"[0-9a-f]{40,64}")

# What a repository's own configuration could make git run, fetch or colour.
_CALM = (
    "--no-pager", "--no-optional-locks",
    "-c", "core.fsmonitor=false", "-c", "core.hooksPath=", "-c", "log.showSignature=false", "-c", "color.ui=false",
)  # fmt: skip
# What git tells its hooks of their repository, which need not be the plan's.
_FOREIGN = frozenset((
    "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_GRAFT_FILE", "GIT_SHALLOW_FILE",
))  # fmt: skip
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_LOG = (
    "log", "-z", "--follow", "--raw", "--no-abbrev", "--first-parent", "--diff-merges=first-parent", "--no-ext-diff",
    "--no-textconv", "--no-show-signature", "--no-notes", "--no-decorate", "--no-color", "--encoding=UTF-8",
    "--format=%x00%H%x00%cI%x00%s%x00",
)  # fmt: skip


class Repository(NamedTuple):
    """Where a plan lies in git: its folder, and its name there, which is that of the last commit where the file has
    been renamed since; `shallow` where older history was not fetched."""

    folder: Path
    name: str
    shallow: bool


class Revision(NamedTuple):
    """A commit that changed the plan: the day it came to the branch, and the plan's content as git names it."""

    id: str
    day: date
    subject: str
    name: str
    blob: str


class CommittedVersion(NamedTuple):
    """The plan at one commit, whether or not that commit changed it."""

    id: str
    day: date
    blob: str


def repository_of(path: Path) -> Repository:
    """The repository that holds a plan's folder. Raises `FileTrouble` where there is none."""
    real = Path(os.path.realpath(path))
    answer = _run(real.parent, "rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
    if answer.returncode or answer.stdout.split()[:1] != [b"true"]:
        raise FileTrouble(f"`{path}` is not in a git repository{_reason(answer)}: its history is read from git alone")
    here = Repository(real.parent, real.name, answer.stdout.split()[1:2] == [b"true"])
    return here._replace(name=_committed_name(here, real))


def revisions_of(repository: Repository, start: str = "HEAD") -> tuple[Revision, ...]:
    """The commits that changed the plan, the newest first, under all the names that it has had.

    They are those of the branch itself: what a merge brought in is one change, on the day of the merge.
    """
    answer = _run(repository.folder, *_LOG, "--end-of-options", start, "--", repository.name)
    if answer.returncode:
        return ()  # no commit yet
    return tuple(_revisions(answer.stdout))


def version_at(repository: Repository, revision: str) -> CommittedVersion:
    """The plan at a commit that somebody names. Raises `UsageError` where there is no such commit, or no plan in it."""
    found = _run(repository.folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    commit = found.stdout.decode("ascii", "replace").split()[-1:]
    if found.returncode or not commit or not _HASH.fullmatch(commit[0]):
        raise UsageError(f"`{revision}` is no commit of this repository: `git log` lists them")
    names = dict.fromkeys([repository.name, *_former_names(repository, commit[0])])
    for name in names:
        if blob := _blob(repository, commit[0], name):
            return CommittedVersion(commit[0], _day_of(repository, commit[0]), blob)
    raise UsageError(f"`{repository.name}` is not in commit `{revision}`, under this name or an earlier one")


def read_blobs(repository: Repository, blobs: Iterable[str]) -> dict[str, bytes]:
    """The contents of these blobs, all by one process; those that are missing or too large are left out."""
    wanted = list(dict.fromkeys(blobs))
    answer = _run(repository.folder, "cat-file", "--batch", given="".join(f"{blob}\n" for blob in wanted).encode())
    return dict(_contents(answer.stdout))


def _contents(output: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place < len(output):
        end = output.find(b"\n", place)
        head = output[place:end].split()
        place = end + 1
        if end < 0 or len(head) != 3:  # `<hash> missing`
            continue
        size = int(head[2])
        if head[1] == b"blob" and size <= _LARGEST:
            yield head[0].decode("ascii"), output[place : place + size]
        place += size + 1


def _revisions(output: bytes) -> Iterator[Revision]:
    """The records of `git log`: a hash, a day and a subject, then the files, all with NUL between."""
    parts = iter(output.split(b"\0"))
    head: list[bytes] = []
    for part in parts:
        mode = part.split()
        if part.lstrip(b"\n").startswith(b":") and len(head) == 3 and len(mode) == 5:
            names = [next(parts, b"") for _ in range(2 if mode[4][:1] in b"RC" else 1)]
            if mode[4] != b"D" and mode[1] in (b"100644", b"100755"):
                yield _revision(head, mode[3].decode("ascii"), os.fsdecode(names[-1]))
            head = []
        elif _HASH.fullmatch(part.decode("ascii", "replace")):
            head = [part, next(parts, b""), next(parts, b"")]


def _revision(head: list[bytes], blob: str, name: str) -> Revision:
    commit, day, subject = head
    return Revision(commit.decode("ascii"), _day(day), subject.decode("utf-8", "replace"), name, blob)


def _day(written: bytes) -> date:
    """The day of an ISO date; git lets a commit claim any."""
    try:
        return date.fromisoformat(written[:10].decode("ascii"))
    except ValueError:
        return date.min


def _day_of(repository: Repository, commit: str) -> date:
    answer = _run(repository.folder, "log", "-1", "--no-show-signature", "--format=%cI", "--end-of-options", commit)
    return _day(answer.stdout)


# A file that was renamed and not committed since

_AS_MUCH = 0.5
"""How much of its lines a plan shares with the file that it was, as git has it."""

_MOST_GONE = 200


def _committed_name(repository: Repository, path: Path) -> str:
    """The plan's name in the last commit: its own, or that of the file gone since whose text it has, moved by git
    or without its knowledge."""
    if _blob(repository, "HEAD", repository.name) or not path.is_file():
        return repository.name
    gone = _gone(repository)
    if not gone:
        return repository.name
    contents = read_blobs(repository, gone.values())
    try:
        now = Counter(path.read_bytes().splitlines())
    except OSError:  # whoever reads the plan says so
        return repository.name
    shares = [(_shared(now, contents.get(blob, b"")), name) for name, blob in gone.items()]
    share, name = max(shares, default=(0.0, repository.name))
    return name if share >= _AS_MUCH else repository.name


def _gone(repository: Repository) -> dict[str, str]:
    """The files of the last commit that are not there any more, with their contents as git names them."""
    answer = _run(
        repository.folder, "diff-index", "-z", "--raw", "--no-abbrev", "--no-renames", "--no-relative",
        "--diff-filter=D", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "HEAD",
    )  # fmt: skip
    parts = answer.stdout.split(b"\0")
    top = os.fsdecode(_run(repository.folder, "rev-parse", "--show-cdup").stdout.removesuffix(b"\n"))
    gone: dict[str, str] = {}
    for head, name in zip(parts[::2], parts[1::2], strict=False):
        fields = head.split()
        if len(fields) == 5 and fields[0] in (b":100644", b":100755"):
            gone[f"{top}{os.fsdecode(name)}"] = fields[2].decode("ascii")
    return dict(list(gone.items())[:_MOST_GONE])


def _shared(now: Counter[bytes], before: bytes) -> float:
    """The part of the longer text's lines that both have."""
    lines = Counter(before.splitlines())
    return (now & lines).total() / max(now.total(), lines.total(), 1)


def _former_names(repository: Repository, commit: str) -> Iterator[str]:
    """The names that the plan has had, from now back, without their folders where it is ours."""
    top = _run(repository.folder, "rev-parse", "--show-prefix").stdout.removesuffix(b"\n")
    prefix = os.fsdecode(top)
    for start in ("HEAD", commit):
        for one in revisions_of(repository, start):
            yield os.path.relpath(one.name, prefix) if prefix else one.name


def _blob(repository: Repository, commit: str, name: str) -> str | None:
    answer = _run(repository.folder, "ls-tree", "-z", commit, "--", name)
    fields = answer.stdout.partition(b"\t")[0].split()
    return fields[2].decode("ascii") if len(fields) == 3 and fields[1] == b"blob" else None


def _run(folder: Path, *arguments: str, given: bytes = b"", literal: bool = True) -> subprocess.CompletedProcess[bytes]:
    """What git answers; names in its arguments are not patterns, but of a command that knows no such word."""
    command = ["git", *_CALM, *(["--literal-pathspecs"] if literal else []), "-C", str(folder), *arguments]
    calm = {name: value for name, value in os.environ.items() if name not in _FOREIGN} | _ENVIRONMENT
    try:
        return subprocess.run(command, input=given, capture_output=True, env=calm, check=False)
    except FileNotFoundError as error:
        raise MissingLibrary("there is no `git` on this machine: versions of a plan are read with it") from error
    except OSError as error:
        raise FileTrouble(f"`git` cannot be run: {error.strerror}") from error


def _reason(answer: subprocess.CompletedProcess[bytes]) -> str:
    """What git said, where it is more than that there is no repository."""
    said = answer.stderr.decode("utf-8", "replace").strip().split("\n")[0]
    return f" ({said})" if "dubious ownership" in said else ""


def ignored_of(folder: Path, paths: Iterable[str]) -> frozenset[str]:
    """Of these folders in a repository, those that its `.gitignore` files leave out; none where git cannot tell."""
    by_place = {os.path.realpath(path): path for path in paths}
    given = b"".join(os.fsencode(place) + b"\0" for place in by_place)
    try:
        answer = _run(folder, "check-ignore", "-z", "--stdin", given=given, literal=False)
    except (MissingLibrary, FileTrouble):
        return frozenset()
    found = (os.fsdecode(place) for place in answer.stdout.split(b"\0") if place)
    return frozenset(by_place[place] for place in found if place in by_place)
