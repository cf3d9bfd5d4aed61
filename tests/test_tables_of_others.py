"""Tables of other programs and people: separators, encodings, languages, orders of dates, headings, hierarchies."""

from __future__ import annotations

import re
from datetime import date

import pytest

from plainplan.exchange.incoming import Request
from plainplan.exchange.making import Made, plan_from
from plainplan.exchange.readers import read_file
from plainplan.exchange.readers.days import Order, read_day
from plainplan.exchange.readers.headings import KEYS, heading_key
from plainplan.exchange.readers.values import read_amount, read_length, read_share, read_state
from plainplan.exchange.rows import rows_of
from plainplan.values import State

DAY = date(2026, 11, 28)


def made(data: str | bytes, *columns: tuple[str, str]) -> Made:
    raw = data.encode() if isinstance(data, str) else data
    found = plan_from(read_file("csv", raw, Request("t.csv", DAY, columns)), "t.csv", "T", DAY)
    assert not found.compilation.has_errors, found.text
    return found


def steps(data: str | bytes, *columns: tuple[str, str]) -> list[str]:
    return [line for line in made(data, *columns).text.splitlines() if re.match(r" *- \[|### ", line)]


# How the file is written

ROWS = [
    ["Aufgabe", "Beginn", "Ende"],
    ["Über, den Zaun", "04.01.2027", "10.01.2027"],
    ["Grüßen", "11.01.2027", "12.01.2027"],
]
WANTED = ["- [ ] Über, den Zaun ~1w", "- [ ] Grüßen ~2d"]


def joined(separator: str, *, quote: bool = False, end: str = "\n") -> str:
    def cell(text: str) -> str:
        return f'"{text}"' if quote or separator in text else text

    return "".join(separator.join(map(cell, row)) + end for row in ROWS)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_separator_is_told(separator: str, end: str) -> None:
    assert steps(joined(separator, end=end)) == WANTED
    assert steps(joined(separator, quote=True, end=end)) == WANTED


def test_a_separator_may_be_named_on_top() -> None:
    assert steps("sep=;\r\n" + joined(";", end="\r\n")) == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_every_encoding_is_told(encoding: str) -> None:
    found = made(joined(";").encode(encoding))
    assert [line for line in found.text.splitlines() if line.startswith("- [")] == WANTED
    assert bool(found.doubts) == (encoding == "cp1252")


def test_lines_in_cells_do_not_part_rows() -> None:
    assert steps('Task,Notes\n"Dig\nthe bed","two\nspades"\nPlant,\n') == ["- [ ] Dig the bed", "- [ ] Plant"]


def test_places_are_lines_of_the_file() -> None:
    found = made('Task,Colour\n"Dig\nthe bed",red\nPlant,blue\n')
    assert [(one.line, one.field, one.text) for one in found.unread] == [(2, "Colour", "red"), (4, "Colour", "blue")]


# Days


