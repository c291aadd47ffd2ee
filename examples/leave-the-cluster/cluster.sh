#!/bin/bash
# Runs a command beside a Spark cluster of this machine: a master at spark://127.0.0.1:7077 and two workers of one core each.
# Usage: cluster.sh COMMAND [ARGUMENT…], with pyspark's spark-class on the PATH
set -euo pipefail

scratch=$(mktemp -d)
export SPARK_WORKER_DIR=$scratch SPARK_LOCAL_HOSTNAME=127.0.0.1 SPARK_LOCAL_DIRS=$scratch SPARK_NO_DAEMONIZE=1
daemons=()
begin() {
  spark-class "org.apache.spark.deploy.$1" --host 127.0.0.1 --webui-port 0 "${@:2}" >> "$scratch/log" 2>&1 &
  daemons+=($!)
}
end() {
  kill "${daemons[@]}" 2> /dev/null || true
  wait
  rm -rf "$scratch"
}
trap end EXIT

begin master.Master --port 7077
for _ in 1 2; do begin worker.Worker --cores 1 --memory 1g spark://127.0.0.1:7077; done
for _ in {1..120}; do
  [ "$(grep -c 'Successfully registered with master' "$scratch/log")" = 2 ] && break
  sleep 0.5
done
"$@"
