import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide, decideAll } from './decision.ts'
import { geometricMean } from './sample.ts'

const around = (centre: number, spread: number, n: number) =>
  Array.from({ length: n }, (_, i) => centre + (i % 2 === 0 ? spread : -spread))

describe('a decision against a margin', () => {
  it('passes when the whole interval is below', () =>
    expect(decide(around(Math.log(0.5), 0.1, 14), Math.log(1), 0.025)).toMatchObject({
      outcome: 'pass',
      basis: 'interval',
    }))

  it('fails when the whole interval is above', () =>
    expect(decide(around(Math.log(1.5), 0.1, 14), 0, 0.025).outcome).toBe('fail'))

  it('is not yet made when the bound lies within', () =>
    expect(decide(around(Math.log(0.99), 0.1, 14), 0, 0.025).outcome).toBe('not yet'))

  it('is not yet made before the fifth comparison, however clear', () =>
    expect(decide(around(-3, 0.001, 4), 0, 0.05).outcome).toBe('not yet'))

  it('follows the margin: what is 10 % slower passes at 1.25 and fails at 1.0', () => {
    const x = around(Math.log(1.1), 0.02, 14)
    expect(decide(x, Math.log(1.25), 0.025).outcome).toBe('pass')
    expect(decide(x, 0, 0.025).outcome).toBe('fail')
  })

  it('turns round with its data', () => {
    const opposite = { pass: 'fail', fail: 'pass', 'not yet': 'not yet' } as const
    const sample = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 6, maxLength: 30 })
    fc.assert(
      fc.property(sample, (x) => {
        const turned = decide(
          x.map((value) => -value),
          0,
          0.05,
        )
        const plain = decide(x, 0, 0.05)
        if (plain.basis === 'interval') expect(turned.outcome).toBe(opposite[plain.outcome])
      }),
    )
  })

  it('is never made by an inflation', () => {
    const x = around(-0.1, 0.2, 28)
    expect(decide(x, 0, 0.2, 1).outcome).toBe('not yet')
    expect(decide(around(-0.2, 0.2, 28), 0, 0.025).outcome).toBe('pass')
    expect(decide(around(-0.2, 0.2, 28), 0, 0.025, 2).outcome).toBe('not yet')
  })
})

describe('comparisons without any variance', () => {
  const equal = (value: number, n: number) => Array.from({ length: n }, () => value)

  it('say nothing before the fifth', () =>
    expect(decide(equal(-1, 4), 0, 0.05)).toMatchObject({ outcome: 'not yet', basis: 'interval' }))

  it.each([
    [-0.1, 'pass'],
    [0, 'pass'],
    [0.1, 'fail'],
  ])('of %f are then judged by value: %s, and say so', (value, outcome) =>
    expect(decide(equal(value, 5), 0, 0.05)).toEqual({
      outcome,
      basis: 'value',
      interval: { lower: value, upper: value },
    }),
  )

  it('are known as such though their mean is rounded', () => {
    const x = equal(Math.log(0.9), 7)
    expect(decide(x, Math.log(0.9), 0.05)).toMatchObject({ outcome: 'pass', basis: 'value' })
  })
})

describe('a margin and a limit together', () => {
  const [pass, fail, open] = [{ outcome: 'pass' }, { outcome: 'fail' }, { outcome: 'not yet' }] as const
  it.each([
    [[pass, pass], 'pass'],
    [[pass, open], 'not yet'],
    [[open, fail], 'fail'],
    [[pass, fail], 'fail'],
    [[pass], 'pass'],
  ])('%j: %s', (decisions, outcome) => expect(decideAll(decisions)).toBe(outcome))
})

describe('a geometric mean', () => {
  it('of half and double is no difference', () => expect(geometricMean([0.5, 2])).toBeCloseTo(1, 12))

  it('of 0 is refused', () => expect(() => geometricMean([1, 0])).toThrow(RangeError))
})
