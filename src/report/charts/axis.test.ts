import { describe, expect, it } from 'vitest'
import { axisFromZero, axisOf } from './axis.ts'

const texts = ({ ticks }: { ticks: readonly { text: string }[] }) => ticks.map(({ text }) => text)

describe('an axis', () => {
  it('is in the unit of its greatest value, which its last tick names', () => {
    expect(texts(axisOf([60, 240], 'seconds', { mostTicks: 4 }))).toEqual(['1', '1.5', '2', '3 min'])
    expect(texts(axisOf([1.5e9, 3e9], 'bytes', { span: 4, mostTicks: 4 }))).toEqual(['1', '2', '5 GB'])
    expect(texts(axisFromZero(33.8, 'seconds', 4))).toEqual(['0', '10', '20', '30 s'])
    expect(texts(axisFromZero(2.1, 'cores', 4))).toEqual(['0', '1', '2'])
  })

  it('places values in their own unit', () => {
    const { scale, ticks } = axisOf([60, 240], 'seconds', { mostTicks: 4 })
    expect(scale.at(120)).toBeCloseTo(ticks[2]?.at ?? 0)
  })

  it('of a greater span has its values in the middle', () => {
    const { scale } = axisOf([100, 200], 'seconds', { span: 32, mostTicks: 4 })
    expect(scale.at(Math.sqrt(100 * 200))).toBeCloseTo(0.5)
  })

  it('has room below all values where it is asked for', () => {
    const least = (below: number) =>
      axisOf([100, 200], 'seconds', { span: 2, below, mostTicks: 4 }).scale.at(100)
    expect(least(0.2)).toBeCloseTo(0.2 + 0.8 * least(0))
  })
})
