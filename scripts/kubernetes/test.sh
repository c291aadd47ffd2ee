#!/usr/bin/env bash
# Runs the tests that take a cluster, on one of one node that lives as long.
#   scripts/kubernetes/test.sh [options of vitest]
set -euo pipefail
cd "$(dirname "$0")/../.."
programs=$(scripts/kubernetes/build.sh)
folder=$(mktemp -d)
trap 'scripts/kubernetes/node.sh down "$folder"' EXIT
KUBECONFIG=$(scripts/kubernetes/node.sh up "$folder")
scripts/kubernetes/node.sh load "$folder" debian:trixie-slim etl-compare/spark etl-compare/pythonic
export KUBECONFIG PATH=$programs:$PATH
vitest run --project kubernetes "$@"
