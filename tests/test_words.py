"""What languages say: German and English by their catalogues, the others by Babel, none by what another left behind."""

from __future__ import annotations

import pickle
import subprocess
import sys
from copy import copy
from datetime import date
from fractions import Fraction

import pytest

from plainplan.compile import compile_text
from plainplan.values import Duration
from plainplan.words import is_known, words_for

DAY = date(2027, 2, 28).toordinal()
LATER = date(2027, 3, 12).toordinal()
ISOLATES = "\N{FIRST STRONG ISOLATE}\N{POP DIRECTIONAL ISOLATE}"
FORMS = (
    "date", "long", "day", "long-day", "full", "full-day", "entry", "weekday-day", "month", "month-year", "mon",
    "mon-year", "year", "yy",
)  # fmt: skip
LANGUAGES = (
    "am", "ar", "ar-EG", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "el", "et", "eu", "fa",
    "fi", "fil", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id", "is", "ja", "ka", "kk",
    "km", "kn", "ko", "ky", "lo", "lt", "lv", "mk", "ml", "mn", "mr", "ms", "my", "nb", "ne", "nl", "pa", "pl",
    "ro", "ru", "si", "sk", "sl", "sq", "sr", "sr-Latn", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "uz",
    "vi", "zh", "zh-TW", "zu",
)  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["28 Feb 2027", "Sunday 28 February", "28 Feb – 12 Mar 2027", "12 – 15 Mar"]),
        ("en-GB", ["28 Feb 2027", "Sunday 28 February", "28 Feb – 12 Mar 2027", "12 – 15 Mar"]),
        ("en-US", ["Feb 28, 2027", "Sunday, February 28", "Feb 28 – Mar 12, 2027", "Mar 12 – 15"]),
        ("de-CH", ["28. Feb. 2027", "Sonntag, 28. Februar", "28. Feb. – 12. März 2027", "12. – 15. März"]),
        ("fr", ["28 févr. 2027", "dimanche 28 février", "28 févr. – 12 mars 2027", "12 – 15 mars"]),
        ("it", ["28 feb 2027", "domenica 28 febbraio", "28 feb – 12 mar 2027", "12 – 15 mar"]),
        ("es", ["28 feb 2027", "domingo 28 de febrero", "28 feb – 12 mar 2027", "12 – 15 mar"]),
        ("pt-BR", ["28 fev 2027", "domingo, 28 de fevereiro", "28 fev – 12 mar 2027", "12 – 15 mar"]),
        (
            "gl",
            ["28 de feb. de 2027", "domingo, 28 de febreiro", "28 de feb. – 12 de mar. de 2027", "12–15 de mar."],
        ),
        ("ar", ["28 فبراير 2027", "الأحد، 28 فبراير", "28 فبراير – 12 مارس 2027", "12–15 مارس"]),
        ("ar-EG", ["٢٨ فبراير ٢٠٢٧", "الأحد، ٢٨ فبراير", "٢٨ فبراير – ١٢ مارس ٢٠٢٧", "١٢–١٥ مارس"]),
        ("ja", ["2027年2月28日", "2月28日(日曜日)", "2027年2月28日～3月12日", "3月12日～15日"]),
    ],
)
def test_dates(lang: str, says: list[str]) -> None:
    words = words_for(lang)
    said = [words.date(DAY), words.date(DAY, "full-day"), words.range(DAY, LATER), words.short_range(LATER, LATER + 3)]
    told = [_plain_blanks(text) for text in said]
    told[3] = said[3]
    assert [text.strip(ISOLATES) for text in told] == says


