import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { etlCompare, startImpatient } from '../etl-compare.ts'
import { recordOf } from '../record-of.ts'
import { trialOf } from '../run-job.ts'
import { type Claim, claim, jobOn, RUN, shell, WRITE } from './cluster.ts'

let ours: Claim
beforeAll(async () => {
  ours = await claim()
  vi.stubEnv('KUBECONFIG', ours.kubeconfig)
})
afterAll(() => ours[Symbol.asyncDispose]())

const SLEEPER = { command: ['python', '-c', 'import time; print("up", flush=True); time.sleep(120)'] }
const GOOD = { command: shell(WRITE) }

/** Starts a run, and waits until its first program has begun. */
async function begun() {
  const folder = await jobOn(ours, { base: SLEEPER, other: GOOD })
  const run = startImpatient(RUN, folder, { KUBECONFIG: ours.kubeconfig })
  const log = join(folder, 'results/orders/own.unfinished/base/1/log.txt')
  await vi.waitFor(async () => expect(await readFile(log, 'utf8')).toBe('up\n'), {
    timeout: 240_000,
    interval: 100,
  })
  return { folder, ...run }
}

describe('what a run leaves in a cluster', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)('is nothing after %s', async (signal) => {
    const { folder, child, ended } = await begun()
    child.kill(signal)
    expect((await ended).code).toBe(130)
    expect(await ours.left()).toEqual([])
    expect(trialOf(await recordOf(folder, 'orders/own.unfinished'), 'base')).toMatchObject({
      outcome: 'cancelled',
      reason: expect.stringContaining(`stopped by ${signal}`),
    })
  })

  it.each([
    ['clean is called', ['clean']],
    ['the next run starts', RUN],
  ])('after kill -9 is removed when %s', async (_, next) => {
    const { child, ended } = await begun()
    child.kill('SIGKILL')
    await ended
    expect(await ours.left()).toHaveLength(2)
    const folder = await jobOn(ours, { base: GOOD, other: GOOD })
    const { code, stderr } = await etlCompare(next, folder)
    expect(code, stderr).toBe(0)
    expect(await ours.left()).toEqual([])
  })
})
