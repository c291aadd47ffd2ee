import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isMeasured } from '../src/model/measures/measure.ts'
import type { RunRecord, Trial } from '../src/model/record/schema.ts'
import { simulateRecords } from '../src/simulate/records.ts'
import { candidate, SCENARIOS } from '../src/simulate/scenario.ts'
import type { Verdict } from '../src/verdict/verdict.ts'
import { etlCompare } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { serviceFolder } from './service-job.ts'

const DAYS = 21
const LAST = '2026-11-21'
const ENGINES: Record<string, string> = { spark: 'base', next: 'next' }

/** Of a real run of a real service. */
let measured: RunRecord

beforeAll(async () => {
  await using folder = await serviceFolder('as well')
  const { code, stderr } = await etlCompare(['run', '--trials', '2'], folder.path)
  expect(code, stderr).toBe(0)
  measured = await recordOf(folder.path)
})

/** The same trial with a p95 latency of so many milliseconds, and the others in proportion. */
function lasting(trial: Trial, p95Ms: number): Trial {
  const { service, measures } = trial
  if (!service?.latency || !isMeasured(measures.p95Ms)) throw new Error(`${trial.engine} was not asked`)
  const times = p95Ms / measures.p95Ms
  const scaled = ({ value, lower, upper }: typeof service.latency.p95) => ({
    value: value * times,
    lower: lower && lower * times,
    upper: upper && upper * times,
  })
  const { p50, p95, p99 } = service.latency
  const latency = { p50: scaled(p50), p95: scaled(p95), p99: scaled(p99) }
  const all = Object.entries({ p50Ms: p50.value, p95Ms: p95.value, p99Ms: p99.value })
  const values = Object.fromEntries(all.map(([name, value]) => [name, value * times]))
  return { ...trial, measures: { ...measures, ...values }, service: { ...service, latency } }
}

/** Three weeks of its records, whose latencies differ as the times of a simulated history do: a baseline of 2.4 s. */
function weeks(ratio: number): RunRecord[] {
  const scenario = {
    ...{ ...SCENARIOS['no-difference'], days: DAYS, trials: 2 },
    candidates: [candidate({ name: 'next', ratio, noise: 0.05 })],
  } as Parameters<typeof simulateRecords>[0]
  return simulateRecords(scenario, 'weeks').map(({ id, partition, when, input, trials }) => {
    const figures = trials.map(({ engine, measures: { totalMs } }) => ({ engine: ENGINES[engine], totalMs }))
    return {
      ...{ ...measured, id, partition, when, input, event: 'schedule' as const },
      trials: measured.trials.map((trial) => {
        const index = figures.findIndex(({ engine }) => engine === trial.engine)
        const [{ totalMs } = { totalMs: undefined }] = figures.splice(index, 1)
        if (!isMeasured(totalMs)) throw new Error(`${trial.engine} has no figure on ${when}`)
        return lasting(trial, totalMs / 100)
      }),
    }
  })
}

async function folderWith(ratio: number, policy: object) {
  const folder = await serviceFolder('as well', { policy })
  const paths = weeks(ratio).map((record) => ({ record, path: join(folder.path, `${record.id}.json`) }))
  for (const { record, path } of paths) await writeFile(path, JSON.stringify(record))
  const added = await etlCompare(
    ['ledger', 'add', ...paths.map(({ path }) => path), '--ledger', 'ledger'],
    folder.path,
  )
  expect(added.stdout).toContain(`${DAYS} run records added`)
  return folder
}

async function judged(ratio: number, policy = {}): Promise<{ verdict: Verdict; stdout: string }> {
  await using folder = await folderWith(ratio, policy)
  const args = ['judge', 'orders', '--ledger', 'ledger', '--as-of', LAST]
  const { stdout } = await etlCompare(args, folder.path)
  const [verdict] = JSON.parse((await etlCompare([...args, '--json'], folder.path)).stdout).verdicts
  return { verdict, stdout }
}

describe('three weeks of a service beside another', () => {
  it('that answered sooner and the same end in «Retire», by p95', async () => {
    const { verdict, stdout } = await judged(0.1)
    expect(verdict).toMatchObject({
      decision: 'retire',
      sentence: expect.stringMatching(
        /had a p95 latency of 2\d\d ms against 2,\d{3} ms, 0\.\d+× that of base \(interval/,
      ),
      epoch: { number: 1, frame: { judged: 'p95' } },
      gates: { parity: { state: 'pass', equal: DAYS }, speed: { state: 'pass', n: DAYS } },
    })
    expect(stdout).toContain('judged by p95 latency')
  })

  it('that answered later keep the baseline', async () => {
    const { verdict } = await judged(1.5)
    expect(verdict).toMatchObject({ decision: 'keep', basis: 'evidence', decisive: 'speed' })
  })

  it.each([
    ['300ms', 'retire'],
    ['200ms', 'keep'],
  ])('are held against a limit of %s, whatever the baseline takes', async (limitP95, decision) => {
    expect((await judged(0.1, { limitP95 })).verdict).toMatchObject({
      decision,
      gates: { speed: { bounds: [{ what: 'limit', asked: Number.parseInt(limitP95, 10) / 1000 }] } },
    })
  })

  it('have their latencies in the report and in the comment on a pull request', async () => {
    await using folder = await folderWith(0.1, {})
    const [today] = weeks(0.1).slice(-1)
    const of = ['--ledger', 'ledger', '--as-of', LAST]
    const summary = await etlCompare(['summary', join(folder.path, `${today?.id}.json`), ...of], folder.path)
    expect(summary.code, summary.stderr).toBe(0)
    expect(summary.stdout).toMatch(/\| Service \| answered \| p50 \| p95 \| p99 \| max \|/)
    expect(summary.stdout).toMatch(/\| next 1 \| 60 of 60 \|/)
    expect(summary.stdout).toMatch(/× base’s p95 latency/)
    expect(summary.stdout).toMatch(/had 0\.\d+× base’s p95 latency/)
    const { code } = await etlCompare(['report', ...of], folder.path)
    expect(code).toBe(0)
    const page = await readFile(join(folder.path, 'report/jobs/orders.html'), 'utf8')
    expect(page).toMatch(
      /Retire base: next gives the same answers at \d+(?:&nbsp;|\u00a0| )% of the p95 latency/,
    )
    expect(page).toContain('<h3>p95 latency</h3>')
    expect(page).not.toContain('<h3>Total time</h3>')
    expect(page).not.toContain('Declare prices')
  })
})
