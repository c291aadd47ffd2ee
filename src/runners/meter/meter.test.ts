import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { burnCores } from '../../../tests/burners.ts'
import { isRunning } from '../../../tests/processes.ts'
import { isMetered, type LimitedSpec, type Metered, meter } from './meter.ts'
import { findPython } from './python.ts'
import { METER } from './start.ts'

const MIB = 2 ** 20
let folder: string
let python: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'meter-test-'))
  python = await findPython()
  await writeFile(join(folder, 'stages.jsonl'), '')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const never = new AbortController().signal
/** What outlives a command is waited for so long, as process_tree.py says. */
const LEFTOVER_MS = 5000

async function run(argv: string[], changes: Partial<LimitedSpec> = {}, signal = never): Promise<Metered> {
  const result = await meter(python, specOf(argv, changes), signal)
  if (!isMetered(result)) throw new Error(JSON.stringify(result))
  return result
}

function specOf(argv: string[], changes: Partial<LimitedSpec>): LimitedSpec {
  return {
    argv,
    cwd: folder,
    env: { PATH: process.env.PATH ?? '' },
    log: join(folder, 'log.txt'),
    stages: join(folder, 'stages.jsonl'),
    sampleMs: 20,
    graceSeconds: 1,
    ...changes,
  }
}

const runPython = (code: string, changes: Partial<LimitedSpec> = {}, signal = never) =>
  run([python, '-c', code], changes, signal)

/** 1 to 31, as a mask. The C library keeps 32 and 33 to itself: they stay as whoever runs the tests left them. */
const STANDARD_SIGNALS = 0x7fff_ffffn

const burn = (seconds: number) => `import time\nwhile time.process_time() < ${seconds}: pass`

