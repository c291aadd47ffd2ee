import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockError, resolutionOf } from './resolution.ts'

describe('the resolution of a clock', () => {
  it.each([
    ['whole minutes', [600_000, 660_000, 540_000], 60_000],
    ['whole seconds', [4000, 5000, 7000], 1000],
    ['tenths of a second', [4100, 5000, 7300], 100],
    ['milliseconds', [4101, 5000, 7300], 1],
    ['less', [4101.25, 5000, 7300], 0],
  ])('is seen from its times: %s', (_, times, unit) => expect(resolutionOf(times)).toBe(unit))

  it('bounds what rounding and truncating do to a mean of logarithms', () => {
    const time = fc.double({ min: 1500, max: 1e6, noNaN: true })
    fc.assert(
      fc.property(fc.array(time, { minLength: 1, maxLength: 20 }), fc.boolean(), (times, isTruncated) => {
        const shown = times.map((each) => 1000 * (isTruncated ? Math.floor : Math.round)(each / 1000))
        const error = (true_: number[], told: number[]) =>
          Math.abs(true_.reduce((sum, each, i) => sum + Math.log(each / (told[i] ?? 1)), 0)) / true_.length
        expect(error(times, shown)).toBeLessThanOrEqual(clockError(shown) + 1e-9)
      }),
    )
  })
})
