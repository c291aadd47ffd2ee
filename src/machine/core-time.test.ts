import { describe, expect, it } from 'vitest'
import { coreTimeBetween, othersPercent, parseCoreTime } from './core-time.ts'

/** /proc/stat with these ticks a core: user, system, idle, iowait and steal. */
const stat = (...cores: [user: number, system: number, idle: number, iowait: number, steal: number][]) =>
  [
    'cpu  9 9 9 9 9 9 9 9 9 9',
    ...cores.map(([user, system, idle, iowait, steal], index) =>
      ['cpu', index, ' ', [user, 0, system, idle, iowait, 0, 0, steal, 5, 5].join(' ')].join(''),
    ),
    'intr 12345 0 9',
  ].join('\n')

const FIRST = stat([100, 0, 900, 0, 0], [50, 0, 950, 0, 0], [0, 0, 1000, 0, 0])
const LATER = stat([180, 20, 900, 0, 0], [50, 0, 980, 20, 50], [100, 0, 1000, 0, 0])

const between = (cpus: number[]) => coreTimeBetween(parseCoreTime(FIRST, cpus), parseCoreTime(LATER, cpus))

describe('what cores did', () => {
  it('is that of the cores asked for: waiting for a disk is idle, time stolen by other machines is busy', () => {
    expect(between([0])).toEqual({ cores: 1, busySeconds: 1, totalSeconds: 1 })
    expect(between([0, 1])).toEqual({ cores: 2, busySeconds: 1.5, totalSeconds: 2 })
  })

  it('is that of the cores that are online', () => {
    expect(between([0, 7])).toEqual(between([0]))
  })

  it('is unknown where the kernel shows none of them, or its counters stand still', () => {
    expect(between([7])).toBeNull()
    expect(parseCoreTime('', [0])).toBeNull()
    expect(parseCoreTime('cpu0 1 2', [0])).toBeNull()
    const still = parseCoreTime(FIRST, [0])
    expect(coreTimeBetween(still, still)).toBeNull()
  })
})

describe('what others used', () => {
  it('is what the cores did less what was measured, in percent of the cores', () => {
    expect(othersPercent(between([0, 1]), 0.5)).toBe(50)
  })

  it('is never below 0 nor above 100: two accounts of the kernel differ by a tick', () => {
    expect(othersPercent(between([0]), 1.01)).toBe(0)
    expect(othersPercent({ cores: 1, busySeconds: 1.01, totalSeconds: 1 }, 0)).toBe(100)
  })

  it('is null, with the reason, where nothing tells or it was too short', () => {
    expect(othersPercent(null, 1)).toMatchObject({ value: null, reason: expect.stringContaining('kernel') })
    const short = { cores: 2, busySeconds: 0.1, totalSeconds: 0.2 }
    expect(othersPercent(short, 0)).toMatchObject({ value: null, reason: expect.stringContaining('short') })
  })
})