@pytest.mark.parametrize(
    "text",
    [
        "2027-03-04", "2027/3/4", "2027.03.04", "20270304", "2027-03-04T10:30:00Z", "2027-03-04 10:30", "04.03.2027",
        "4.3.2027", "4. März 2027", "4 March 2027", "March 4, 2027", "Mar 4, 2027", "4-Mar-27", "04/Mar/2027 9:15 AM",
        "Thu 04/03/27", "Do 04.03.27", "04.03.2027 10:30", "4 mars 2027", "4 de marzo de 2027", "2027年3月4日",
        "4 марта 2027", "46450", "Thu, Mar 4, 2027",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    found = read_day(text, Order(is_day_first=True))
    assert found is not None
    assert (found.first, found.last) == (date(2027, 3, 4), date(2027, 3, 4))


@pytest.mark.parametrize(
    "text", ["", "soon", "31.02.2027", "2027-13-01", "12", "99/99/9999", "March", "4", "0000-00-00", "1e9"]
)
def test_no_day_is_made_up(text: str) -> None:
    assert read_day(text, Order(is_day_first=True)) is None


def dates_of(*cells: tuple[str, str]) -> tuple[list[date | None], tuple[str, ...]]:
    found = made("Task,Start,End\n" + "".join(f"t{place},{a},{b}\n" for place, (a, b) in enumerate(cells)))
    return [row.planned_start for row in rows_of(found.compilation) if row.leaf], found.doubts


def test_one_day_that_can_be_read_in_one_way_tells_the_order() -> None:
    assert dates_of(("03/04/2027", "03/05/2027"), ("03/13/2027", "03/14/2027"))[0] == [
        date(2027, 3, 4),
        date(2027, 3, 13),
    ]
    assert dates_of(("03/04/2027", "04/04/2027"), ("13/04/2027", "14/04/2027"))[0] == [
        date(2027, 4, 3),
        date(2027, 4, 13),
    ]


def test_days_that_would_run_backwards_tell_the_order() -> None:
    days, doubts = dates_of(("03/04/2027", "04/01/2027"))
    assert days == [date(2027, 3, 4)]
    assert doubts == ()


def test_an_order_that_nothing_tells_is_told() -> None:
    days, doubts = dates_of(("03/04/2027", "05/04/2027"))
    assert days == [date(2027, 4, 3)]
    assert len(doubts) == 1
    assert "03/04/2027" in doubts[0]
    assert "month-first" in doubts[0]
    assert dates_of(("03.04.2027", "05.04.2027"))[1] == ()


def test_the_order_may_be_said() -> None:
    found = made("Task,Start\na,03/04/2027\n", ("Start", "start:month-first"))
    assert found.doubts == ()
    assert "start: 2027-03-04" in found.text


# Lengths, shares, amounts, states


@pytest.mark.parametrize(
    ("text", "unit", "wanted"),
    [
        ("5", "", "~5d"), ("5", "weeks", "~5w"), ("5d", "", "~5d"), ("5 days", "", "~5d"), ("5 days?", "", "~5d"),
        ("2 wks", "", "~2w"), ("1.5w", "", "~1.5w"), ("1,5 Wochen", "", "~1.5w"), ("3 mons", "", "~3m"),
        ("8 hrs", "", "~8h"), ("90", "minutes", "~1.5h"), ("10 edays", "", "~10d"), ("2 ew", "", "~2w"),
        ("3 semaines", "", "~3w"), ("2 dias", "", "~2d"), ("4 недели", "", "~4w"), ("7 个工作日", "", "~7d"),
        ("3 日", "", "~3d"), ("0 days", "", "~0d"),
        ("~4-8w", "", "~4-8w"), ("4-8w", "", "~4-8w"), ("2w 3d", "", "~2w3d"),
        ("soon", "", None), ("-3d", "", None), ("", "", None), ("5 apples", "", None),
    ],
)  # fmt: skip
def test_lengths(text: str, unit: str, wanted: str | None) -> None:
    assert read_length(text, unit) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("1200", "1200"), ("$1,200", "1200"),
        ("1.200,50 €", "1200.50"), ("1 200,50 €", "1200.50"), ("CHF 1'200", "1200"),
        ("1,200.50", "1200.50"), ("12.5", "12.5"), ("0", "0"), ("free", None), ("1-2", None), ("-5", None),
    ],
)  # fmt: skip
def test_amounts(text: str, wanted: str | None) -> None:
    found = read_amount(text)
    assert (None if found is None else str(found)) == wanted


@pytest.mark.parametrize(("text", "of_one", "wanted"), [
    ("50%", False, 50), ("50 %", False, 50), ("%50", False, 50),
    ("0.5", True, 50), ("1", True, 100), ("0,25", True, 25),
    ("50", False, 50), ("150%", False, None), ("half", False, None), ("nan", False, None), ("-1", False, None),
])  # fmt: skip
def test_shares(text: str, of_one: bool, wanted: int | None) -> None:
    assert read_share(text, of_one=of_one) == wanted


@pytest.mark.parametrize(("text", "wanted"), [
    ("Done", State.DONE), ("✅ Done", State.DONE), ("erledigt", State.DONE),
    ("Terminé", State.DONE), ("完成", State.DONE),
    ("TRUE", State.DONE), ("In Progress", State.UNDER_WAY),
    ("🚧 in progress", State.UNDER_WAY), ("en curso", State.UNDER_WAY),
    ("Not started", State.TO_DO), ("À faire", State.TO_DO), ("未着手", State.TO_DO), ("FALSE", State.TO_DO),
    ("Cancelled", State.DROPPED), ("отменено", State.DROPPED), ("purple", None),
])  # fmt: skip
def test_states(text: str, wanted: State | None) -> None:
    assert read_state(text) is wanted


# Headings

