import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Timeline } from './timeline.ts'

const of = (...tasks: [number, number][]) => {
  const timeline = new Timeline()
  for (const [from, to] of tasks) timeline.add(from, to)
  return timeline
}

/** By looking at each millisecond. */
function slowly(tasks: [number, number][], most: number): number {
  const end = Math.max(0, ...tasks.map(([, to]) => to))
  const running = (ms: number) => tasks.filter(([from, to]) => from <= ms && ms < to).length
  return Array.from({ length: end }, (_, ms) => running(ms)).filter((count) => count > most).length
}

describe('a timeline of tasks', () => {
  it('knows in how many milliseconds more than so many ran', () => {
    const timeline = of([0, 100], [50, 150], [60, 70])
    expect([0, 1, 2, 3].map((most) => timeline.msAbove(most))).toEqual([150, 50, 10, 0])
  })

  it('agrees with looking at each millisecond', () => {
    const task = fc.tuple(fc.nat(80), fc.nat(60)).map(([from, ms]): [number, number] => [from, from + ms])
    fc.assert(
      fc.property(fc.array(task, { maxLength: 12 }), fc.nat(4), (tasks, most) => {
        expect(of(...tasks).msAbove(most)).toBe(slowly(tasks, most))
      }),
    )
  })

  it('is exact to a share of its length, however long it is', () => {
    const hour = 3_600_000
    const timeline = of([0, hour], [0, 24 * hour], [23 * hour, 24 * hour], [30 * hour, 31 * hour])
    for (const [most, hours] of [
      [0, 25],
      [1, 2],
      [2, 0],
    ] as const)
      expect(Math.abs(timeline.msAbove(most) - hours * hour)).toBeLessThan(0.001 * hour)
  })

  it('agrees with that also where tasks go on for longer and longer', () => {
    const tasks = [10, 4_096, 5_000, 8_192, 20_000].map((to, index): [number, number] => [index, to])
    for (const most of [0, 1, 2, 3, 4]) expect(of(...tasks).msAbove(most)).toBe(slowly(tasks, most))
  })

  it('takes no task that ends before it begins', () => expect(of([10, 5], [-5, 5]).msAbove(0)).toBe(0))
})
