"""Plans for looking at their pages: the extremes one by one, and random ones with all that a page can show."""

from __future__ import annotations

import random
import re

from plans import Shape, random_plan

LONG = "A title of two hundred letters that says far more than a title should and wraps wherever it may "
TITLES = (
    (LONG * 3)[:200].strip(),
    "x" * 200,
    "\U0001f389",
    "שלום עולם, זה הצעד הבא שלי בדרך",
    "الخطوة التالية في الطريق إلى الهدف",
    "次の一歩をここに書きます",
    "Save the first year's *fees* & `tax` <b>",
    "Wait",
)
_HEAD = "---\nstart: 2026-11-01\n---\n# A plan\n\n## Goals\n\n"

OCCUPATIONS = (
    "| Occupation | Stage | Duties | Education | Earnings | Outlook | Pros | Cons | Way (min) | Fit |\n"
    + "|" + " --- |" * 10 + "\n"
    + "".join(
        f"| Social worker with families {number} | {'chosen' if number == 4 else 'candidate'} "
        f"| {'care, reports ' * number} | MSc, 2y | {48000 + number} | +{number}% "
        f"| {'Donaudampfschifffahrt' * (number % 3)} | nights | {number} | 3 |\n"
        for number in range(15)
    )
    + "| Weight | | | | 3 | 2 | | | 1 | 5 |\n"
)  # fmt: skip

ARABIC = """---
lang: ar
author: ليلى
start: 2026-09-01
review: weekly
partner: سامي
currency: EGP
---
# من مقهى إلى مستشفى

Why: عمل ثابت يساعد الناس.

## Occupations

| المهنة | Stage | Duties | Earnings |
| --- | --- | --- | --- |
| ممرضة مسجلة | chosen | رعاية المرضى | 86000 |
| مسعفة | shortlist | رعاية ميدانية | 53000 |
| Weight | | | 2 |

## Goals

### القبول في برنامج التمريض ~10m ^in

- [x] زيارة جامعتين ~2w done:2026-09-12
- [/] الاستعداد لامتحان القبول ~8w since:2026-09-14 cost:150.5
   - Barrier: الامتحانات صعبة ~4w risk:40%
     - [ ] Solution: طلب وقت إضافي ~2w
- [ ] أداء الامتحان ~1d on:2026-12-05

### الحصول على البكالوريوس ~7y after:in

- [ ] السنتان الأولى والثانية ~2y
"""

EXTREMES = {
    "from right to left": ARABIC,
    "in Japanese": ARABIC.replace("lang: ar", "lang: ja"),
    "in German": "---\nlang: de-CH\nstart: 2026-09-01\ncurrency: CHF\n---\n# Eine grosse Reise\n\n## Ziele\n\n"
    "### Sparen ~5m cost:4200\n\n- [x] Plan ~1w cost:12.5\n- [ ] Mehr ~9w\n- Hindernis: Regen ~2w cost:3\n",
    "fifteen occupations": f"# A\n\n## Occupations\n\n{OCCUPATIONS}\n## Goals\n\n### B\n\n- [ ] c ~9w\n- [ ] d ~9w\n",
    "four occupations": "# A\n\n## Occupations\n\n"
    + "\n".join(OCCUPATIONS.splitlines()[:6])
    + "\n\n## Goals\n\n### B\n\n- [ ] c ~9w\n- [ ] d ~9w\n",
    "empty": "",
    "one step": "# One\n\n- [ ] the only step ~3d\n",
    "three days": _HEAD + "### B\n\n- [ ] c ~1d\n- [ ] d ~2d due:2026-11-03\n",
    "three weeks": _HEAD + "### B\n\n- [ ] c ~1w\n- [ ] d ~2w\n",
    "four months": _HEAD + "### B\n\n- [ ] c ~6w\n- [ ] d ~2m due:2027-03\n",
    "two years": _HEAD + "### B\n\n- [ ] c ~8m\n- [ ] d ~14m\n",
    "seven years": _HEAD + "### B\n\n- [ ] c ~3y\n- [ ] d ~4y\n",
    "twelve years": _HEAD + "### B\n\n- [ ] c ~5y\n- [ ] d ~7y\n\n### C\n\n- [ ] e ~2w\n",
    "forty years": _HEAD + "### B\n\n" + "- [ ] c ~10y\n" * 4,
    "days beside decades": "# A\n\n## Goals\n\n### B ~3d start:2026-11-01\n\n### D ~30y\n\n- [ ] e ~9y due:2070\n",
    "five hundred steps": _HEAD + "".join(f"### Goal {n}\n\n" + "- [ ] a step ~3d\n" * 50 + "\n" for n in range(10)),
    "no dates": "# A\n\n## Goals\n\n### B\n\n- [ ] c\n- [ ] d\n\n### E\n",
    "everything done": "---\nstart: 2026-01-01\n---\n# A\n\n## Goals\n\n### B\n\n"
    "- [x] c ~2w done:2026-01-20\n- [x] d ~2w done:2026-02-20\n\n## Primary objective\n\n"
    "### [x] E ~1m done:2026-04-01\n",
    "everything late": "---\nstart: 2024-01-01\nreview: weekly\n---\n# A\n\n## Goals\n\n### B\n\n"
    + "- [ ] c ~1w due:2024-02\n  - Barrier: d ~2w\n" * 5,
    "twelve barriers": _HEAD + "### B\n\n- [ ] c ~2m\n" + "  - Barrier: d ~3w risk:20%\n" * 12,
    "barriers and a due day": _HEAD
    + "### B due:2027-01-20\n\n- [ ] c ~2m due:2027-01-05\n"
    + "  - Barrier: d ~3w risk:20%\n" * 3
    + "- Barrier: e\n",
    "titles": _HEAD
    + "".join(f"### {title} ~1m\n\n- [ ] {title} ~2w @{'s' * 30}\n  - Barrier: {title} ~1w\n" for title in TITLES),
}

