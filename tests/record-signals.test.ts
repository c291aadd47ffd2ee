import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, readlinkSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { endedOf, root, scratch, start } from './etl-compare.ts'
import { childrenOf } from './processes.ts'
import { barePath, onlyRecord, SPARK, sh, trialOf } from './recorded.ts'

/**
 * Says which signals it gets, each line in one write, between whose parts no signal comes, and ends well once it got as
 * many as it was told.
 */
const LISTENER = `import os, signal, sys, time
got = []
def take(number, _):
    os.write(1, f"{signal.Signals(number).name}\\n".encode())
    got.append(number)
for name in sys.argv[2:]: signal.signal(getattr(signal, name), take)
os.write(1, b"up\\n")
while len(got) < int(sys.argv[1]): time.sleep(0.01)
`

/** Calls `record` by a shell, which hands on what it has opened or ignores. */
function startBy(prelude: string, args: string[], cwd: string, last = '') {
  const script = `${prelude}\nexec "$@" ${last}`
  const child = spawn('bash', ['-c', script, 'bash', join(root, 'bin/etl-compare'), ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, ended: endedOf(child) }
}

const stateOf = (pid: number): string => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.[0] ?? ''

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await setTimeout(10)
}

/** What `record` runs once the command has printed something: its meters, each below the other, and the command. */
async function processesOf({
  pid = 0,
  stdout,
}: ChildProcess): Promise<{ meters: number[]; command: number }> {
  if (stdout) await once(stdout, 'data')
  // The keeper has the meter below it; git, which may look for the commit beside them, has nothing.
  const meters = childrenOf(pid).flatMap((each) => childrenOf(each).flatMap((below) => [each, below]))
  const [command] = childrenOf(meters.at(-1) ?? 0)
  if (command === undefined) throw new Error('no command runs')
  return { meters, command }
}

describe('a signal to record', () => {
  const NAMES = [
    'SIGUSR1',
    'SIGUSR2',
    'SIGALRM',
    'SIGXCPU',
    'SIGIO',
    'SIGPWR',
    'SIGURG',
    'SIGWINCH',
    'SIGCONT',
  ] as const

  it('reaches the command, whichever it is, and neither ends record nor opens a debugger', async () => {
    await using folder = await scratch({ 'job.py': LISTENER })
    const command = ['--', 'python3', 'job.py', String(NAMES.length), ...NAMES]
    const { child, ended } = start([...SPARK, ...command], folder.path)
    let [printed, sent] = ['', 0]
    child.stdout?.on('data', (chunk) => {
      printed += chunk
      const next = NAMES[sent]
      if (next !== undefined && printed.split('\n').length === sent + 2) child.kill(NAMES[sent++])
    })
    const { stdout, stderr, code } = await ended
    expect(stdout).toBe(['up', ...NAMES, ''].join('\n'))
    expect(stderr).toMatch(/^etl-compare: recorded orders · spark · .*\n$/)
    expect(code).toBe(0)
    expect(trialOf(await onlyRecord(folder.path)).outcome).toBe('ok')
  })

  it.each([5, 10, 20, 40, 80])('opens no debugger where it comes %i ms after the start', async (delay) => {
    await using folder = await scratch()
    const { child, ended } = start([...SPARK, ...sh('true')], folder.path)
    await until(() => readlinkSync(`/proc/${child.pid}/exe`).endsWith('/node'))
    await setTimeout(delay)
    child.kill('SIGUSR1')
    expect((await ended).stderr).not.toMatch(/Debugger listening|127\.0\.0\.1/)
  })

  it('suspends the command and record itself, and lets both go on', async () => {
    // One process, which never waits for another one's start: such a wait is not suspended.
    await using folder = await scratch({ 'job.py': LISTENER })
    const { child, ended } = start([...SPARK, '--', 'python3', 'job.py', '1', 'SIGUSR1'], folder.path)
    const { command } = await processesOf(child)
    child.kill('SIGTSTP')
    await until(() => stateOf(command) === 'T' && stateOf(child.pid ?? 0) === 'T')
    child.kill('SIGCONT')
    child.kill('SIGUSR1')
    expect(await ended).toMatchObject({ stdout: 'up\nSIGUSR1\n', code: 0 })
  })

  it('is left to the command where all of a job’s processes get it', async () => {
    await using folder = await scratch()
    const script = `trap 'echo got TERM; got=1' TERM; echo up; while [ -z "$got" ]; do sleep 0.1; done; sleep 0.5; echo done`
    const { child, ended } = start([...SPARK, '--', 'bash', '-c', script], folder.path)
    const { meters, command } = await processesOf(child)
    for (const name of ['SIGUSR2', 'SIGTERM'] as const) for (const meter of meters) process.kill(meter, name)
    process.kill(command, 'SIGTERM')
    const { stdout, code } = await ended
    expect(stdout).toBe('up\ngot TERM\ndone\n')
    expect(code).toBe(0)
    expect(trialOf(await onlyRecord(folder.path)).outcome).toBe('ok')
  })
})

