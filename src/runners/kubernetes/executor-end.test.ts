import { describe, expect, it } from 'vitest'
import { isLost, mishapOf, usageOfExecutor } from './executor-end.ts'
import { type PodFacts, UNSEEN } from './timeline.ts'

const driver = {
  lived: { facts: { ...UNSEEN, times: { ended: 9000 } }, stopped: false },
  result: undefined,
}
const executor = (facts: Partial<PodFacts>) => ({
  ...{ name: 'executor 1', size: { cpus: 1, memory: 2 ** 31 }, result: undefined },
  facts: { ...UNSEEN, times: { running: 1000, ended: 5000 }, ...facts },
})
const exit = (exitCode: number, reason = 'Error') => ({ exitCode, reason, message: '' })

describe('an executor that ended before its driver', () => {
  it.each([
    [
      'for lack of memory',
      { exit: exit(137, 'OOMKilled') },
      'executor 1 ran out of memory (it had 2,048 MiB)',
    ],
    [
      'in an eviction',
      { takenAway: 'Evicted: low on memory' },
      'executor 1 was taken away: Evicted: low on memory',
    ],
    ['by itself', { exit: exit(1) }, 'executor 1 exited with 1'],
  ])('%s is named', (_, facts, words) => {
    expect(mishapOf(executor(facts), driver)).toBe(words)
    expect(isLost(executor(facts), driver)).toBe(true)
  })

  it.each([
    ['by Spark’s own doing', { exit: exit(143), takenAway: 'its pod was deleted' }],
    ['as it should', { exit: exit(0) }],
    ['after its driver', { exit: exit(1), times: { running: 1000, ended: 9500 } }],
  ])('or %s is no mishap', (_, facts) => {
    expect(mishapOf(executor(facts), driver)).toBeUndefined()
    expect(isLost(executor(facts), driver)).toBe(false)
  })
})

describe('what an executor used', () => {
  it('is unknown where its meter wrote nothing, and nothing where it never ran', () => {
    expect(usageOfExecutor(executor({}), '/usr/bin/python3')?.cpuSeconds).toMatchObject({
      value: null,
      reason: expect.stringContaining('killed'),
    })
    expect(usageOfExecutor(executor({}), null)?.cpuSeconds).toMatchObject({
      reason: expect.stringContaining('no Python'),
    })
    expect(usageOfExecutor(executor({ times: {} }), null)).toBeUndefined()
  })
})
