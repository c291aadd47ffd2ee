import { describe, expect, it } from 'vitest'
import { scenario } from '../../tests/simulated-verdicts.ts'
import { toPolicy } from '../model/config/policy.ts'
import type { RunRecord } from '../model/record/schema.ts'
import { simulateRecords } from '../simulate/records.ts'
import { subjectsOf } from './subjects.ts'

const engine = (name: string) => ({ name, steps: [] })
const job = {
  name: 'simulated',
  baseline: 'spark',
  engines: { spark: engine('spark'), polars: engine('polars') },
  sizes: ['small'],
  policy: toPolicy(),
}
const records = simulateRecords(scenario({ days: 3 }), 'x')
const [first] = records as [RunRecord]
const atSize = (size: string, bytes: number, trials = first.trials): RunRecord => ({
  ...first,
  id: `at-${size}-size`,
  size,
  input: { ...first.input, bytes },
  trials,
})
const sizesOf = (...ledger: RunRecord[]) => subjectsOf(job, [], ledger).map(({ size }) => size)

describe('what is judged', () => {
  it('is the size that both sides ran at on the most days: one large run hides no weeks', () => {
    expect(sizesOf(...records)).toEqual(['own'])
    expect(sizesOf(...records, atSize('large', 50e9))).toEqual(['own'])
  })

  it('is the largest of sizes that were measured alike', () => {
    expect(sizesOf(first, atSize('large', 50e9), atSize('small', 1e8))).toEqual(['large'])
  })

  it('is no size that one side alone, or nobody, ran at', () => {
    const alone = first.trials.filter(({ engine: name }) => name === 'spark')
    const cancelled = first.trials.map((trial) => ({ ...trial, outcome: 'cancelled' as const }))
    expect(sizesOf(first, atSize('large', 50e9, alone))).toEqual(['own'])
    expect(sizesOf(first, atSize('large', 50e9, cancelled))).toEqual(['own'])
  })

  it('is the size that the policy names, measured or not', () => {
    const policy = toPolicy(undefined, { judge: { size: 'medium' } })
    expect(subjectsOf({ ...job, policy }, [], records)[0]?.size).toBe('medium')
  })

  it('has the limits that the policy names, measured or not', () => {
    const named = { cpus: 1, memoryBytes: 2 ** 30 }
    const policy = toPolicy(undefined, { judge: { limits: '1 core, 1 GiB' } })
    expect(subjectsOf({ ...job, policy }, [{ cpus: 4 }, named], records)[0]?.limits).toEqual(named)
  })

  it('has the limits of the configuration where they were measured, else the newest that were', () => {
    const declared = [{ cpus: 1, memoryBytes: 1 }]
    expect(subjectsOf(job, declared, records)[0]?.limits).toEqual(first.limits)
    expect(subjectsOf(job, declared, [])[0]?.limits).toEqual(declared[0])
  })

  it('has the first of several stores, or the one that the policy names', () => {
    const stored = { ...job, storage: ['local', 's3'] }
    const declared = [{ cpus: 1 }]
    const at = (storage: string) => ({ cpus: 1, memoryBytes: null, storage })
    expect(subjectsOf(stored, declared, [])[0]?.limits).toEqual(at('local'))
    const policy = toPolicy(undefined, { judge: { limits: '1 core, memory not limited, on s3' } })
    expect(subjectsOf({ ...stored, policy }, declared, [])[0]?.limits).toEqual(at('s3'))
  })
})
