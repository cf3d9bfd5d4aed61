"""What the parser itself can find: one rule a kind, each with its reason, a bad and a good plan."""

from __future__ import annotations

from plainplan.diagnostics import Rule, Severity

_HEAD = """\
---
start: 2026-11-01
---

# Become a nurse

## Primary objective

"""


def _plan(*lines: str, head: str = _HEAD) -> str:
    return head + "".join(line + "\n" for line in lines)


UNREADABLE_DURATION = Rule(
    "P101",
    "unreadable-duration",
    Severity.ERROR,
    "A duration cannot be read.",
    "A duration is a number and a unit right after `~`: hours, days, weeks, months or years, from long to "
    "short. Dates are worked out from durations, so one that cannot be read stops the build instead of being "
    "guessed.\n\n"
    "If it is not meant as a duration, put a backslash before it: `\\~1w1y`.",
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~2w1y"),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6w"),
)
UNREADABLE_DATE = Rule(
    "P102",
    "unreadable-date",
    Severity.ERROR,
    "A date cannot be read.",
    "A date is written from the year on, as `2027-01-15`, `2027-01` or `2027`, because `01/02/2027` is one "
    "day in some countries and another day in others.",
    _plan("### Work as a nurse", "", "- [ ] Apply to three programmes ~2w due:15.01.2027"),
    _plan("### Work as a nurse", "", "- [ ] Apply to three programmes ~2w due:2027-01-15"),
)
NEAR_MISS = Rule(
    "P103",
    "near-miss",
    Severity.WARNING,
    "Something looks like a tag and is not written as one.",
    "Words such as `(6 weeks)`, `~2 weeks` or `due: 2027-01-15` are text to plainplan: no date follows from "
    "them. The fix turns them into the tag. If they are meant as text, a backslash or other words keep them "
    "so.",
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam (6 weeks)"),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6w"),
)
UNKNOWN_KEY = Rule(
    "P104",
    "unknown-key",
    Severity.WARNING,
    "A tag's key is almost one that exists.",
    "`deu:2027-01-15` is text to plainplan, and nothing would be due. Words with a colon in them are common, "
    "so only a key that is nearly right, with a value that fits it, is reported.",
    _plan("### Work as a nurse", "", "- [ ] Apply to three programmes ~2w deu:2027-01-15"),
    _plan("### Work as a nurse", "", "- [ ] Apply to three programmes ~2w due:2027-01-15"),
)
REPEATED_TAG = Rule(
    "P105",
    "repeated-tag",
    Severity.ERROR,
    "The same kind of tag stands twice on one thing.",
    "A step has one duration, one name, one due date. With two of a kind nobody could say which one holds. "
    "Several names to wait for go into one tag: `after:teas,visit`.",
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6w ~8w"),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6-8w"),
)
UNREADABLE_FRONT_MATTER = Rule(
    "P107",
    "unreadable-front-matter",
    Severity.ERROR,
    "The front matter cannot be read.",
    "The lines between `---` at the very top are YAML: a key, a colon, a blank and a value on each line. "
    "Anchors, tags and the same key twice are not read, since what they mean depends on the program that "
    "reads them.",
    "---\nstart: 2026-11-01\nstart: 2026-12-01\n---\n\n# Become a nurse\n\n## Primary objective\n\n"
    "### Work as a nurse ~6m\n",
    "---\nstart: 2026-11-01\n---\n\n# Become a nurse\n\n## Primary objective\n\n### Work as a nurse ~6m\n",
)
UNKNOWN_BOX = Rule(
    "P109",
    "unknown-box",
    Severity.WARNING,
    "A box holds a mark that means nothing.",
    "A box is `[ ]` to do, `[/]` under way, `[x]` done or `[-]` dropped. Any other mark counts as to do, "
    "which may not be what you meant.",
    _plan("### Work as a nurse", "", "- [?] Prepare for the exam ~6w"),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6w"),
)
NOT_NESTED = Rule(
    "P110",
    "not-nested",
    Severity.WARNING,
    "An indented item is not part of the item above it.",
    "Markdown nests an item when its bullet stands under the text of the item above: two blanks after `-`, "
    "three after `1.`. With fewer it is an item of its own, with many more it is text or code, and a barrier "
    "or sub-step is lost.",
    _plan("### Work as a nurse", "", "1. [ ] Prepare for the exam ~6w", "  - [ ] Buy the book ~1d"),
    _plan("### Work as a nurse", "", "1. [ ] Prepare for the exam ~6w", "   - [ ] Buy the book ~1d"),
)
UNREAD_TEXT = Rule(
    "P111",
    "unread-text",
    Severity.WARNING,
    "Something is written that reaches no output.",
    "Markdown leaves some text out: what is nested more than about a hundred lists deep, and the cells of a "
    "table's row that have no heading above them. Nothing you wrote should vanish without a word.",
    _plan("### Work as a nurse ~6m", "", "| Exam | Points |", "| --- | --- |", "| TEAS | 78 | passed |"),
    _plan("### Work as a nurse ~6m", "", "| Exam | Points | Result |", "| --- | --- | --- |", "| TEAS | 78 | passed |"),
)
UNREADABLE_VALUE = Rule(
    "P112",
    "unreadable-value",
    Severity.ERROR,
    "A value cannot be read.",
    "A risk, a percentage, an amount of money, a rhythm or a name has one way to be written. A value that "
    "cannot be read stops the build instead of being guessed.",
    _plan("### Work as a nurse", "", "- [ ] Save the fees ~6m cost:4200USD"),
    _plan("### Work as a nurse", "", "- [ ] Save the fees ~6m cost:4200"),
)
RAW_HTML = Rule(
    "P113",
    "raw-html",
    Severity.HINT,
    "Raw HTML is shown as text.",
    "A plan may come from anyone, and its page is opened by others, so HTML in it is never run: it is shown "
    "as it was typed. Markdown has its own marks for most of it. Comments are left out of the page as usual.",
    _plan("### Work as a nurse ~6m", "", "Ask <b>early</b>."),
    _plan("### Work as a nurse ~6m", "", "Ask **early**."),
)
UNREADABLE_BYTES = Rule(
    "P114",
    "unreadable-bytes",
    Severity.ERROR,
    "The file is not plain UTF-8 text.",
    "A plan is text in UTF-8. Bytes that are something else, and control characters that nobody can see, "
    "would come out as rubbish, or be left out.",
    _plan("### Work as a nurse ~6m \x07"),
    _plan("### Work as a nurse ~6m"),
)
OUT_OF_RANGE = Rule(
    "P115",
    "out-of-range",
    Severity.ERROR,
    "A date or a duration leaves the calendar.",
    "The calendar goes from the year 1 to the year 9999. What lies outside cannot be put on a page.",
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~99999y"),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~9w"),
)
RESERVED_KEY = Rule(
    "P116",
    "reserved-key",
    Severity.HINT,
    "A reserved key is used; it means nothing yet.",
    "`wait:` is kept for later. To wait for something write `after:`, with a lag where you need one; to come before "
    "something, write `before:`.",
    _plan("### Work as a nurse", "", "- [ ] Prepare ~6w ^prepare", "- [ ] Sit the exam ~1d wait:prepare"),
    _plan("### Work as a nurse", "", "- [ ] Prepare ~6w ^prepare", "- [ ] Sit the exam ~1d after:prepare"),
)
ALMOST_MARKDOWN = Rule(
    "P118",
    "almost-markdown",
    Severity.WARNING,
    "A line looks like an item or a heading and is text.",
    "Markdown wants a plain blank after `-`, `1.` and `##`, and knows no bullets but `-`, `*` and `+` and no numbers "
    "but `1.` and `1)`. A list pasted from another program often has `•`, `☐`, `–` or `a)` instead, or blanks that "
    "only look like one, and then it is one long paragraph: no steps, no boxes. A list that begins with another number "
    "than 1 needs an empty line above it.",
    _plan("### Work as a nurse ~6m", "", "-[ ] Prepare for the exam ~6w"),
    _plan("### Work as a nurse ~6m", "", "- [ ] Prepare for the exam ~6w"),
)
UNFINISHED_MERGE = Rule(
    "P120",
    "unfinished-merge",
    Severity.ERROR,
    "A merge is not finished.",
    "Where two versions of a plan change the same lines, git writes both into the file, between `<<<<<<<`, `=======` "
    "and `>>>>>>>`, and leaves the choice to you. Until then nothing else is said of the plan, and nothing is built "
    "or changed: read as it is, it would have steps of both versions.",
    _plan(
        "### Work as a nurse",
        "",
        "<<<<<<< HEAD",
        "- [ ] Prepare for the exam ~6w",
        "=======",
        "- [ ] Prepare for the exam ~8w",
        ">>>>>>> evenings",
    ),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~8w"),
)
TWO_READINGS = Rule(
    "P123",
    "two-readings",
    Severity.WARNING,
    "A number can be read in two ways.",
    "`1,000` is a thousand in one language and one in another, like `1.200`. It is read as the plan's language has it "
    "(`lang:`, else English), and both readings are told: written as `1000` or `1.2` it is the same to everybody. A "
    "blank ends a tag, so `cost:1 200` would be a cost of 1.",
    _plan("### Work as a nurse", "", "- [ ] Save the fees ~6m cost:4 200"),
    _plan("### Work as a nurse", "", "- [ ] Save the fees ~6m cost:4200"),
)
NO_LENGTH = Rule(
    "P125",
    "no-length",
    Severity.WARNING,
    "What stands after `~` is no length of time.",
    "`~3x`, `~500words` and `~17h/week` are text to plainplan, and `~30min` too: the shortest unit is an hour. "
    "A backslash before it says that it is meant as text: `\\~3x`.",
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6x"),
    _plan("### Work as a nurse", "", "- [ ] Prepare for the exam ~6w"),
)
WORK_IN_QUOTE = Rule(
    "P128",
    "work-in-quote",
    Severity.HINT,
    "A box with a duration stands in a quote.",
    "What stands behind `>` is quoted: it is shown as it is, and nothing in it is a step. The callouts of some "
    "note-taking programs (`> [!todo]`) are quotes as well. Without the `>` the item is a step, with dates.",
    _plan("### Work as a nurse ~6m", "", "> [!todo]", "> - [ ] Prepare for the exam ~6w"),
    _plan("### Work as a nurse ~6m", "", "- [ ] Prepare for the exam ~6w"),
)
UNUSED_DEFINITION = Rule(
    "P130",
    "unused-definition",
    Severity.WARNING,
    "A line defines a link, and nothing refers to it.",
    "Markdown reads `[word]: something` at the start of a line as the address of a link that stands elsewhere as "
    "`[word]`, and shows the line nowhere. Where nothing refers to it, what you wrote is in no output. A backslash "
    "before it, `\\[word]: something`, or bold in place of the brackets, makes it text.",
    _plan("### Work as a nurse ~6m", "", "[Budget]: 4200"),
    _plan("### Work as a nurse ~6m", "", "**Budget:** 4200"),
)
UNCLOSED_CODE = Rule(
    "P131",
    "unclosed-code",
    Severity.WARNING,
    "A block of code is never closed, and what follows is in it.",
    "Code between lines of three backticks goes on up to the next such line; without one, to the end of the file. "
    "Headings and steps in it are code: no goals, no dates.",
    _plan("### Work as a nurse ~6m", "", "```", "apply --now", "", "## Notes", "", "Ask early."),
    _plan("### Work as a nurse ~6m", "", "```", "apply --now", "```", "", "## Notes", "", "Ask early."),
)

RULES = (
    UNREADABLE_DURATION,
    UNREADABLE_DATE,
    NEAR_MISS,
    UNKNOWN_KEY,
    REPEATED_TAG,
    UNREADABLE_FRONT_MATTER,
    UNKNOWN_BOX,
    NOT_NESTED,
    UNREAD_TEXT,
    UNREADABLE_VALUE,
    RAW_HTML,
    UNREADABLE_BYTES,
    OUT_OF_RANGE,
    RESERVED_KEY,
    ALMOST_MARKDOWN,
    WORK_IN_QUOTE,
    UNUSED_DEFINITION,
    UNCLOSED_CODE,
    TWO_READINGS,
    NO_LENGTH,
    UNFINISHED_MERGE,
)
