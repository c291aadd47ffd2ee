import { expect, it } from 'vitest'
import { runRecord } from '../../../tests/run-record.ts'
import { runsText, summariseRun } from './runs.ts'

it('shows an id without its time, also where the run began some seconds after the id was made', () => {
  const record = { ...runRecord(), when: '2026-11-20T03:17:02.000Z', id: '20261120T031700Z-5f0c19ab' }
  expect(runsText([summariseRun(record)])).toMatch(/ {2}5f0c19ab$/)
})
