import { describe, expect, it } from 'vitest'
import { scratch } from '../../../tests/etl-compare.ts'
import { lackingCalls } from './lacking-calls.ts'

const BEGIN =
  'from pyspark.sql import SparkSession, functions as F\nspark = SparkSession.builder.getOrCreate()\n'

/** What is said of an engine whose project locks a package and whose code is a program and its helpers. */
async function said(
  package_: string,
  line: string,
  helpers: Record<string, string> = {},
  command: string[] = [],
  ...more: string[]
) {
  const lock = `[[package]]\nname = "${package_}"\n`
  await using folder = await scratch({ 'stack/uv.lock': lock, 'job.py': BEGIN + line, ...helpers })
  const engine = { steps: [{ place: { project: 'stack' }, command }] } as unknown as Parameters<
    typeof lackingCalls
  >[0]
  return await lackingCalls(engine, ['job.py', ...more], { folder: folder.path, env: process.env })
}

describe('before a run', () => {
  it.each([
    ['RDDs', 'spark.sparkContext.parallelize([1])', /RDDs.* \(job\.py:3\) → /],
    ['a function in Java', 'spark.udf.registerJavaFunction("f", "a.B")', /Java and Scala.* \(job\.py:3\) → /],
    ['a stream', 'spark.readStream.parquet("x")', /Structured Streaming.* \(job\.py:3\) → /],
    ['a table of Hive', 'spark.table("shop.orders")', /Tables by name.* \(job\.py:3\) → /],
    ['a jar', 'spark.sql("ADD JAR \'a.jar\'")', /Jars: .* \(job\.py:3\) → /],
  ])('%s is named for each engine that lacks it, with what would do', async (_, line, expected) => {
    for (const name of ['pysail', 'sqlframe'])
      expect(await said(name, line)).toEqual([expect.stringMatching(expected)])
  })

  it('a function in Python is named for the engine that lacks it alone', async () => {
    expect(await said('sqlframe', '@F.udf\ndef f(x): return x')).toEqual([
      expect.stringMatching(/SQLFrame lacks: Python functions.* \(job\.py:3\) → /),
    ])
    expect(await said('pysail', '@F.udf\ndef f(x): return x')).toEqual([])
  })

  it('an engine that its command names is known by that: the package brings more', async () => {
    const line = 'spark.sql("SELECT 1 AS a").agg(F.sum("a"))'
    expect(await said('duckdb', line, {}, ['python', 'launch.py', 'duckdb_spark', 'job.py'])).toEqual([
      expect.stringMatching(/DuckDB’s Spark API lacks: .*: DataFrame\.agg \(job\.py:3\)/),
    ])
    expect(await said('duckdb', line)).toEqual([])
  })

  it('what to do about names of one entry is said once', async () => {
    const line = 'from pyspark.sql import Window\nw = Window.partitionBy("a").orderBy("b")'
    const command = ['python', 'launch.py', 'duckdb_spark', 'job.py']
    const [text = ''] = await said('duckdb', line, {}, command)
    expect(text).toMatch(
      /: pyspark\.sql\.Window \(job\.py:3\), Window\.partitionBy \(job\.py:4\), Window\.orderBy \(job\.py:4\) → /,
    )
    expect(text.split(' → ')).toHaveLength(2)
  })

  it('nothing is said of the modules of a program that only starts the engine’s', async () => {
    const helpers = { 'launcher/launch.py': 'import other', 'launcher/other.py': 'import pyspark.ml' }
    const command = (script: string) => ['python', script, 'sqlframe', '../job.py']
    const { 'launcher/other.py': other } = helpers
    expect(
      await said('sqlframe', '', helpers, command('../launcher/launch.py'), 'launcher/other.py'),
    ).toEqual([])
    expect(await said('sqlframe', '', { 'other.py': other }, command('../launch.py'), 'other.py')).toEqual([
      expect.stringMatching(/pyspark\.ml \(other\.py:1\)/),
    ])
  })

  it('what a module beside the program needs is named too, by its own line', async () => {
    const helpers = { 'helpers.py': 'def rows(frame):\n  return frame.rdd\n' }
    expect(await said('pysail', 'from helpers import rows', helpers)).toEqual([
      expect.stringMatching(/ \(helpers\.py:2\) → /),
    ])
  })

  it('nothing is said of what runs, or of engines without Spark’s API', async () => {
    expect(await said('pysail', 'spark.range(1).foreach(print)')).toEqual([])
    expect(await said('polars', 'spark.sparkContext')).toEqual([])
  })
})
