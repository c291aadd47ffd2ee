import { describe, expect, it } from 'vitest'
import { run } from '../../tests/qualified-run.ts'
import { type LogWithRun, withoutCopies } from './log-status.ts'
import type { Run } from './run.ts'

const log = (path: string, changes: Partial<Run>): LogWithRun => ({
  log: { path, status: 'read', gaps: [], bytes: 1, uncompressedBytes: 1 },
  run: run({ path, ...changes }),
})
const kept = (...logs: LogWithRun[]) => withoutCopies(logs).map((each) => each.run?.path ?? each.log.skipped)

describe('logs of one application', () => {
  it('count once: the one with the fewest gaps', () =>
    expect(
      kept(log('a.inprogress', { id: 'app-1', gaps: [{ kind: 'no-end' }] }), log('a', { id: 'app-1' })),
    ).toEqual([{ kind: 'duplicate', of: 'a' }, 'a']))

  it('are runs of their own where they are several attempts', () =>
    expect(
      kept(log('a_1', { id: 'app-1', attempt: '1' }), log('a_2', { id: 'app-1', attempt: '2' })),
    ).toEqual(['a_1', 'a_2']))

  it('are not known to be of one application where it has no id', () =>
    expect(kept(log('a', {}), log('b', {}))).toEqual(['a', 'b']))
})