describe('what record was called with', () => {
  it('is the command’s: signals that are ignored, as nohup does it', async () => {
    await using folder = await scratch()
    const script = 'grep SigIgn /proc/self/status; sleep 0.5; echo done'
    const { child, ended } = startBy("trap '' HUP", [...SPARK, ...sh(script)], folder.path)
    child.stdout?.once('data', () => child.kill('SIGHUP'))
    const { stdout, code } = await ended
    const [, mask = '', rest] = /^SigIgn:\t([0-9a-f]+)\n(.*)$/s.exec(stdout) ?? []
    // The C library keeps 32 and 33 to itself: they stay as whoever runs the tests left them.
    expect(BigInt(`0x${mask}`) & 0x7fff_ffffn).toBe(1n)
    expect(rest).toBe('done\n')
    expect(code).toBe(0)
  })

  it.each(['measured', 'unmeasured'])(
    'is the command’s: open files, under their numbers, %s',
    async (how) => {
      await using folder = await scratch({ in: 'from seven' })
      const path = how === 'unmeasured' ? `; PATH=${await barePath(folder.path)}` : ''
      const prelude = `exec 3>three 7<in${path}`
      const script = '/bin/cat <&7; echo to three >&3; /bin/cat "$0"; [ -e /proc/self/fd/8 ] || echo no other'
      const command = [...SPARK, '--', '/bin/sh', '-c', script]
      const { stdout, code } = await startBy(prelude, command, folder.path, '<(echo from a pipe)').ended
      expect(stdout).toBe('from sevenfrom a pipe\nno other\n')
      expect(code).toBe(0)
      expect(await readFile(join(folder.path, 'three'), 'utf8')).toBe('to three\n')
    },
  )

  it.each(['measured', 'unmeasured'])('is the command’s: what comes through a pipe, %s', async (how) => {
    await using folder = await scratch()
    const path = how === 'unmeasured' ? `PATH=${await barePath(folder.path)}` : ''
    const prelude = `exec < <(printf 'one\\n'; sleep 1; head -c 300000 /dev/zero; printf '\\ntwo'); ${path}`
    const command = [
      ...SPARK,
      '--',
      '/bin/sh',
      '-c',
      "read first; echo $first; /bin/cat | /usr/bin/tr -d '\\000'",
    ]
    const { stdout, code } = await startBy(prelude, command, folder.path).ended
    expect(stdout).toBe('one\n\ntwo')
    expect(code).toBe(0)
  })

  it('is the command’s: bytes that are no UTF-8', async () => {
    await using folder = await scratch()
    const prelude = 'export LATIN=$(printf \'caf\\351\'); set -- "$@" "$LATIN" é'
    const script = 'printf "%s %s %s" "$0" "$1" "$LATIN" | od -An -c'
    const { stdout } = await startBy(prelude, [...SPARK, ...sh(script)], folder.path).ended
    expect(stdout.trim()).toBe('c   a   f 351     303 251       c   a   f 351')
  })

  it('is the command’s: a program whose name is no UTF-8', async () => {
    await using folder = await scratch()
    const job = String.raw`job=./$(printf 'j\351b'); printf '#!/bin/sh\nexit 6\n' > "$job"; chmod +x "$job"`
    const { code, stderr } = await startBy(`${job}; set -- "$@" -- "$job"`, SPARK, folder.path).ended
    expect(stderr).toContain('recorded orders')
    expect(code).toBe(6)
  })

  it('is refused where an option is no UTF-8, since what it names could not be found', async () => {
    await using folder = await scratch()
    const prelude = String.raw`set -- "$@" --output "$(printf 'caf\351')" -- touch started`
    const { code, stderr } = await startBy(prelude, SPARK, folder.path).ended
    expect([code, stderr]).toEqual([2, expect.stringContaining('--output')])
    expect(await readdir(folder.path)).toEqual([])
  })

  it('is not told to the command in its environment', async () => {
    await using folder = await scratch()
    const { stdout } = await start([...SPARK, ...sh('env')], folder.path).ended
    expect(stdout).toMatch(/^PATH=/m)
    expect(stdout).not.toContain('INHERITED')
  })
})