HEADINGS = """
Task Name,Duration,Start,Finish,Predecessors,Resource Names -> title duration start finish after who
% Complete,Outline Level,WBS,Notes,Deadline,Cost -> percent level outline note due cost
Vorgangsname,Dauer,Anfang,Ende,Vorgänger,Ressourcennamen -> title duration start finish after who
% Abgeschlossen,Gliederungsebene,Kosten,Frist,Notizen -> percent level cost due note
Nom de la tâche,Durée,Début,Fin,Prédécesseurs,Noms ressources -> title duration start finish after who
Nombre de tarea,Duración,Comienzo,Fin,Predecesoras -> title duration start finish after
Nome da tarefa,Duração,Início,Término,Predecessoras -> title duration start finish after
Название задачи,Длительность,Начало,Окончание,Предшественники -> title duration start finish after
任务名称,工期,开始时间,完成时间,前置任务,资源名称 -> title duration start finish after who
タスク名,期間,開始日,終了日,担当者,進捗 -> title duration start finish who percent
Name,Section/Column,Assignee,Due Date,Parent task,Tags,Notes -> title goal who due parent labels note
Blocked By (Dependencies),Blocking (Dependencies),Completed At -> after before done
Card Name,List Name,Members,Due Date,Due Complete,Labels -> title goal who due ticked labels
TASK TITLE,TASK OWNER,START DATE,DUE DATE,DURATION -> title who start due duration
PCT OF TASK COMPLETE,WBS NUMBER -> percent outline
Summary,Issue key,Status,Assignee,Due date,Parent -> title id state who due parent
What,When,How long,Who -> title due duration who
"""


@pytest.mark.parametrize("line", HEADINGS.strip().splitlines())
def test_headings_of_other_programs_and_languages(line: str) -> None:
    headings, keys = line.split(" -> ")
    assert [heading_key(one)[0] for one in headings.split(",")] == keys.split()
    assert set(keys.split()) <= KEYS.keys()


def test_a_unit_may_stand_in_the_heading() -> None:
    assert heading_key("Duration (weeks)") == ("duration", "weeks")
    assert steps("Task;Dauer (Wochen)\nLesen;3\n") == ["- [ ] Lesen ~3w"]
    assert steps("Task,Duration,Duration unit\nRead,90,minute\nWrite,2,day\n") == [
        "- [ ] Read ~1.5h",
        "- [ ] Write ~2d",
    ]


def test_numbers_without_a_unit_are_told() -> None:
    assert made("Task,Estimate\na,3\n").doubts == ("numbers under `Estimate`, such as 3, are read as days",)
    assert made("Task,Days\na,3\n").doubts == made("Task,Estimate\na,3 days\n").doubts == ()


def test_days_that_contradict_each_other_are_told() -> None:
    found = made("Task,Start,End\na,2027-01-09,2027-01-04\n")
    assert [(one.text, one.why) for one in found.unread] == [("2027-01-04", "it is before its first day")]
    table = "WBS,Task,Start,End\n1,A,2027-01-04,2027-02-28\n1.1,b,2027-01-04,2027-01-10\n1.2,c,2027-01-11,2027-01-12\n"
    assert [(one.line, one.field, one.text) for one in made(table).unread] == [(2, "finish", "2027-02-28")]


def test_words_above_the_headings_are_kept() -> None:
    found = made("My project,,\n,,\nOwner:,Jo,\nTask,Start,End\nDig,2027-01-04,2027-01-05\n")
    assert found.compilation.plan.title == "My project"
    assert [(one.line, one.text) for one in found.unread] == [(3, "Owner: | Jo")]


@pytest.mark.parametrize("name", ["Was", "was", "A", "1"])
def test_a_column_is_told_by_its_heading_letter_or_number(name: str) -> None:
    assert steps("Was,Soll,Zzz\nlesen,2027-01-04,3\n", (name, "title"), ("Zzz", "duration"), ("Soll", "due")) == [
        "- [ ] lesen ~3d due:2027-01-04"
    ]


# Hierarchy and links


