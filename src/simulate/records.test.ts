import { expect, it } from 'vitest'
import { simulateRecords } from './records.ts'
import { SCENARIOS } from './scenario.ts'

it('gives each run of another scenario another id, so that one ledger can hold them all', () => {
  const ids = Object.entries(SCENARIOS).flatMap(([name, scenario]) =>
    simulateRecords(scenario, name).map(({ id }) => id),
  )
  expect(new Set(ids).size).toBe(ids.length)
})
