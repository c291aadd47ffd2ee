#!/usr/bin/env bash
# Runs the tests that take a cluster: on the one that KUBECONFIG names, if it does, made as kind.yaml says; else on a node that
# lives as long as the tests.
#   scripts/kubernetes/test.sh [options of vitest]
set -euo pipefail
cd "$(dirname "$0")/../.."
if [ -n "${KUBECONFIG:-}" ]; then
  # Where pods of kind.yaml's cluster see it
  TMPDIR=/tmp/etl-compare-kubernetes exec node_modules/.bin/vitest run --project kubernetes "$@"
fi
programs=$(scripts/kubernetes/build.sh)
folder=$(mktemp -d)
trap 'scripts/kubernetes/node.sh down "$folder"' EXIT
KUBECONFIG=$(scripts/kubernetes/node.sh up "$folder")
scripts/kubernetes/node.sh load "$folder" debian:trixie-slim etl-compare/spark etl-compare/pythonic
export KUBECONFIG PATH=$programs:$PATH
node_modules/.bin/vitest run --project kubernetes "$@"
