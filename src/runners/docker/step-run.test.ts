import { describe, expect, it } from 'vitest'
import { unmeteredRun } from './step-run.ts'

const facts = {
  ended: { exitCode: 137, isOomKilled: false, startedAt: 1000, finishedAt: 3000 },
  stopped: false,
  createdNs: 0n,
  createdAt: 900,
  daemon: { cgroup: 'v1', limitsMemory: true },
} as const

describe('a container without the meter’s result', () => {
  it.each([
    [null, 'the meter was killed with the container'],
    [
      { seen: null, readyAt: null, lookedAt: null, obstacle: null },
      'the image has no Python 3.9 or newer for the meter inside it',
    ],
  ])('says why nothing is known of its disk: looked from outside %o', (look, reason) => {
    const { parts } = unmeteredRun(facts, look)
    const measures = parts[0]?.measures ?? {}
    expect(measures.readBytes).toEqual({ value: null, reason })
    expect(measures.writtenBytes).toEqual({ value: null, reason })
    expect(measures).toMatchObject({ startMs: 100, workMs: 2000 })
  })
})