@pytest.mark.parametrize(
    "table",
    [
        "ID,Task,Parent\n1,House,\n2,Floor,1\n3,Boards,2\n4,Paint,1\n",
        "Task,Parent task\nHouse,\nFloor,House\nBoards,Floor\nPaint,House\n",
        "Task,Outline Level\nHouse,1\nFloor,2\nBoards,3\nPaint,2\n",
        "WBS,Task\n1,House\n1.1,Floor\n1.1.1,Boards\n1.2,Paint\n",
        "Task,Due\nHouse,\n  Floor,\n    Boards,\n  Paint,\n",
        "Issue id,Issue key,Summary,Parent\n10,W-1,House,\n11,W-2,Floor,10\n12,W-3,Boards,W-2\n13,W-4,Paint,W-1\n",
    ],
)
def test_what_holds_what_is_told_in_many_ways(table: str) -> None:
    things = made(table).compilation.plan.things
    found = [(thing.title, None if thing.parent is None else things[thing.parent].title) for thing in things]
    assert found == [("House", None), ("Floor", "House"), ("Boards", "Floor"), ("Paint", "House")]


@pytest.mark.parametrize(
    "table",
    [
        "Section,Task\nA,one\nA,two\nB,three\n",
        "Task,Start,End\nA,,\none,2027-01-04,2027-01-05\ntwo,2027-01-06,2027-01-07\nB,,\nthree,2027-01-04,2027-01-05\n",
    ],
)
def test_a_column_or_rows_between_are_goals(table: str) -> None:
    assert [line.split(" ~")[0] for line in steps(table)] == ["### A", "- [ ] one", "- [ ] two", "### B", "- [ ] three"]


def test_lists_that_are_called_by_how_far_things_are_say_that() -> None:
    assert steps("Card Name,List Name\na,Done\nb,Doing\nc,To Do\n") == [
        "- [x] a done:2026-11-28", "- [/] b", "- [ ] c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "tag"),
    [
        ("1", "after:dig"), ("1FS", "after:dig"), ("1FS+2 days", "after:dig+2d"), ("1FS-1 wk", "after:dig-1w"),
        ("1SS", "with:dig"), ("1SS+3d", "with:dig+3d"), ("1EA+1 Tag", "after:dig+1d"), ("1AA", "with:dig"),
        ("1-FS=P2D", "after:dig+2d"), ("Dig", "after:dig"), ("dig", "after:dig"), ("1;2", "after:dig,rake"),
        ("1, 2", "after:dig,rake"), ("1FS+0 days", "after:dig"), ("1+2d", "after:dig+2d"),
    ],
)  # fmt: skip
def test_links_as_other_programs_write_them(cell: str, tag: str) -> None:
    assert steps(f'Task,Predecessors\nDig,\nRake,\nPlant,"{cell}"\n')[2] == f"- [ ] Plant {tag}"


@pytest.mark.parametrize("cell", ["1FF", "1SF", "99", "nobody", "1FS+5 apples", "3"])
def test_links_that_cannot_be_told_are_kept_as_notes(cell: str) -> None:
    found = made(f"Task,Predecessors\nDig,\nRake,\nPlant,{cell}\n")
    assert [(one.line, one.text) for one in found.unread] == [(4, "Plant" if cell == "3" else cell)]
    assert found.unread[0].text in found.text.partition("## Notes")[2]


def test_titles_with_commas_can_be_waited_for() -> None:
    table = 'Name,Blocked by\n"Dig, rake",\nWater,\nPlant,"Dig, rake, Water"\n'
    assert steps(table)[2] == "- [ ] Plant after:dig-rake,water"


def test_days_from_monday_to_friday_are_told_by_lengths() -> None:
    found = made("Task,Duration,Start,Finish\nDig,10 days,2027-01-04,2027-01-15\nPlant,3 days,2027-01-18,2027-01-20\n")
    assert "workdays: mon-fri" in found.text
    assert [(row.planned_start, row.planned_finish) for row in rows_of(found.compilation) if row.leaf] == [
        (date(2027, 1, 4), date(2027, 1, 15)), (date(2027, 1, 18), date(2027, 1, 20)),
    ]  # fmt: skip
    assert "start:2027" not in found.text
    every_day = made("Task,Duration,Start,Finish\nDig,12 days,2027-01-04,2027-01-15\n")
    assert "workdays" not in every_day.text


def test_every_word_of_a_table_is_in_the_plan() -> None:
    table = (
        "ID,Task,Start,Finish,Priority,Colour,Cost,Who,Notes,Link\n"
        "1,Dig,soon,2027-01-05,High,red,cheap,Jo Rivera,call first,http://a.b/c\n"
        "1,Plant,2027-02-30,,,,,,,\n"
    )
    text = made(table).text
    for word in re.findall(r"\w+", table.split("\n", 1)[1]):
        assert word in text or word in ("1", "05", "01"), word
