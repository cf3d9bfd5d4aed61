# Each target does all its own set-up: a virtual environment in .venv, and what the system lacks.
# What needs rights that are missing is not done: the command to run is printed, and the rest goes on.

PYTHON := .venv/bin/python
JOBS ?= 2

.PHONY: demo playground test quick test-plain test-lowest check docs stress fuzz bench clean

# Build the nurse's plan to a page and a PDF, and say where they are.
demo: .venv/.run
	@sh scripts/demo.sh

# The playground as static files in playground/dist/: the compiler in a page, without anything to install.
playground: .venv/.run
	@sh scripts/setup.sh node
	$(PYTHON) scripts/playground.py

# Everything that must hold: format, lint, types, layers, all tests. This is what CI runs.
test: check
	@sh scripts/setup.sh pango pdf-tools browser page-checkers editors scheduler calendars charts spreadsheet todos node
	$(PYTHON) -m pytest -n $(JOBS)

# An answer in about a minute: all but the slow tests, which the marker `slow` names.
quick: .venv/.dev
	$(PYTHON) -m pytest -q -n $(JOBS) -m "not slow"

# All tests without the parts that exist for speed only (docs/performance.md): the same must come out.
test-plain: .venv/.dev
	PLAINPLAN_PLAIN=1 $(PYTHON) -m pytest -n $(JOBS)

# Format, lint, strict types, layers.
check: .venv/.dev
	$(PYTHON) -m ruff format --check src tests scripts benchmarks
	$(PYTHON) -m ruff check src tests scripts benchmarks
	$(PYTHON) -m mypy
	$(PYTHON) -m pytest -q tests/test_layers.py

# The reference pages, from the code, and what the documents show of commands.
docs: .venv/.dev
	$(PYTHON) scripts/generate_docs.py
	$(PYTHON) -m pytest -q tests/test_docs.py --update

# What each language has not translated yet, as a table; and the catalogues brought up to date with the source.
.PHONY: languages catalogues
languages: .venv/.dev
	@$(PYTHON) scripts/catalogues.py
catalogues: .venv/.dev
	@$(PYTHON) scripts/catalogues.py --update

# The extension for VS Code, packed: build/plainplan.vsix.
.PHONY: vscode
vscode:
	@sh scripts/setup.sh vscode
	@mkdir -p build
	cd editors/vscode && npm run --silent package -- --out ../../build/plainplan.vsix

# The extension in a real VS Code without a screen, in Chromium. Installing it once takes minutes and 700 MB.
.PHONY: test-vscode
test-vscode: .venv/.dev
	@sh scripts/setup.sh browser code-server
	PLAINPLAN_VSCODE=1 $(PYTHON) -m pytest -q tests/test_vscode_real.py

# The long runs: many more generated plans, the slow cases, a real VS Code, and two hours of `make fuzz`.
stress: .venv/.dev
	@sh scripts/setup.sh pango pdf-tools browser page-checkers editors scheduler calendars charts spreadsheet todos node
	PLAINPLAN_STRESS=1 $(PYTHON) -m pytest -n $(JOBS)
	@$(MAKE) test-vscode
	@$(MAKE) fuzz

# All tests on the lowest versions that pyproject.toml allows, in a virtual environment of their own.
test-lowest: .venv/.dev
	@sh scripts/setup.sh pango pdf-tools browser page-checkers editors scheduler calendars charts spreadsheet todos node
	$(PYTHON) -m venv .venv/lowest
	$(PYTHON) scripts/floors.py > .venv/lowest/floors.txt
	.venv/lowest/bin/python -m pip install --quiet --disable-pip-version-check --constraint .venv/lowest/floors.txt --editable '.[dev]'
	.venv/lowest/bin/python -m pytest -n $(JOBS)

# Ten minutes of random and ten of coverage-guided input for each stage, one after the other, before them ten of what
# stands near the grammars of tags. What they find is kept in tests/fuzz/crashers.
FUZZ_SECONDS ?= 600
fuzz: .venv/.dev
	$(PYTHON) -m pip install --quiet --disable-pip-version-check 'atheris>=3.0'
	PYTHONPATH=tests $(PYTHON) tests/fuzz/random_inputs.py --inputs tags --target all --seconds $(FUZZ_SECONDS)
	@for target in parse schedule check fix fmt html; do \
	  PYTHONPATH=tests $(PYTHON) tests/fuzz/random_inputs.py --target $$target --seconds $(FUZZ_SECONDS) || exit 1; \
	  $(PYTHON) tests/fuzz/plan_fuzzer.py --target $$target --seconds $(FUZZ_SECONDS) || exit 1; done

# The figures: how long a build takes.
bench: .venv/.dev
	@sh scripts/setup.sh pango browser scheduler converter typesetter
	@for script in bench commands schedule forecast watch lsp; do $(PYTHON) "benchmarks/$$script.py" || exit 1; done

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.run: pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

.venv/.dev: pyproject.toml scripts/setup.sh
	@sh scripts/setup.sh venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ .venv/.run
