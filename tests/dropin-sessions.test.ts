import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { inputOf, PYTHON } from './dropin-engines.ts'
import { etlCompare, QUICK_JVM, root, scratch } from './etl-compare.ts'

const JOBS = join(root, 'docker/spark/jobs')
const LAUNCH = join(root, 'docker/dropin/launch.py')

/** What port-check says to write in place of the two calls that Sail lacks. */
const EDITS = [
  ['from pyspark import StorageLevel\n', 'from tempfile import mkdtemp\n'],
  ['Column, Observation, Window', 'Column, Window'],
  ['rejects = Observation()\nlog = (', 'judged = ('],
  [
    '    .observe(rejects, *[count_if(col("reason") == reason).alias(reason) for reason in REASONS])\n',
    '    .cache()\n)\nlog = (\n    judged',
  ],
  ['rejects.get.items()', 'counted.first().asDict().items()'],
  [
    '    visits = visits.localCheckpoint(storageLevel=StorageLevel.DISK_ONLY)\n',
    `    place = mkdtemp()
    visits.write.mode("overwrite").parquet(place)
    visits = spark.read.parquet(place)
    counted = judged.select(
        *[count_if(col("reason") == reason).alias(reason) for reason in REASONS]
    )
`,
  ],
] as const

function edited(program: string): string {
  return EDITS.reduce((text, [from, to]) => {
    expect(text.split(from), from).toHaveLength(2)
    return text.replace(from, () => to)
  }, program)
}

it('sessions delivers the same data on Sail once the two calls that it lacks are replaced', async () => {
  await using folder = await scratch()
  const [jobs, input] = [join(folder.path, 'jobs'), await inputOf('sessions', folder.path)]
  await cp(JOBS, jobs, { recursive: true })
  const program = join(jobs, 'sessions.py')
  await writeFile(program, edited(await readFile(program, 'utf8')))
  const deliver = async (engine: string, stack: string, args: string[]) => {
    const output = join(folder.path, engine)
    await mkdir(output)
    const env = { ...process.env, ...QUICK_JVM, ETL_INPUT: input, ETL_OUTPUT: output }
    await promisify(execFile)(join(root, stack, '.venv/bin/python'), args, { env, cwd: folder.path })
  }
  await deliver('spark', 'docker/spark', [join(JOBS, 'sessions.py')])
  await deliver('sail', PYTHON.sail, [LAUNCH, 'sail', program])
  const { code, stdout } = await etlCompare(['diff', 'spark', 'sail', '--json'], folder.path)
  expect([code, JSON.parse(stdout).outcome], stdout).toEqual([0, 'exact'])
}, 600_000)