def _plain_blanks(text: str) -> str:
    return text.replace("\N{THIN SPACE}", " ")


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["one week", "16 months", "in 34 days", "in three weeks", "tomorrow", "a, b and c"]),
        ("de", ["eine Woche", "16 Monate", "in 34 Tagen", "in drei Wochen", "morgen", "a, b und c"]),
        ("fr", ["une semaine", "16 mois", "dans 34 jours", "dans trois semaines", "demain", "a, b et c"]),
        ("it", ["una settimana", "16 mesi", "tra 34 giorni", "tra tre settimane", "domani", "a, b e c"]),
        ("es", ["una semana", "16 meses", "dentro de 34 días", "dentro de tres semanas", "mañana", "a, b y c"]),
        ("pt", ["uma semana", "16 meses", "daqui a 34 dias", "daqui a três semanas", "amanhã", "a, b e c"]),
        ("ar", ["one week", "16 months", "in 34 days", "in three weeks", "tomorrow", "a, b and c"]),
    ],
)
def test_lengths_and_lists(lang: str, says: list[str]) -> None:
    words = words_for(lang)
    said = [
        words.about(7), words.about(487), words.until(34), words.until(21), words.until(1),
        words.listed(("a", "b", "c")),
    ]  # fmt: skip
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in said] == says


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", ["1,234,567.5", "€4,200", "€4,200.50", "$80", "CHF 80", "80 beans", "80"]),
        ("de", ["1.234.567,5", "4.200 €", "4.200,50 €", "80 $", "80 CHF", "80 beans", "80"]),
        ("de-AT", ["1 234 567,5", "€ 4 200", "€ 4 200,50", "$ 80", "CHF 80", "80 beans", "80"]),
        ("de-CH", ["1’234’567.5", "€ 4’200", "€ 4’200.50", "$ 80", "CHF 80", "80 beans", "80"]),
        ("es", ["1.234.567,5", "4200 €", "4200,50 €", "80 $", "80 CHF", "80 beans", "80"]),
        ("es-MX", ["1,234,567.5", "€4,200", "€4,200.50", "$80", "80 CHF", "80 beans", "80"]),
        ("pt", ["1.234.567,5", "€ 4.200", "€ 4.200,50", "$ 80", "CHF 80", "80 beans", "80"]),
        ("fr", ["1 234 567,5", "4 200 €", "4 200,50 €", "80 $", "80 CHF", "80 beans", "80"]),
        ("it", ["1.234.567,5", "4.200 €", "4.200,50 €", "80 $", "80 CHF", "80 beans", "80"]),
        ("it-CH", ["1’234’567.5", "€ 4’200", "€ 4’200.50", "$ 80", "CHF 80", "80 beans", "80"]),
        ("hi", ["12,34,567.5", "€4,200", "€4,200.50", "$80", "CHF80", "80 beans", "80"]),
        ("fa", ["۱٬۲۳۴٬۵۶۷٫۵", "€ ۴٬۲۰۰", "€ ۴٬۲۰۰٫۵۰", "$ ۸۰", "CHF ۸۰", "۸۰ beans", "۸۰"]),
    ],
)
def test_numbers_and_money(lang: str, says: list[str]) -> None:
    words = words_for(lang)
    said = [
        words.number(Fraction(2469135, 2)), words.money(4200, "EUR"), words.money(Fraction(8401, 2), "eur"),
        words.money(80, "$"), words.money(80, "CHF"), words.money(80, "beans"), words.money(80, None),
    ]  # fmt: skip
    bare = dict.fromkeys(map(ord, f"{ISOLATES}\N{LEFT-TO-RIGHT MARK}"))
    bare |= {ord("\N{NO-BREAK SPACE}"): " ", ord("\N{NARROW NO-BREAK SPACE}"): " "}
    assert [text.translate(bare) for text in said] == says


def test_months_and_swiss_and_austrian_german() -> None:
    january = date(2027, 1, 5).toordinal()
    assert words_for("de").date(january, "long") == "5. Januar 2027"
    assert words_for("de-AT").date(january, "long") == "5. Jänner 2027"
    assert "ß" not in "".join(words_for("de-CH").catalogue.messages.values())
    assert "ß" in "".join(words_for("de").catalogue.messages.values())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_has_all_that_a_page_says(lang: str) -> None:
    words = words_for(lang)
    assert (words.lang, words.asked) == ("en", lang)
    said = [words.date(DAY, form) for form in FORMS]
    said += [words.range(DAY, LATER), words.short_range(DAY, DAY + 3), words.weekday(6), words.listed(("a", "b"))]
    for number in (1, 2, 3, 5, 11, 100, Fraction(3, 2)):
        said += [words.count(f"digits.{unit}", number) for unit in ("hours", "days", "weeks", "months", "years")]
    said += [words.until(days) for days in (5, 14, 90, 800)]
    assert all(text.strip() and "{" not in text and "duration" not in text for text in said), said


