import { describe, expect, it } from 'vitest'
import type { StepRecord } from '../model/record/schema.ts'
import { shortfallOf } from './shortfall.ts'

const step = (outcome: StepRecord['outcome']): StepRecord => ({
  ...{ name: 'main', outcome, exitCode: outcome === 'ok' ? 0 : 1, imageDigest: null },
  ...{ versions: {}, parts: [], stages: [] },
})
const failed: Parameters<typeof shortfallOf>[0] = {
  outcome: 'failed',
  reason: 'exited with 1',
  steps: [step('failed')],
}

describe('a run with less memory', () => {
  it('worked if it ended well with the same data', () => {
    expect(shortfallOf({ outcome: 'ok', reason: null, steps: [step('ok')] }, '', null)).toBeNull()
  })

  it.each<[string, Parameters<typeof shortfallOf>]>([
    ['output', [{ outcome: 'ok', reason: null, steps: [step('ok')] }, '', 'orders: 1 row changed']],
    [
      'output',
      [
        { outcome: 'failed', reason: 'exited with 0, but orders was not written', steps: [step('ok')] },
        '',
        null,
      ],
    ],
    ['memory', [{ outcome: 'oom', reason: 'the kernel killed it', steps: [step('oom')] }, '', null]],
    [
      'timeout',
      [{ outcome: 'timeout', reason: 'took longer than 60 s', steps: [step('timeout')] }, '', null],
    ],
    ['disk', [{ outcome: 'disk-limit', reason: 'too much', steps: [step('disk-limit')] }, '', null]],
    ['exit', [failed, 'ValueError: no such column', null]],
  ])('fell short by %s', (kind, given) => {
    expect(shortfallOf(...given)?.kind).toBe(kind)
  })

  it.each([
    'MemoryError',
    'numpy._core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB',
    'java.lang.OutOfMemoryError: Java heap space',
    'Error: System memory 125304832 must be at least 471859200.',
    '_duckdb.OutOfMemoryException: Out of Memory Error: failed to allocate data of size 16.0 MiB',
    "terminate called after throwing an instance of 'std::bad_alloc'",
    'memory allocation of 1073741824 bytes failed',
    'OSError: [Errno 12] Cannot allocate memory',
  ])('ran out of memory by its own account: %s', (line) => {
    expect(shortfallOf(failed, `some log\n${line}\n`, null)?.kind).toBe('memory')
  })
})
