import { expect, it } from 'vitest'
import { toPolicy } from '../../model/config/policy.ts'
import type { Trial } from '../../model/record/schema.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { SCENARIOS, type Scenario } from '../../simulate/scenario.ts'
import { soloEntry } from './run-record.ts'

const [record] = simulateRecords(SCENARIOS['clear-win'] as Scenario, 'x')

it('a record that would be too large goes without its columns’ fingerprints, not without what they leave out', () => {
  const columns = Array.from({ length: 10_000 }, (_, index) => ({
    name: `a_rather_long_name_of_column_${index}`,
    family: 'number',
    fingerprint: `v1:${'0'.repeat(32)}`,
  }))
  const tables = { orders: { rows: 1, fingerprint: 'v1:1', columns, ignored: ['loaded_at'] } }
  const trial = { ...record?.trials[0], tables } as Trial
  const policy = toPolicy()
  const identity = {
    job: 'orders',
    engine: 'spark',
    role: 'baseline',
    baseline: 'spark',
    k: 1,
    size: 'own',
    policy,
  } as const
  const { commit = null, input } = record ?? {}
  if (!input) throw new Error('no record')
  const facts = {
    id: 'a-large-one',
    partition: 'k',
    commit,
    event: 'record',
    input,
    toolSeconds: {},
  } as const
  const entry = soloEntry(
    { ...identity, configured: null },
    { ...facts, when: new Date('2026-11-20'), trial },
  )
  expect(entry.record.trials[0]?.tables).toEqual({
    orders: { rows: 1, fingerprint: 'v1:1', ignored: ['loaded_at'] },
  })
})
