#!/usr/bin/env bash
# Node decompresses the first of many frames of a Spark event log, and reports a clean end.
#
# Spark 4.1.4 writes event logs with zstd by default, a frame at each flush, one behind the other, which the format allows. Node
# 24.21's createZstdDecompress and zstdDecompressSync give the first frame, here one line of the log, and no error for what is left.
# DuckDB 1.5.5 reads all frames of the same file, as zstd does.
#
# Needs Python 3.11 with venv, Node with npm, and Java 17 or 21. Prints what it saw; ends with 1 if that is no longer so.
set -euo pipefail
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT; cd "$folder"
python3 -m venv venv && venv/bin/pip install --quiet --disable-pip-version-check duckdb==1.5.5 pyspark==4.1.4
echo '{ "private": true, "allowScripts": { "node": true } }' >package.json
npm install --silent --no-fund --no-audit node@24.21.0
mkdir log
venv/bin/python 2>/dev/null - <<'PY'
import os
from pyspark.sql import SparkSession
spark = (
    SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    .config("spark.eventLog.enabled", "true").config("spark.eventLog.dir", f"file://{os.getcwd()}/log").getOrCreate()
)
spark.range(10).count()
spark.stop()
PY
file=$(echo log/*/events_1_*.zstd)
all=$(venv/bin/python - "$file" <<'PY'
import duckdb, sys
print(duckdb.execute("SELECT count(*) FROM read_csv(?, delim='\x01', quote='', header=false, columns={'line': 'VARCHAR'}, compression='zstd', max_line_size=100000000)", [sys.argv[1]]).fetchone()[0])
PY
)
cat > read.mjs <<'JS'
import { createReadStream, readFileSync } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress, zstdDecompressSync } from 'node:zlib'
const file = process.argv[2]
const chunks = []
await pipeline(createReadStream(file), createZstdDecompress(), async (source) => {
  for await (const chunk of source) chunks.push(chunk)
})
const lines = (buffer) => buffer.toString().split('\n').length - 1
console.log(lines(Buffer.concat(chunks)), lines(zstdDecompressSync(readFileSync(file))))
JS
read -r streamed at_once < <(node_modules/node/bin/node read.mjs "$file")
echo "lines by DuckDB: $all; by Node's stream: $streamed; by zstdDecompressSync: $at_once"
[ "$all" -gt 10 ] && [ "$streamed" = 1 ] && [ "$at_once" = 1 ]
