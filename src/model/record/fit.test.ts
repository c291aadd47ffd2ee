import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runRecord } from '../../../tests/run-record.ts'
import { parseRecord } from '../../ledger/parse.ts'
import { unmeasured } from '../measures/measure.ts'
import { measureNames } from '../measures/registry.ts'
import { canBeKept, fitRecord, MOST_BYTES, type RecordCounts } from './fit.ts'
import type { ColumnFinding, RunRecord, TableFinding, Trial } from './schema.ts'

/** Texts as long as those that others write can be, of characters that take the most bytes. */
const long = (text: string, length: number): string =>
  text.repeat(Math.ceil(length / text.length)).slice(0, length)

const columnFinding = (column: string, count: number, text: string): ColumnFinding => ({
  column,
  kind: 'value',
  reason: 'unexplained',
  count,
  beyond: count,
  tolerance: { abs: 0.1, rel: 1e-9 },
  greatestAbs: 1e300,
  greatestRel: 1,
  greatestSeconds: null,
  measured: count,
  detail: text,
})

const tableFinding = (engine: string, table: string, columns: number, text: string): TableFinding => ({
  engine,
  table,
  outcome: 'different',
  passes: false,
  baselineRows: 1e12,
  engineRows: 1e12,
  onlyBaseline: 1e12,
  onlyEngine: 1e12,
  changed: 1e12,
  matchedBy: { how: 'key', columns: Array(columns).fill(text) },
  ignored: Array(columns).fill(text),
  columns: Array.from({ length: columns }, (_, index) => columnFinding(`${text}${index}`, index + 1, text)),
  rows: (['unmatched', 'repeats', 'nulls'] as const).map((reason) => ({
    side: 'engine',
    reason,
    count: 1e12,
    detail: text,
  })),
  notes: Array(columns).fill(text),
  summary: long(text, text.length * columns),
})

/** A record of so many things, each as large as it gets. */
function largestRecord(counts: RecordCounts, columns: number, text: string): RunRecord {
  const [model] = runRecord().trials
  const [modelStep] = model?.steps ?? []
  if (!model || !modelStep) throw new Error('The builder makes trials with steps.')
  const measures = Object.fromEntries(measureNames.map((name) => [name, unmeasured(text)]))
  const name = 'n'.repeat(60)
  const step = {
    ...modelStep,
    name,
    imageDigest: text,
    versions: Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`${text}${index}`, text])),
    parts: Array(3).fill({ name, scope: 'whole', measures }),
    stages: Array(50).fill({ name, seconds: 1e9 }),
  }
  const tables = Object.fromEntries(
    Array.from({ length: Math.min(20, counts.findings) }, (_, index) => [
      `${name}${index}`,
      {
        rows: 1e12,
        fingerprint: `v1:${'0'.repeat(32)}`,
        columns: Array(5).fill({ name: text, family: 'number', fingerprint: `v1:${'0'.repeat(32)}` }),
      },
    ]),
  )
  const trials = Array.from(
    { length: counts.trials },
    (_, index): Trial => ({
      ...model,
      order: index + 1,
      reason: text,
      host: { ...model.host, cpuModel: text, kernel: text, class: text },
      limitsEnforced: { value: null, reason: text },
      measures,
      undeclared: Array(50).fill(text),
      steps: Array(Math.ceil(counts.steps / counts.trials)).fill(step),
      tables,
    }),
  )
  const findings = Array.from({ length: counts.findings }, (_, index) =>
    tableFinding('polars', `${name}${index}`, columns, text),
  )
  return runRecord(0, {
    trials,
    parity: { outcome: 'different', passes: false, reason: text, findings, differences: null },
  })
}

describe('a record that is written', () => {
  const texts = fc.constantFrom('a column', '\\u0001', '"\\\\', '漢字', '👩‍👩‍👧', 'é')
  const counts = fc
    .record({
      trials: fc.integer({ min: 1, max: 120 }),
      perTrial: fc.integer({ min: 1, max: 4 }),
      findings: fc.integer({ min: 0, max: 300 }),
    })
    .map(({ trials, perTrial, findings }): RecordCounts => ({ trials, steps: trials * perTrial, findings }))
    .filter(canBeKept)

  it(
    'fits into a ledger, whatever ran and whatever was found',
    () =>
      fc.assert(
        fc.property(
          counts,
          fc.integer({ min: 1, max: 12 }),
          texts,
          fc.integer({ min: 1, max: 600 }),
          (found, columns, text, length) => {
            const { text: written } = fitRecord(largestRecord(found, columns, long(text, length)))
            expect(Buffer.byteLength(written)).toBeLessThanOrEqual(MOST_BYTES)
            const { record, reason } = parseRecord(Buffer.from(written))
            expect(reason).toBeUndefined()
            expect(record?.trials).toHaveLength(found.trials)
            expect(record?.parity.findings).toHaveLength(found.findings)
          },
        ),
        { numRuns: 8, seed: 7 },
      ),
    60_000,
  )

  it('is as it was where it fits', () => {
    const record = runRecord()
    expect(fitRecord(record)).toEqual({ record, text: `${JSON.stringify(record, null, 1)}\n` })
  })

  it('keeps the columns that differ in most rows, and says how many are left out', () => {
    const record = largestRecord({ trials: 2, steps: 2, findings: 1 }, 10_000, 'c')
    const [finding] = fitRecord(record).record.parity.findings
    expect(finding?.columns.map(({ count }) => count)).toEqual(
      Array.from({ length: 50 }, (_, index) => 9951 + index),
    )
    expect(finding).toMatchObject({ passes: false, outcome: 'different', more: 9950 })
  })
})
