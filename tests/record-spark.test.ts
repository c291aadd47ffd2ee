import { join } from 'node:path'
import { expect, it } from 'vitest'
import { deploymentOf } from '../src/model/record/deployment.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'
import { onlyRecord, SPARK, trialOf } from './recorded.ts'

const PYTHON = join(root, 'docker/spark/.venv/bin/python')
/** As a user's program is, with the Java that the jobs find. */
const PROGRAM = `import os, sys
from pathlib import Path
sys.path.insert(0, ${JSON.stringify(join(root, 'docker/spark/jobs'))})
import java
os.environ["JAVA_HOME"] = str(java.home(Path.cwd()))
from pyspark.sql import SparkSession
SparkSession.builder.master("local[1]").getOrCreate().stop()
`

it('a Spark program that chooses its master itself is recorded with it, also behind a script', async () => {
  await using folder = await scratch({ 'job.py': PROGRAM, 'job.sh': `${PYTHON} job.py; exit $?` })
  const { code, stderr } = await etlCompare([...SPARK, '--', 'sh', 'job.sh'], folder.path, QUICK_JVM)
  expect(code, stderr).toBe(0)
  const trial = trialOf(await onlyRecord(folder.path))
  expect(trial.steps[0]?.settings).toEqual({ 'spark.master': 'local[1]' })
  expect(deploymentOf(trial)).toMatchObject({ kind: 'spark', place: { mode: 'local' } })
})
