import { expect, it } from 'vitest'
import { run } from '../../tests/qualified-run.ts'
import { withFailedAttempts } from './retries.ts'
import type { Run } from './run.ts'

const failed = (...runs: Partial<Run>[]) =>
  withFailedAttempts(
    runs.map((changes) => ({
      log: { path: 'log', status: 'read', gaps: [], bytes: 1, uncompressedBytes: 1 },
      run: run(changes),
    })),
  ).map((each) => each.run?.isFailed)

it('an attempt failed where the application was tried again', () =>
  expect(failed({ id: 'a', attempt: '9' }, { id: 'a', attempt: '10' }, { id: 'b', attempt: '1' })).toEqual([
    true,
    false,
    false,
  ]))

it('an application without attempts or without an id says itself whether it failed', () =>
  expect(failed({ id: 'a' }, { isFailed: true }, {})).toEqual([false, true, false]))
