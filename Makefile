# `make compare`: both built-in jobs, side by side.  `make test`: everything that must pass.
# Needs Node 20 or newer with npm, Python 3.11 or newer, git. All else is installed below this folder.
SHELL := /bin/sh
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$(PATH)

UV_VERSION := 0.13.8
STACKS := docker/spark docker/pythonic
STAMP := .tools/stamp

.PHONY: compare test check setup clean format bench

compare: setup
	bin/etl-compare run --size small

test: check
	node scripts/run-tests.ts

check: setup
	biome check --error-on-warnings .
	tsc --noEmit
	knip
	ruff check .
	ruff format --check .
	for stack in $(STACKS); do (cd $$stack && .venv/bin/mypy) || exit 1; done
	node scripts/check-schema.ts

format: setup
	biome check --write .
	ruff check --fix .
	ruff format .

setup: $(STAMP)/node $(STAMP)/tools $(STACKS:%=$(STAMP)/%)

$(STAMP)/node: package-lock.json
	npm ci --no-fund --no-audit --loglevel=error
	@mkdir -p $(@D) && touch $@

# uv makes the Python environments; its own environment needs Python's venv module (Debian: apt-get install python3-venv).
$(STAMP)/tools: Makefile
	command -v uv >/dev/null && [ "$$(uv --version | cut -d' ' -f2)" = "$(UV_VERSION)" ] || \
	  { python3 -m venv .tools/venv && .tools/venv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) && \
	    mkdir -p .tools/bin && ln -sf ../venv/bin/uv .tools/bin/uv; }
	@mkdir -p $(@D) && touch $@

$(STACKS:%=$(STAMP)/%): $(STAMP)/%: %/uv.lock $(STAMP)/tools
	uv sync --locked --project $*
	@mkdir -p $(@D) && touch $@

clean:
	rm -rf .tools node_modules dist results $(STACKS:%=%/.venv)
