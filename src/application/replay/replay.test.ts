import { describe, expect, it } from 'vitest'
import { Replay } from './replay.ts'

/** Two cores, of which `coreMs` up to a time are twice that time. */
const paid = (ms: number) => 2 * ms

function twoJobs(targetCores: number) {
  const replay = new Replay(targetCores)
  replay.submitted(0, 1000, new Map([[0, []]]), paid(1000))
  for (let task = 0; task < 8; task++) replay.task(0, 100)
  replay.ended(0, 1400, paid(1400))
  replay.submitted(1, 2000, new Map([[1, [0]]]), paid(2000))
  for (const ms of [500, 100]) replay.task(1, ms)
  replay.ended(1, 2500, paid(2500))
  return replay.end(3000, paid(3000), 3000)
}

describe('a replay', () => {
  it('on the cores that it had takes the time that it took, if nothing but tasks took time', () =>
    expect(twoJobs(2)).toEqual({ ownMs: 3000, targetMs: 3000 }))

  it('on more cores saves what tasks can, and no time of the driver', () =>
    expect(twoJobs(8)?.targetMs).toBe(3000 - 300))

  it('on one core takes longer', () => expect(twoJobs(1)?.targetMs).toBe(3000 + 400 + 100))

  it('counts the tasks of jobs that never ended', () => {
    const replay = new Replay(1)
    replay.submitted(0, 0, new Map([[0, []]]), 0)
    for (let task = 0; task < 4; task++) replay.task(0, 100)
    expect(replay.end(200, paid(200), 200)).toEqual({ ownMs: 200, targetMs: 400 })
  })
})