describe('the meter', () => {
  it.each([
    ['exit 3', 3],
    ['kill -9 $$', 137],
  ])('in a container, ends as the command did where that is asked for: %s', async (script, code) => {
    const [spec, result] = [join(folder, 'spec.json'), join(folder, 'result.json')]
    const asked = { ...specOf(['sh', '-c', script], {}), inContainer: true, exitsAlike: true }
    await writeFile(spec, JSON.stringify(asked))
    const ended = promisify(execFile)(python, ['-ESs', METER, spec, result, 'more that nobody reads'])
    await expect(ended).rejects.toMatchObject({ code })
    expect(JSON.parse(await readFile(result, 'utf8'))).toHaveProperty('samples')
  })

  it('returns the exit code and keeps what was printed', async () => {
    const result = await run(['sh', '-c', 'echo out; echo err >&2; exit 3'])
    expect(result).toMatchObject({ exitCode: 3, signal: null, stoppedByTool: false })
    expect(await readFile(join(folder, 'log.txt'), 'utf8')).toBe('out\nerr\n')
  })

  it('leaves no signal ignored but those that it is told', async () => {
    const ignored = async (changes: Partial<LimitedSpec>) => {
      await rm(join(folder, 'log.txt'), { force: true })
      await run(['sed', '-n', 's/^SigIgn:\t/0x/p', '/proc/self/status'], changes)
      const mask = BigInt((await readFile(join(folder, 'log.txt'), 'utf8')).trim())
      return Number(mask & STANDARD_SIGNALS).toString(2)
    }
    expect(await ignored({})).toBe('0')
    const attached = { parent: process.pid, ignored: [1, 13] }
    expect(await ignored({ attached })).toBe('1000000000001')
  })

  it('tells why a command could not be started', async () => {
    const result = await meter(python, specOf(['/no/such/program'], {}), never)
    expect(result).toEqual({ startError: expect.stringMatching(/FileNotFoundError/) })
  })

  it('counts the CPU of a child that its parent never waited for', async () => {
    const orphan = `import subprocess, time\nsubprocess.Popen(["setsid", ${JSON.stringify(python)}, "-c", ${JSON.stringify(burn(0.5))}])\ntime.sleep(0.1)`
    const { cpuUserSeconds, cpuSystemSeconds, leftoversEnded } = await runPython(orphan)
    expect(leftoversEnded).toBe(0)
    expect(cpuUserSeconds + cpuSystemSeconds).toBeGreaterThanOrEqual(0.5)
    expect(cpuUserSeconds + cpuSystemSeconds).toBeLessThan(1.5)
  })

  it('counts the CPU of a child whose parent ignores its end', async () => {
    const child = `subprocess.Popen([${JSON.stringify(python)}, "-c", ${JSON.stringify(burn(0.6))}])`
    const ignore = 'import os, signal, subprocess, time\nsignal.signal(signal.SIGCHLD, signal.SIG_IGN)\n'
    const wait = 'while os.path.exists(f"/proc/{child.pid}"): time.sleep(0.01)'
    const { cpuSeconds } = await runPython(`${ignore}child = ${child}\n${wait}`)
    expect(cpuSeconds).toBeGreaterThan(0.45)
  })

  it('ends what outlives the command for long, and says so', async () => {
    const result = await run(['sh', '-c', 'sleep 600 & exit 0'])
    expect(result).toMatchObject({ exitCode: 0, leftoversEnded: 1 })
    expect(result.wallMs).toBeLessThan(LEFTOVER_MS)
  })

  it('sees memory that two processes hold at the same time', async () => {
    const hold = `b = bytearray(${60 * MIB})\nimport time; time.sleep(0.4)`
    const both = `import subprocess\np = subprocess.Popen([${JSON.stringify(python)}, "-c", ${JSON.stringify(hold)}])\n${hold}\np.wait()`
    const { peakAnonBytes } = await runPython(both)
    expect(peakAnonBytes).toBeGreaterThan(120 * MIB)
    expect(peakAnonBytes).toBeLessThan(160 * MIB)
  })

  it('says nothing of memory that it had no time to see, and never 0', async () => {
    for (let times = 0; times < 40; times++) expect((await run(['true'])).peakAnonBytes).not.toBe(0)
  })

  it('sees memory that is freed before the next sample, by the kernel’s own peak', async () => {
    const spike = `import time; time.sleep(0.2)\nb = bytearray(${150 * MIB}); del b; time.sleep(0.2)`
    const { peakAnonBytes, cgroup } = await runPython(spike, { sampleMs: 60_000 })
    if (cgroup !== 'none') expect(peakAnonBytes).toBeGreaterThan(150 * MIB)
    expect(peakAnonBytes).toBeLessThan(180 * MIB)
  })

  it('does not take the page cache of a file that is written and removed for memory', async () => {
    const file = `import os, time\nb = bytearray(${60 * MIB}); time.sleep(0.2)
with open("big", "wb") as file: file.write(bytes(${MIB}) * 40)
os.unlink("big"); time.sleep(0.2)`
    const { peakAnonBytes } = await runPython(file, { sampleMs: 60_000 })
    expect(peakAnonBytes).toBeLessThan(150 * MIB)
  })

  it('tells when the engine was ready', async () => {
    const code = `import time; time.sleep(0.2)\nopen("stages.jsonl", "a").write('{"stage":"ready"}\\n')\ntime.sleep(1)`
    const { readyMs, wallMs } = await runPython(code)
    expect(readyMs).toBeGreaterThan(200)
    expect(wallMs - (readyMs ?? 0)).toBeGreaterThan(900)
  })

  it('knows of no readiness where the engine is silent', async () => {
    expect((await run(['true'])).readyMs).toBeNull()
  })

  it('confines the command to its cores', async () => {
    await runPython('import os; print(os.sched_getaffinity(0))', { cpus: [0] })
    expect(await readFile(join(folder, 'log.txt'), 'utf8')).toBe('{0}\n')
  })

  it('tells what its cores did meanwhile, whoever used them', async () => {
    await using _ = await burnCores([0])
    const { cores, cpuSeconds, wallMs } = await runPython(burn(0.5), { cpus: [0] })
    if (!cores) throw new Error('the kernel does not tell')
    expect(cores.cores).toBe(1)
    expect(Math.abs(cores.totalSeconds - wallMs / 1000)).toBeLessThan(0.2 * cores.totalSeconds)
    expect(cores.busySeconds - cpuSeconds).toBeGreaterThan(0.3 * cores.totalSeconds)
  })

  it('counts bytes that descendants wrote to disk', async () => {
    const { writtenBytes } = await run([
      'sh',
      '-c',
      `dd if=/dev/zero of=block bs=1M count=8 conv=fsync 2>/dev/null`,
    ])
    expect(writtenBytes).toBeGreaterThanOrEqual(8 * MIB)
  })

  it('leaves no cgroup behind', async () => {
    await run(['true'], { memoryBytes: 100 * MIB })
    const own = await readFile('/proc/self/cgroup', 'utf8')
    const paths = own.split('\n').map((line) => line.split(':')[2] ?? '')
    const roots = ['/sys/fs/cgroup/memory', '/sys/fs/cgroup'].flatMap((root) =>
      paths.map((path) => join(root, path)),
    )
    const left = await Promise.all(roots.map((root) => readdir(root).catch(() => [])))
    expect(left.flat().filter((name) => name.startsWith('etl-compare-'))).toEqual([])
  })
})

