import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { measuresOfSteps } from '../src/model/record/usage.ts'
import { OURS } from '../src/runners/docker/labels.ts'
import {
  built,
  COPY,
  firstTrial,
  folderWith,
  imageOf,
  leftBehind,
  logOf,
  python,
  runInContainers,
  runStep,
  startProxy,
  until,
} from './container-job.ts'
import { docker, noDocker, titled } from './docker.ts'
import { etlCompare, root } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const MIB = 2 ** 20
const PYTHONIC = 'etl-compare/pythonic'
/** A first build fetches all that the images are made of. */
const BUILD_MS = 900_000

describe.skipIf(noDocker)(titled('a run in containers', noDocker), () => {
  beforeAll(async () => {
    const { code, stderr } = await etlCompare(['images', 'build'], root)
    expect(code, stderr).toBe(0)
  }, BUILD_MS)
  afterEach(async () => {
    expect(await leftBehind()).toEqual([])
  })

  it('measures every part of the clock, and proves the outputs equal', async () => {
    const work = `import os, time
with open(os.environ['ETL_STAGES'], 'a') as stages:
    stages.write('{"stage":"ready"}\\n{"stage":"load","seconds":0.5}\\n')
held = bytearray(100 << 20)
while time.process_time() < 0.5: pass
${COPY}`
    await using folder = await folderWith({ base: python(work), other: python(work) })
    const { code, stdout } = await runInContainers(folder.path)
    expect(stdout).toMatch(/· run as containers\n✓ Parity: exact/)
    expect(code).toBe(0)
    const { runner, steps, measures, host, limitsEnforced, samples } = await firstTrial(folder.path)
    expect(runner).toBe('docker')
    expect(host.cgroup).toMatch(/v[12]/)
    expect(limitsEnforced).toBe(true)
    expect(samples).not.toBeNull()
    expect(steps[0]).toMatchObject({ exitCode: 0, stages: [{ name: 'load', seconds: 0.5 }] })
    expect(steps[0]?.imageDigest).toMatch(/^sha256:[0-9a-f]{64}$/)
    const { pullMs, pulledBytes: _, ...others } = measures
    expect(pullMs).toEqual({ value: null, reason: 'built locally, so nothing was pulled' })
    for (const [name, value] of Object.entries(others)) expect([name, typeof value]).toEqual([name, 'number'])
    expect(measures.startMs).toBeGreaterThan(10)
    expect(measures.peakAnonBytes).toBeGreaterThan(100 * MIB)
    expect(measures.peakAnonBytes).toBeLessThan(125 * MIB)
    expect(measures.cpuSeconds).toBeGreaterThan(0.45)
    expect(measures.cpuSeconds).toBeLessThan(0.9)
    expect(measures.throttledSeconds).toBe(0)
  })

  it('runs the steps of one engine as a process and in a container, and adds up what both took', async () => {
    const [copy, rename] = [
      `cp "$ETL_INPUT" "$ETL_OUTPUT/raw"`,
      `mv "$ETL_OUTPUT/raw" "$ETL_OUTPUT/orders.csv"`,
    ]
    const steps = `[{ name: extract, run: [sh, -c, '${copy}'] }, { name: load, stack: py, command: [sh, -c, '${rename}'] }]`
    await using folder = await folderWith({ base: `{ steps: ${steps} }`, other: python(COPY) })
    const { code, stdout } = await etlCompare(['run'], folder.path)
    expect(stdout).toMatch(/base as processes and containers, other as containers/)
    expect(code).toBe(0)
    const { runner, steps: done, measures } = await firstTrial(folder.path)
    expect(runner).toBe('process+docker')
    expect(done.map(({ parts }) => parts.map(({ name, scope }) => [name, scope]))).toEqual([
      [['process', 'whole']],
      [['container', 'whole']],
    ])
    const [extract, load] = done.map(({ parts: [part] }) => part?.measures ?? {})
    expect(measures.startMs).toBe(load?.startMs)
    expect(measures.workMs).toBe(Number(extract?.workMs) + Number(load?.workMs))
    expect(measures).toEqual({ ...measures, ...measuresOfSteps(done) })
  })

  it('runs an image that has neither Python nor a shell, measured from outside', async () => {
    const job = `{ ${built('tests/images/static')}, command: ["{input}", "{output}", "200", "1"] }`
    await using folder = await folderWith({ base: job, other: python(COPY) })
    const { code, stderr } = await runInContainers(folder.path)
    expect([code, stderr]).toEqual([0, expect.stringContaining('build etl-compare/orders-base')])
    const { measures, steps } = await firstTrial(folder.path)
    expect(steps[0]?.outcome).toBe('ok')
    expect(measures.cpuSeconds).toBeGreaterThan(0.95)
    expect(measures.cpuSeconds).toBeLessThan(1.25)
    expect(measures.peakAnonBytes).toBeGreaterThan(200 * MIB)
    expect(measures.peakAnonBytes).toBeLessThan(208 * MIB)
    expect(measures.initMs).toBeGreaterThan(0)
    expect(measures.othersPercent).toBeGreaterThanOrEqual(0)
    expect(measures.readBytes).toMatchObject({ value: null, reason: expect.stringContaining('no Python') })
  })

  it('keeps the log and the exit code of an image that is measured from outside', async () => {
    const bad = `{ ${built('tests/images/static')}, command: [x] }`
    await using folder = await folderWith({ base: python(COPY), bad })
    expect((await runInContainers(folder.path)).code).toBe(1)
    expect(await firstTrial(folder.path, 'bad')).toMatchObject({
      outcome: 'failed',
      reason: 'exited with 64',
    })
    expect(await logOf(folder.path, 'bad')).toContain('job FILE OUTPUT MIB SECONDS')
  })

  it("gives a user's image its own network, mounts and environment", async () => {
    const look = `import os
print(os.environ['MODE'], open('/reference/tiers').read(), 'eth0' in os.listdir('/sys/class/net'))
open('/reference/tiers', 'w')`
    const own = `{ image: etl-compare/pythonic, command: [python, -c, ${JSON.stringify(look)}], env: { MODE: strict }, mounts: [{ source: tiers, target: /reference/tiers }] }`
    await using folder = await folderWith({ base: python(COPY), own }, { files: { tiers: 'gold' } })
    expect((await runInContainers(folder.path)).code).toBe(1)
    expect(await logOf(folder.path, 'own')).toMatch(/^strict gold True\n.*Read-only file system/s)
  })

  it('calls it out of memory when the kernel killed the engine itself or a child alone, as when only the JVM of Spark is, and keeps the others', async () => {
    const itself = 'bytearray(400 << 20)'
    const child = `import subprocess, sys
sys.exit(1 if subprocess.run([sys.executable, '-c', '${itself}']).returncode else 0)`
    await using folder = await folderWith(
      { base: python(COPY), itself: python(itself), child: python(child) },
      { limits: 'memory: 128MiB' },
    )
    expect((await runInContainers(folder.path)).code).toBe(1)
    for (const engine of ['itself', 'child']) {
      const trial = await firstTrial(folder.path, engine)
      expect([engine, trial.outcome]).toEqual([engine, 'oom'])
      expect(trial.reason).toBe('the kernel killed it: it needed more than its 128 MiB of memory')
      expect(trial.measures.peakKernelBytes).toBeGreaterThan(100 * MIB)
    }
    const { trials } = await recordOf(folder.path)
    expect(trials.filter(({ outcome }) => outcome === 'ok')).toHaveLength(2)
  })

  it('stops what takes too long, even if it does not listen, and keeps its log and measures', async () => {
    const deaf = `import signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
held = bytearray(50 << 20)
print('still here', flush=True)
while True: time.sleep(1)`
    await using folder = await folderWith({ base: python(COPY), deaf: python(deaf) }, { timeout: '15s' })
    expect((await runInContainers(folder.path)).code).toBe(1)
    const trial = await firstTrial(folder.path, 'deaf')
    expect(trial).toMatchObject({ outcome: 'timeout', reason: 'took longer than 15 s' })
    expect(trial.measures.peakAnonBytes).toBeGreaterThan(50 * MIB)
    expect(await logOf(folder.path, 'deaf')).toBe('still here\n')
  })

  it('says why a program failed that is not there, or that exits with another code', async () => {
    await using folder = await folderWith({
      base: python(COPY),
      missing: '{ stack: py, command: [no-such-program] }',
      fails: python('raise SystemExit(3)'),
    })
    expect((await runInContainers(folder.path)).code).toBe(1)
    const [missing, fails] = [
      await firstTrial(folder.path, 'missing'),
      await firstTrial(folder.path, 'fails'),
    ]
    expect([missing.outcome, fails.outcome]).toEqual(['failed', 'failed'])
    expect(missing.reason).toContain('No such file')
    expect(fails.reason).toMatch(/^exited with 3$/)
  })

  it('is not misled by a PATH or a health check that is not for the meter', async () => {
    await using _ = await imageOf(
      'etl-compare-test/checked',
      `FROM ${PYTHONIC}\nHEALTHCHECK --interval=1s CMD echo checked >> /etl/output/checked\n`,
    )
    const argv = ['/bin/sh', '-c', '/bin/sleep 2.5; echo $PATH; echo /etl/output/*']
    const run = await runStep('etl-compare-test/checked', { argv, env: { PATH: '/opt/app/bin' } })
    expect(run).toMatchObject({ exitCode: 0, printed: '/opt/app/bin\n/etl/output/*\n' })
    expect(run.measures.cpuSeconds).toBeGreaterThan(0)
  })

  it('says that nothing was to be run', async () => {
    await using _ = await imageOf('etl-compare-test/idle', `FROM ${PYTHONIC}\nENTRYPOINT []\nCMD []\n`)
    expect((await runStep('etl-compare-test/idle', {})).notStarted).toEqual({
      fault: 'engine',
      detail: 'the image has no command, and command: is not set',
    })
  })

  it('gives any user of an image without /tmp one to write to', async () => {
    const job = `{ ${built('tests/images/static')}, command: ["{input}", "{output}", "1", "0"] }`
    await using folder = await folderWith({ base: job, other: python(COPY) })
    expect((await runInContainers(folder.path)).code).toBe(0)
    await using _ = await imageOf('etl-compare-test/bare', 'FROM etl-compare/orders-base\nUSER 1234:1234\n')
    const run = await runStep('etl-compare-test/bare', { argv: ['/job', '/tmp', '1', '0'] })
    expect([run.exitCode, run.printed]).toEqual([0, ''])
  })

  it('that cannot write the log is ended and says why', async () => {
    const argv = ['sh', '-c', 'while :; do echo more; done']
    const { notStarted } = await runStep(PYTHONIC, { argv, log: '/dev/full' })
    expect(notStarted?.detail).toContain('ENOSPC')
  })

  it('claims no figure of what ended before it was looked at', async () => {
    const measured = await runStep(PYTHONIC, { argv: ['true'], hasMeter: false })
    expect(measured.exitCode).toBe(0)
    for (const name of ['cpuSeconds', 'peakAnonBytes'] as const) expect(measured.measures[name]).not.toBe(0)
    expect(measured.measures.workMs).toBeGreaterThanOrEqual(0)
  })

  it('survives a daemon that is gone', async () => {
    await using proxy = await startProxy()
    const stop = new AbortController()
    const ended = runStep(PYTHONIC, { argv: ['sleep', '30'] }, stop.signal, proxy.daemon)
    await until(async () =>
      (await docker.listContainers({ filters: OURS })).some(({ Command }) => Command.includes('meter.py')),
    )
    proxy.cut()
    stop.abort()
    expect((await ended).notStarted).toMatchObject({ fault: 'machine' })
    for (const { Id } of await docker.listContainers({ all: true, filters: OURS }))
      await docker.getContainer(Id).remove({ force: true, v: true })
  })
})
