import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { etlCompare } from '../etl-compare.ts'
import { recordOf } from '../record-of.ts'
import { trialOf } from '../run-job.ts'
import { type Claim, claim, jobOn, PLAIN, RUN, shell, WRITE } from './cluster.ts'

let ours: Claim
beforeAll(async () => {
  ours = await claim()
  vi.stubEnv('KUBECONFIG', ours.kubeconfig)
})
afterAll(() => ours[Symbol.asyncDispose]())

const run = (folder: string) => etlCompare(RUN, folder)

const LIMITS = 'limits: { cpus: 1, memory: 512MiB }'
/** Holds 200 MiB, burns a second, and says what it sees. */
const WORK = `
import os, time
held = bytearray(200 * 2**20)
while time.process_time() < 1: pass
print("user", os.getuid(), "cores", os.environ["ETL_CPUS"], flush=True)
try: open("/app/there", "w")
except OSError as error: print("root", error.strerror)
open(os.environ["ETL_STAGES"], "a").write('{"stage":"ready"}\\n')
open(os.environ["ETL_OUTPUT"] + "/orders.csv", "w").write(open(os.environ["ETL_INPUT"]).read())
`

describe('a trial in a pod', () => {
  it('is measured inside, and its scheduling, start and run are told apart', async () => {
    const python = { command: ['python', '-c', WORK] }
    const folder = await jobOn(ours, { base: python, other: python }, { limits: LIMITS })
    const { code, stderr, stdout } = await run(folder)
    expect(code, stderr).toBe(0)
    expect(stdout).toContain('run as pods')
    const trial = trialOf(await recordOf(folder), 'base')
    const { measures, host, limitsEnforced, runner, steps } = trial
    expect({ runner, limitsEnforced }).toEqual({ runner: 'kubernetes', limitsEnforced: true })
    expect(steps[0]?.imageDigest).toMatch(/^sha256:/)
    expect(host.cgroup).not.toBe('none')
    expect(measures.cpuSeconds).toBeGreaterThan(0.95)
    expect(measures.cpuSeconds).toBeLessThan(1.6)
    expect(measures.peakAnonBytes).toBeGreaterThan(200 * 2 ** 20)
    expect(measures.peakAnonBytes).toBeLessThan(230 * 2 ** 20)
    for (const name of ['scheduleMs', 'startMs', 'initMs', 'workMs'] as const)
      expect(measures[name], name).toBeGreaterThanOrEqual(0)
    expect(measures.startMs).toBeGreaterThan(Number(measures.scheduleMs))
    const log = await readFile(join(folder, 'results/orders/own/base/1/log.txt'), 'utf8')
    expect(log).toContain(`user ${process.getuid?.() || 65_532} cores 1`)
    expect(await ours.left()).toEqual([])
  })

  it('has a timeline from the tool’s first step to its last, in order', async () => {
    const quick = { command: shell(WRITE) }
    const folder = await jobOn(ours, { base: quick, other: quick })
    expect((await run(folder)).code).toBe(0)
    const text = await readFile(join(folder, 'results/orders/own/base/1/timeline.txt'), 'utf8')
    const lines = text.trimEnd().split('\n')
    const seconds = lines.map((line) => Number(line.split(' s ')[0]))
    expect(seconds).toEqual(seconds.toSorted((x, y) => x - y))
    expect(lines[0]).toContain('etl-compare begins')
    expect(text).toMatch(/asked for.*scheduled to.*the program begins.*seen to have ended with 0/s)
    expect(lines.at(-1)).toContain('etl-compare has its output and log')
  })

  it('runs an image without Python by its own entrypoint, and says what was not measured', async () => {
    const plain = { image: PLAIN, command: shell(`${WRITE}; echo printed`) }
    const folder = await jobOn(ours, { base: plain, other: plain })
    const { code, stderr } = await run(folder)
    expect(code, stderr).toBe(0)
    const { measures } = trialOf(await recordOf(folder), 'base')
    expect(measures.cpuSeconds).toMatchObject({ value: null, reason: expect.stringContaining('no Python') })
    expect(measures.workMs).toBeGreaterThanOrEqual(0)
    const log = await readFile(join(folder, 'results/orders/own/base/1/log.txt'), 'utf8')
    expect(log).toBe('printed\n')
  })

  it('that needs more memory than it may have is killed for it', async () => {
    const greedy = { command: ['python', '-c', `b = bytearray(${800 * 2 ** 20})`] }
    const folder = await jobOn(ours, { base: { command: shell(WRITE) }, other: greedy }, { limits: LIMITS })
    expect((await run(folder)).code).toBe(1)
    expect(trialOf(await recordOf(folder), 'other')).toMatchObject({
      outcome: 'oom',
      reason: expect.stringContaining('512 MiB'),
    })
    expect(await ours.left()).toEqual([])
  })

  it('that exits with a code, or whose program is not there, has failed', async () => {
    const failing = { command: shell('echo why >&2; exit 3') }
    const folder = await jobOn(ours, { base: { command: ['no-such-program'] }, other: failing })
    expect((await run(folder)).code).toBe(1)
    const found = await recordOf(folder)
    expect(trialOf(found, 'base')).toMatchObject({
      outcome: 'failed',
      reason: expect.stringContaining('no-such-program'),
    })
    expect(trialOf(found, 'other')).toMatchObject({ outcome: 'failed', reason: 'exited with 3' })
  })
})
