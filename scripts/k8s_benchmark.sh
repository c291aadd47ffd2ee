#!/usr/bin/env bash
# Runs the built-in job sessions in pods of the cluster that kubectl uses: docs/kubernetes.md.
#   scripts/k8s_benchmark.sh setup              namespace, rights and claim of k8s/, and its images where the cluster is kind's
#   scripts/k8s_benchmark.sh [SIZE] [options of run, such as --trials 4]
#   CONFIG=k8s/benchmark/executors.yml scripts/k8s_benchmark.sh [SIZE] …     with Spark's executors in pods of their own
set -euo pipefail
cd "$(dirname "$0")/.."
# Where k8s/storage.yaml has the claim's files
data=/mnt/etl-compare

if [ "${1:-}" = setup ]; then
  if ! context=$(kubectl config current-context); then
    echo "No Kubernetes cluster is configured. Install kubectl, and name a kubeconfig with KUBECONFIG or choose a context: kubectl config use-context NAME." >&2
    exit 2
  fi
  mkdir -p "$data"
  kubectl apply -f k8s/
  if [[ $context == kind-* ]]; then
    kind load docker-image etl-compare/spark etl-compare/pythonic --name "${context#kind-}"
  else
    echo "Give its nodes the images etl-compare/spark and etl-compare/pythonic, or push them to a registry and name them in k8s/benchmark/etl-compare.yml."
  fi
  exit
fi

size=${1:-small}
shift || true
# Pods see only what lies on the claim: the fixture's input does, and so output need not be copied.
ETL_COMPARE_CACHE=$data/cache bin/etl-compare run --config "${CONFIG:-k8s/benchmark/etl-compare.yml}" --runner kubernetes \
  --size "$size" --out "$data/results" "$@"
