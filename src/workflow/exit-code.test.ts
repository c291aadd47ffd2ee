import { describe, expect, it } from 'vitest'
import type { RunRecord } from '../model/record/schema.ts'
import { exitCodeOf } from './exit-code.ts'

const recordWith = (...outcomes: (boolean | null)[]) =>
  ({
    trials: [
      {
        engine: 'spark',
        outcome: 'ok',
        tables: {
          orders: { checks: outcomes.map((passes, index) => ({ check: `${index}`, passes, detail: '' })) },
        },
      },
    ],
    parity: { passes: true, outcome: 'exact' },
  }) as unknown as RunRecord

describe('the exit code of a run', () => {
  it.each([
    [[true, true], 0],
    [[true, false], 1],
    [[null], 1],
  ])('that is to fail on checks, which came out as %j, is %d', (outcomes, code) =>
    expect(exitCodeOf([recordWith(...outcomes)], ['checks'])).toBe(code),
  )

  it.each([
    ['another candidate was compared', 'exact', 0],
    ['no candidate was', 'unavailable', 1],
  ])('of an engine that lacks a call, where %s', (_, outcome, code) => {
    const trials = ['ok', 'unsupported'].map((ended) => ({ engine: ended, outcome: ended, tables: {} }))
    const record = { trials, parity: { passes: outcome === 'exact', outcome } } as unknown as RunRecord
    expect(exitCodeOf([record], ['engine', 'parity'])).toBe(code)
    expect(exitCodeOf([record], ['engine'])).toBe(0)
  })

  it('does not depend on checks otherwise', () =>
    expect(exitCodeOf([recordWith(false, null)], ['engine', 'parity'])).toBe(0))
})
