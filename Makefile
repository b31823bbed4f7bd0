# make run: start Akkoord.  make test: every test.  make check: exactly what CI runs.  The rest: CONTRIBUTING.md.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := run
PYTHON := .venv/bin/python
SHARED ?= ../shared
FUZZ_SECONDS ?= 60
# What rests on no database's own ways, and takes long: once is enough.
ONCE := $(addprefix tests/work/test_,demo.py replay_truth.py story.py isolation.py replay.py)
BESIDE := $(addprefix tests/,core importers shelves packaging letters house) $(ONCE)
.PHONY: run test check lint fuzz conformance bench lock messages reasons ready parts clean

run:
	@tools/environment requirements.lock
	@exec .venv/bin/akkoord serve $(if $(PORT),--port $(PORT))

ready:
	@tools/environment requirements-dev.lock

# What the tests need of Debian.
parts:
	@tools/parts postgresql chromium poppler-utils dovecot-imapd

test: ready parts
	@logs=$$(mktemp -d); trap 'rm -rf "$$logs"' EXIT; status=0; \
	echo "pytest on SQLite; beside it what writes and what a browser shows on PostgreSQL, and what needs little of a database or one of any kind"; \
	$(PYTHON) -m pytest --durations 20 --database postgresql -m database -p no:cacheprovider $(addprefix --ignore ,$(ONCE)) \
	  tests/work tests/store tests/browser >"$$logs/2" 2>&1 & second=$$!; \
	$(PYTHON) -m pytest --durations 20 -p no:cacheprovider $(BESIDE) >"$$logs/3" 2>&1 & third=$$!; \
	$(PYTHON) -m pytest --durations 20 --ignore tests/browser $(addprefix --ignore ,$(BESIDE)) || status=$$?; \
	wait $$second || status=$$?; wait $$third || status=$$?; \
	cat "$$logs"/*; exit $$status

lint: ready
	.venv/bin/ruff check --quiet
	.venv/bin/ruff format --check --quiet
	AKKOORD_DATABASE_URL=sqlite://:memory: .venv/bin/mypy --no-error-summary
	.venv/bin/lint-imports --no-logo

# For all importers together, two at once; SHARED adds the samples of a folder beside the project.
fuzz: ready
	$(PYTHON) -m tests.fuzz.importers --seconds $(FUZZ_SECONDS) $(if $(wildcard $(SHARED)/samples),--shared "$(SHARED)")

check: FUZZ_SECONDS = 30
check: lint test fuzz

conformance: ready
	@test -d "$(SHARED)" || { echo "conformance: there is no folder $(SHARED); say SHARED=…" >&2; exit 1; }
	@shopt -s nullglob; for script in tests/conformance/[a-z]*.py; do \
	  echo "$$script"; $(PYTHON) -m "$$(tr / . <<<"$${script%.py}")" --shared "$(SHARED)"; \
	done

bench: ready
	@shopt -s nullglob; for script in tests/bench/[a-z]*.py; do \
	  echo "$$script"; $(PYTHON) -m "$$(tr / . <<<"$${script%.py}")"; \
	done

# Remakes both lock files from pyproject.toml; UPGRADE=1 takes the newest versions, else what still fits stays.
lock: ready
	@for lock in "requirements.lock build" "requirements-dev.lock dev"; do set -- $$lock; \
	  env -i PATH="$$PATH" HOME="$$HOME" LANG=C.UTF-8 \
	    .venv/bin/uv pip compile --quiet --no-config --system-certs --universal --python-version 3.11 --generate-hashes --no-annotate \
	    --custom-compile-command "make lock" $(if $(UPGRADE),--upgrade) \
	    $$( [ $$2 = dev ] && echo --constraints requirements.lock) --group pyproject.toml:$$2 pyproject.toml --output-file $$1; \
	done

# Turns every catalogue of translations (.po) into the form that is read (.mo).
messages: ready
	@find src -name '*.po' | while read -r po; do .venv/bin/pybabel --quiet compile -i "$$po" -o "$${po%.po}.mo" -l en; done

# Learns anew what reasons sound like, after a change of their examples or the lexicon.
reasons: ready
	@$(PYTHON) -m akkoord.reasons.learnt

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
