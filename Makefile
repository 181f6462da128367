# Everything from a machine that has only Python (3.11 or newer) and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PYTEST_ARGS ?=

.PHONY: help demo test torture check format accuracy bench schemas pins clean

help:  ## what there is
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 12

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Tocsin needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/service: requirements/service.txt pyproject.toml | $(VENV)/python
	@echo "installing Tocsin (about half a minute, once)"
	@$(PIP) --require-hashes -r requirements/service.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev: requirements/dev.txt pyproject.toml | $(VENV)/python
	@echo "installing Tocsin and what tests it (about a minute, once)"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@ $(VENV)/service

demo: $(VENV)/service  ## see it at work: a story in, signed alerts out, the log replayed
	@$(BIN)/tocsin demo $(DEMO_ARGS)

test: check  ## everything that is checked on every change
	$(BIN)/pytest -n 2 --dist loadfile $(PYTEST_ARGS)

torture: $(VENV)/dev  ## what takes minutes: many kills, long property runs
	$(BIN)/pytest -m torture $(PYTEST_ARGS)

check: $(VENV)/dev  ## style, types, and the floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports >/dev/null || $(BIN)/lint-imports

format: $(VENV)/dev  ## bring the style in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

accuracy: $(VENV)/dev  ## how right the reader is, on labelled reports
	$(BIN)/python -m bench.accuracy

bench: $(VENV)/dev  ## how fast it is: the reader, the whole pipeline, the fold, deliveries, and the record
	$(BIN)/python -m bench.reading
	$(BIN)/python -m bench.pipeline
	$(BIN)/python -m bench.fold
	$(BIN)/python -m bench.deliveries
	$(BIN)/python -m bench.audit

schemas: $(VENV)/dev  ## write schemas/published anew
	$(BIN)/python -m schemas.publish

pins: | $(VENV)/python  ## pin the dependencies anew, with hashes, for every Python and system at once
	$(PIP) uv
	@for set in "service:--extra demo --extra checkout" "dev:--extra demo --extra checkout --extra dev"; do \
		UV_PYTHON_DOWNLOADS=never $(BIN)/uv pip compile --quiet --universal --upgrade --python-version 3.11 \
			--generate-hashes --no-header --no-annotate \
			$${set#*:} --output-file requirements/$${set%%:*}.txt pyproject.toml || exit 1; \
	done

clean:  ## remove what was installed and built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
