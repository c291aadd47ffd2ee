import { realpath } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { allowedCpus } from '../src/machine/host.ts'
import { announceMeasuring } from '../src/machine/measuring.ts'
import { otherRuns } from '../src/machine/other-run.ts'
import { waitForQuiet } from '../src/machine/quiet.ts'
import { burnCores } from './burners.ts'
import { etlCompare, scratch, start } from './etl-compare.ts'
import { asPlainUser, cannotBecome, give } from './plain-user.ts'
import { recordOf } from './record-of.ts'
import { onlyRecord, SPARK, sh, trialOf } from './recorded.ts'

const COMPUTE = 'i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; echo id > "$ETL_OUTPUT/orders.csv"'
const engine = (code: string) => `{ run: [sh, -c, ${JSON.stringify(code)}] }`

/** A folder with a job that is confined to one core. */
const folderWith = (code: string) =>
  scratch({
    'input.csv': 'id\n1\n',
    'etl-compare.yml': `version: 1
limits: { cpus: 1 }
jobs:
  orders:
    input: input.csv
    baseline: base
    engines: { base: ${engine(code)}, other: ${engine(code)} }
    tables: { orders: { key: [id] } }
`,
  })

/** What a run says where this process measures too, perhaps beside others. */
const BESIDE = new RegExp(
  `process(?:es)? \\((?:.*\\W)?${process.pid}\\b.*\\) (?:is|are) measuring on this machine, so all times will be too long`,
)

describe('a run on a busy machine', () => {
  it('says so of each trial, above the table, and in the record', async () => {
    await using folder = await folderWith(COMPUTE)
    await using _ = await burnCores((await allowedCpus()).slice(0, 1))
    const quiet = (cpus: readonly number[], signal: AbortSignal) => waitForQuiet(cpus, signal, 200)
    const { code, stdout, stderr } = await etlCompare(['run'], folder.path, {}, { quiet })
    expect(stderr.match(/^✓ \[\d\/4\] .*; other work used \d+ % of its cores/gm)).toHaveLength(4)
    expect(stdout).toMatch(/^! Machine: BUSY/m)
    expect(stdout).toMatch(/^ {4}.* \d+ % .* 4 of 4 trials: \w+ \d+ %, \w+ \d+ %$/m)
    expect(code).toBe(0)
    for (const { measures, quiet } of (await recordOf(folder.path)).trials) {
      expect(measures.othersPercent).toBeGreaterThan(30)
      expect(quiet?.busyPercent).toBeGreaterThan(30)
    }
  })
})

describe('two runs at once on one machine', () => {
  it('notice each other, whatever their folders of results: before they begin, in the table, in the record', async () => {
    await using folder = await folderWith(COMPUTE)
    using _ = await announceMeasuring()
    const { stdout, stderr } = await start(['run'], folder.path).ended
    expect(stderr.search(BESIDE)).toBeGreaterThan(0)
    expect(stderr.search(BESIDE)).toBeLessThan(stderr.indexOf('[1/4]'))
    expect(stdout).toMatch(/^ {4}another .* 4 of 4 trials$/m)
    for (const { otherRuns } of (await recordOf(folder.path)).trials)
      expect(otherRuns).toBeGreaterThanOrEqual(1)
  })

  it('notice each other as different users', { skip: cannotBecome !== undefined }, async () => {
    await using folder = await folderWith('exit 1')
    await give(folder.path)
    using _ = await announceMeasuring()
    expect((await asPlainUser(['run'], folder.path, false)).stderr).toMatch(BESIDE)
  })

  it('are seen while they last, and no longer, also where one was killed', async () => {
    await using folder = await folderWith('sleep 60')
    using measuring = await announceMeasuring()
    const others = async () => (await measuring.others()) ?? []
    const { child, ended } = start(['run'], folder.path)
    while (!(await others()).includes(child.pid ?? 0)) await setTimeout(20)
    const other = (await otherRuns(measuring, new Date())).find(({ pid }) => pid === child.pid)
    expect(other).toMatchObject({ command: 'run', folder: await realpath(folder.path) })
    expect(Math.abs(Date.now() - Date.parse(other?.since ?? ''))).toBeLessThan(60_000)
    child.kill('SIGKILL')
    await ended
    expect(await others()).not.toContain(child.pid)
  })
})

describe('record on a busy machine', () => {
  it('keeps how busy others kept its cores, and who else measured', async () => {
    await using folder = await scratch()
    await using _ = await burnCores(await allowedCpus())
    using __ = await announceMeasuring()
    const { code, stderr } = await start([...SPARK, ...sh(`ETL_OUTPUT=.; ${COMPUTE}`)], folder.path).ended
    expect(stderr).toMatch(
      /recorded .* of CPU, .*; other work used \d+ % of its cores; another etl-compare process was measuring;/,
    )
    expect(code).toBe(0)
    const { measures, otherRuns } = trialOf(await onlyRecord(folder.path))
    expect(measures.othersPercent).toBeGreaterThan(30)
    expect(otherRuns).toBeGreaterThanOrEqual(1)
  })

  it('knows nothing of it where the work is done elsewhere', async () => {
    await using folder = await scratch()
    await start([...SPARK, '--scope', 'client-only', ...sh('sleep 0.3')], folder.path).ended
    expect(trialOf(await onlyRecord(folder.path)).measures.othersPercent).toMatchObject({ value: null })
  })
})