describe('what an engine puts into the place of its stages', () => {
  it('is not waited for where it is a FIFO', async () => {
    const fifo = join(folder, 'fifo')
    await promisify(execFile)('mkfifo', [fifo])
    const code = `import sys; sys.path.insert(0, ${JSON.stringify(dirname(METER))})\nimport stages; print(stages.is_ready(sys.argv[1]))`
    const { stdout } = await promisify(execFile)(python, ['-c', code, fifo], { timeout: 30_000 })
    expect(stdout).toBe('False\n')
  })
})

describe('the meter, when it is killed', () => {
  it('leaves a cgroup that a later one removes, and none whose process is there', async () => {
    for (const name of ['etl-compare-4194305', `etl-compare-${process.pid}`, 'other-4194305'])
      await mkdir(join(folder, name))
    const code = `import sys; sys.path.insert(0, ${JSON.stringify(dirname(METER))})\nimport own_cgroup; own_cgroup.sweep(sys.argv[1], 0)`
    await promisify(execFile)(python, ['-c', code, folder])
    const left = (await readdir(folder)).filter((name) => /-\d+$/.test(name))
    expect(left.toSorted()).toEqual([`etl-compare-${process.pid}`, 'other-4194305'].toSorted())
  })

  it('leaves a trial’s command to its keeper, which ends it and says so', async () => {
    const marker = `6${Date.now()}`.slice(-7)
    const argv = ['sh', '-c', `kill -9 $PPID; sleep ${marker}; exit 0`]
    const result = await meter(python, specOf(argv, { memoryBytes: 100 * MIB }), never)
    expect(result).toMatchObject({ meterLost: true, wallMs: expect.any(Number) })
    expect(await isRunning(`sleep ${marker}`)).toBe(false)
  })

  it('writes its result itself where its keeper is killed', async () => {
    const result = await run(['sh', '-c', 'kill -9 $(ps -o ppid= -p $PPID); sleep 0.3; exit 4'], {
      attached: { parent: process.pid, ignored: [] },
    })
    expect(result).toMatchObject({ exitCode: 4, cpuSeconds: expect.any(Number) })
  })
})

describe('the meter, when it is to stop', () => {
  it('ends the whole tree and keeps what was measured', async () => {
    const controller = new AbortController()
    const running = run(['sh', '-c', 'sleep 600 & echo begun; sleep 600'], {}, controller.signal)
    while (!(await readFile(join(folder, 'log.txt'), 'utf8').catch(() => ''))) await setTimeout(20)
    controller.abort()
    const result = await running
    expect(result).toMatchObject({ stoppedByTool: true, signal: 15 })
    expect(result.samples.length).toBeGreaterThan(1)
  })

  it('kills what will not listen, after its grace', async () => {
    const controller = new AbortController()
    const code =
      'import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nprint("deaf", flush=True)\ntime.sleep(600)'
    const running = runPython(code, { graceSeconds: 0.2 }, controller.signal)
    while (!(await readFile(join(folder, 'log.txt'), 'utf8').catch(() => ''))) await setTimeout(20)
    controller.abort()
    expect(await running).toMatchObject({ signal: 9, stoppedByTool: true })
  })
})

describe('a memory limit', () => {
  it('ends a command that needs more, and the kernel counts it; without a cgroup the reason is told', async () => {
    const result = await runPython(`b = bytearray(${200 * MIB})`, { memoryBytes: 100 * MIB })
    if (result.cgroup === 'none') {
      expect(result).toMatchObject({ oomKills: null, peakKernelBytes: null, exitCode: 0 })
      expect(result.cgroupReason).toContain('cgroup')
    } else {
      expect(result).toMatchObject({ oomKills: 1, signal: 9 })
      expect(result.peakKernelBytes).toBeLessThanOrEqual(100 * MIB)
    }
  })
})
