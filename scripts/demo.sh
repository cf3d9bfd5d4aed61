#!/bin/sh
# Builds the nurse's plan, on the day of the README's picture, to a page and, where Pango is there or can be had, to a PDF; ends with their paths.
set -u
cd "$(dirname "$0")/.." || exit 1
sh scripts/setup.sh pango
out=build/demo
mkdir -p "$out" || exit 1
if .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; then
    .venv/bin/plan build example-plans/nurse.plan.md --as-of 2026-11-01 --to html,pdf -o "$out/" || exit 1
    printf '%s\n' "$PWD/$out/nurse.html" "$PWD/$out/nurse.pdf"
else
    .venv/bin/plan build example-plans/nurse.plan.md --as-of 2026-11-01 --to html -o "$out/" || exit 1
    printf 'The PDF was skipped: Pango is not on this machine.\n' >&2
    printf '%s\n' "$PWD/$out/nurse.html"
fi