_TABLE = """## Self-assessment

- Values: service, stability
- Interests: biology

## Occupations

| Occupation | Stage | Earnings | Outlook | {cell} |
| --- | --- | --- | --- | --- |
| Nurse | chosen | 86000 | +6% | {cell} {cell} |
| Medic | shortlist | 53,000 | | {cell} |
| {cell} | dropped | | | |

"""


def generated(seed: int) -> str:
    """A random plan in which some titles are extremes, with a choice, check-ins and prose."""
    pick = random.Random(seed)
    text = random_plan(seed, Shape(depth=3))
    text = re.sub(r"(Step|Goal|way) (?=[sgv]\d+)", lambda found: _title(pick, found[0]), text)
    front = f"author: {pick.choice(TITLES)[:60]!r}\nreview: {pick.choice(['weekly on sunday', 'monthly', 'daily'])}\n"
    front += f"partner: Sam Okafor\nlang: {pick.choice(['en', 'en', 'de', 'ar', 'fr'])}\n"
    text = text.replace("---\n", f"---\n{front}", 1)
    parts = [f"Why: {pick.choice(TITLES)}\n\nSome prose, with a [link](https://a.example) and `code`.\n\n"]
    if pick.random() < 0.6:
        parts.append(_TABLE.format(cell=pick.choice(TITLES[:4])))
    text = re.sub(r"(?m)^## ", lambda found: "".join(parts) + found[0], text, count=1)
    return (
        text + f"\n## Check-ins\n\n- 2026-03-08 @sam: {pick.choice(TITLES)}\n\n## Someday\n\n- {pick.choice(TITLES)}\n"
    )


def _title(pick: random.Random, plain: str) -> str:
    return f"{pick.choice(TITLES)} " if pick.random() < 0.15 else plain


WIDE = {
    "costs with long words": _HEAD
    + "### Rechtsschutzversicherungsgesellschaften ~2m cost:4000\n\n- [ ] c ~9w cost:120\n\n"
    "### x ~2m cost:20\n\n- [ ] d ~1w\n",
    "German occupations": "---\nlang: de\n---\n# A\n\n## Berufe\n\n"
    "| Beruf | Stand | Tätigkeiten | Voraussetzungen | Verdienst | Aussichten | Vorteile | Nachteile |\n"
    "|" + " --- |" * 8 + "\n"
    "| Pflegefachfrau | gewählt | Patientenversorgung | Pflegeausbildung | 41000 | +6 % | Arbeitsplatzsicherheit | "
    "Schichtdienst |\n"
    "| Rettungssanitäterin | engere Wahl | Notfallversorgung | Rettungsdienstausbildung | 33000 | +6 % | "
    "Abwechslungsreich | Bezahlung |\n\n## Ziele\n\n### B\n\n- [ ] c ~9w\n- [ ] d ~9w\n",
}
