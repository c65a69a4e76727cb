# The commands of this project. What each needs is fetched by bin/prepare.

PYTHON_IN_VENV := .venv/bin/python
RUN := $(PYTHON_IN_VENV) -m
CODE := lms courses certificates cms
WORKERS ?= 2
# For 3.11.0, so that the lock holds what any 3.11 needs, whichever one runs this.
COMPILE := .venv/bin/uv pip compile --quiet --python-version 3.11 --generate-hashes --custom-compile-command "make lock"

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test lint bench lock messages format clean

help:
	@echo "make demo        start the demo on http://localhost:8000 (PORT=… for another port)"
	@echo "make demo-reset  throw the demo's data away and start over"
	@echo "make test        run every test (ARGS=… for pytest, DATABASE_URL=… for another database)"
	@echo "make lint        check style, types, imports, templates, translations, migrations"
	@echo "make bench       measure what docs/performance.md promises"
	@echo "make messages    bring the translation catalogues up to date with the code"
	@echo "make format      lay out the code"
	@echo "make lock        resolve the dependencies (ARGS=--upgrade for newer ones)"
	@echo "make clean       remove what was built, but not the demo's data"

demo:
	@bin/prepare demo
	@exec $(PYTHON_IN_VENV) -W ignore manage.py serve_demo

demo-reset:
	@bin/prepare reset
	@$(MAKE) --no-print-directory demo

test:
	@bin/prepare test
	set -e; for story in tests/journeys/test_*.py; do $(RUN) pytest $$story; done
	$(RUN) pytest -n $(WORKERS) --dist loadfile --ignore tests/journeys $(ARGS)

lint:
	@bin/prepare lint
	@sh tests/lint/run

bench:
	@bin/prepare test
	$(PYTHON_IN_VENV) -m tests.bench $(ARGS)

lock:
	@bin/prepare lint
	$(COMPILE) $(ARGS) requirements/runtime.in --output-file requirements/runtime.txt
	$(COMPILE) $(ARGS) requirements/dev.in --output-file requirements/dev.txt
	npm install --package-lock-only --ignore-scripts --no-audit --no-fund

messages:
	@bin/prepare lint
	$(PYTHON_IN_VENV) manage.py makemessages --locale ko --locale ar --no-obsolete --no-wrap --add-location file \
		--ignore 'node_modules/*' --ignore '.venv/*' --ignore 'var/*' --ignore 'tests/*'

format:
	@bin/prepare lint
	$(RUN) ruff check --fix $(CODE) tests manage.py
	$(RUN) ruff format $(CODE) tests manage.py

clean:
	find $(CODE) tests -name __pycache__ -type d -prune -exec rm -rf {} +
	find $(CODE) -name '*.mo' -delete
	rm -rf .venv node_modules .mypy_cache .ruff_cache .import_linter_cache .pytest_cache .hypothesis