def test_a_language_says_the_same_whatever_was_said_before() -> None:
    code = "from plainplan.words import words_for; print([words_for('ja').date(739675, f) for f in ('month', 'mon')])"
    alone = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True).stdout
    for lang in ("he", "fa", "cs", "ja"):
        said = [words_for(lang).date(739675, form) for form in ("month", "mon")]
    assert str(said) == alone.strip()


@pytest.mark.parametrize(
    ("lang", "direction"),
    [
        ("en", "ltr"),
        ("ar", "rtl"),
        ("he", "rtl"),
        ("fa-AF", "rtl"),
        ("uz-Arab", "rtl"),
        ("ks-Deva", "ltr"),
        ("ja", "ltr"),
    ],
)
def test_which_way_it_reads(lang: str, direction: str) -> None:
    assert words_for(lang).direction == direction


def test_an_unknown_language_is_told_and_english_is_spoken() -> None:
    assert not is_known("zz")
    assert is_known("fr-FR")
    found = compile_text("a.md", "---\nlang: zz\n---\n# A\n", date(2026, 11, 1)).diagnostics
    assert [one.message for one in found if one.code == "P119"] == [
        "nothing is known of a language `zz`, so dates are in English"
    ]
    assert (words_for("zz").lang, words_for("zz").asked) == ("en", "en")


def test_a_language_with_an_underscore_is_mended() -> None:
    found = compile_text("a.md", "---\nlang: pt_BR\n---\n# A\n", date(2026, 11, 1)).diagnostics
    fixes = [one.fix for one in found if one.code == "P112"]
    assert [edit.text for fix in fixes if fix for edit in fix.edits] == ["pt-BR"]


def test_lengths_of_several_units() -> None:
    length = Duration(months=16, weeks=2)
    assert words_for("en").duration(length) == "1 year, 4 months, 2 weeks"
    assert words_for("ru").duration(length) == "1 year, 4 months, 2 weeks"
    assert words_for("es").duration(length) == "1 año, 4 meses y 2 semanas"


def test_a_sentence_in_english_is_so_throughout() -> None:
    words = words_for("ja")
    assert words.say("now.since", date=words.near(DAY, LATER)) == words_for("en").say("now.since", date="28 February")
    assert words.say("until", date=words.date(DAY, "day")) == "to 28 Feb"
    assert words.listed((words.date(DAY), "焼く")) == "28 Feb 2027 and 焼く"
    assert words_for("ar-EG").count("digits.days", 34) == "34 days"


def test_words_from_the_right_keep_together_in_a_sentence() -> None:
    said = words_for("he").say("and", first="אפייה", last="לחם")
    assert said == "\u2068אפייה\u2069 and \u2068לחם\u2069"
    assert words_for("he").date(DAY) == "\u206828 בפבר׳ 2027\u2069"


def test_dates_of_other_languages_can_be_sent_elsewhere() -> None:
    date = words_for("ja").date(DAY)
    assert pickle.loads(pickle.dumps(date)) == date == copy(date)


@pytest.mark.parametrize("lang", ["en", "de-CH", "fr", "ar-EG", "hi"])
def test_days_and_numbers_at_the_ends(lang: str) -> None:
    words = words_for(lang)
    days = (1, 2, DAY, date.max.toordinal())
    said = [words.date(day, form) for day in days for form in FORMS]
    said += [words.range(first, last) for first in days for last in days]
    said += [words.short_range(first, last) for first in days for last in days]
    for number in (0, 10**14, 10**30, Fraction(10**30, 7), Fraction(1, 3)):
        said += [words.number(number), words.money(number, "EUR"), words.count("digits.years", number)]
    assert all(text.strip() for text in said)
