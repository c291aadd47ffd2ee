import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { CALLS } from '../../src/differences/calls.ts'
import {
  type Code,
  DESTINATIONS,
  DROP_INS,
  type DropIn,
  type Engine,
  type Entry,
  isDropIn,
  TARGETS,
  WITH_CALLS_APART,
} from '../../src/differences/entry.ts'
import { type Measured, type ProbeKind, portOf, probeName } from '../../src/differences/outcome.ts'
import { ENTRIES, TOPICS } from '../../src/differences/registry.ts'
import { REWRITES } from '../../src/differences/rewrites.ts'
import { scratchFolder } from '../../src/files/scratch.ts'
import { namesOfPyspark } from './names-of-pyspark.ts'

const ROOT = join(import.meta.dirname, '../..')
const PROBE = join(import.meta.dirname, 'probe.py')
const NAMES = join(ROOT, 'docker/dropin/pyspark_names.py')
const STACKS: Record<Engine, string> = {
  spark: 'docker/spark',
  duckdb: 'docker/pythonic',
  polars: 'docker/pythonic',
  sail: 'docker/sail',
  sqlframe: 'docker/sqlframe',
  duckdb_spark: 'docker/duckdb',
}

/** Spark reaches these tables by catalogs and jars of its own. */
const OF_SPARK_ALONE = new Set(TOPICS['Table formats'])

interface Probe {
  name: string
  engine: Engine
  code: { sql: string } | { python: string }
}

/** Every probe of the catalogue. */
export const probes = (entries: readonly Entry[] = ENTRIES): Probe[] => entries.flatMap(probesOf)

function probesOf(entry: Entry): Probe[] {
  const probe = (engine: Engine, kind: ProbeKind, code: Code): Probe => ({
    name: probeName(entry, kind),
    engine,
    code: typeof code === 'string' ? (engine === 'polars' ? { python: code } : { sql: code }) : code,
  })
  const ofTargets = TARGETS.flatMap((target) => {
    const port = portOf(entry, target)
    if (!port) return []
    const plain = probe(target, target, port.plain)
    return port.agrees === undefined ? [plain] : [plain, probe(target, `${target}-agrees`, port.agrees)]
  })
  const dropIns = OF_SPARK_ALONE.has(entry) ? [] : DROP_INS
  const ofSpark = (['spark', ...dropIns] as const).map((engine) => probe(engine, engine, entry.spark))
  const inForm = (form: 'rewritten' | 'calls', code: Code, on: readonly DropIn[]) =>
    (['spark', ...on] as const).map((engine) => probe(engine, `${engine}-${form}`, code))
  const rewrite = REWRITES.get(entry.id)
  const python = CALLS.get(entry.id)
  return [
    ...ofSpark,
    ...ofTargets,
    ...(rewrite?.code === undefined ? [] : inForm('rewritten', rewrite.code, rewrite.on)),
    ...(python === undefined ? [] : inForm('calls', { python }, WITH_CALLS_APART)),
  ]
}

/** What names a probe's code in what was measured, so that what is stale shows. */
export const codeHash = ({ code }: Probe): string =>
  createHash('sha256').update(JSON.stringify(code)).digest('hex').slice(0, 12)

/** Runs probes on the locked engines, each engine in one process, one after another. */
export async function probeAll({ all = probes(), env = process.env } = {}): Promise<Measured> {
  await using folder = await scratchFolder()
  const measured: Measured = {
    versions: {} as Measured['versions'],
    lacking: {} as Measured['lacking'],
    outcomes: {},
  }
  for (const engine of ['spark', ...DESTINATIONS] as const) {
    const own = all.filter((probe) => probe.engine === engine)
    const { version, names, outcomes } = await run(engine, own, folder.path, env)
    measured.versions[engine] = version
    // What runs Spark's code on the drop-ins, which come later, needs it
    if (engine === 'spark') await writeFile(NAMES, namesOfPyspark(version, names))
    else if (isDropIn(engine)) measured.lacking[engine] = names
    for (const probe of own) {
      const outcome = outcomes[probe.name]
      if (!outcome) throw new Error(`${engine} returned nothing for ${probe.name}`)
      measured.outcomes[probe.name] = { code: codeHash(probe), outcome }
    }
  }
  const sorted = Object.entries(measured.outcomes).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return { ...measured, outcomes: Object.fromEntries(sorted) }
}

async function run(engine: Engine, own: readonly Probe[], folder: string, env: NodeJS.ProcessEnv) {
  const child = spawn(join(ROOT, STACKS[engine], '.venv/bin/python'), [PROBE, engine, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
    // Tables that have no place of their own lie where a program is started.
    cwd: folder,
    env: {
      ...env,
      TZ: 'UTC',
      SPARK_CONF_DIR: join(ROOT, 'docker/spark/conf'),
      // Another address of this machine may go while Spark runs.
      SPARK_LOCAL_IP: '127.0.0.1',
    },
  })
  child.stdin.end(JSON.stringify(own.map(({ name, code }) => ({ name, ...code }))))
  const answer = await text(child.stdout)
  return JSON.parse(answer) as {
    version: string
    names: string[]
    outcomes: Record<string, Measured['outcomes'][string]['outcome']>
  }
}
