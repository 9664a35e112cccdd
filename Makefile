# `make demo` shows the worked study; `make test` proves the tool. Both set up what they need in .venv.
# `make package` builds what is published, and tries it in a bare environment of each of PYTHONS.
PYTHON ?= python3
PYTHONS ?= $(PYTHON)
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

.PHONY: demo test lint types bench package clean docs chromium

demo: .venv/ready
	@echo "== The index: what has been coded, and where it stands in the transcripts"
	$(BIN)/framework index --theme $(THEME)
	@echo
	@echo "== The framework matrix of one theme: what each case said, in the analysts' words"
	$(BIN)/framework chart --theme $(THEME)
	@echo
	@echo "== The report"
	$(BIN)/framework summarise
	@echo
	@echo "Open reports/report.html in a browser, or reports/report.md in an editor."
	@echo "To read and code it in the browser: $(BIN)/framework code"
	@echo "The study is fictional; its files are codebooks/, transcripts/, annotations/ and charts/."

THEME ?= changed

test: .venv/tests-ready chromium docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

lint: .venv/tests-ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: .venv/tests-ready
	$(BIN)/mypy

# The documentation as a site, in site/: open site/index.html. Warnings are errors.
docs: export NO_MKDOCS_2_WARNING := 1
docs: .venv/tests-ready
	$(BIN)/mkdocs build --strict --quiet

bench: .venv/tests-ready
	$(BIN)/python -m benchmarks

package: .venv/tests-ready
	rm -rf dist
	$(BIN)/python -m build
	$(BIN)/python -m tests.package.bare dist/*.whl $(PYTHONS)

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --editable '.[code]'
	@touch $@

.venv/tests-ready: .venv/ready
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

# The browser tests need Chromium. Where it is missing it is installed if that can be done; else they skip, and say so.
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	|| { command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ] && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } \
	|| echo "!! CHROMIUM IS NOT INSTALLED: the browser tests will be skipped (Debian: apt-get install chromium)"

clean:
	rm -rf .venv .framework build dist site
