import { execFile } from 'node:child_process'
import { mkdir, readdir, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { recordPath } from '../../src/ledger/path.ts'
import { etlCompare, scratch, startImpatient } from '../etl-compare.ts'
import { gitRepositories } from '../git-repository.ts'
import { runRecord, textOf } from '../run-record.ts'
import { fault, unless } from './tally.ts'

const run = promisify(execFile)
const RECORD = runRecord()
const TEXT = textOf(RECORD)
const [PATIENCE_MS, MOST_MESSAGES] = [60_000, 20_000]

/** What may lie in the place of a record: in a ledger, or in an artifact that somebody made. */
const HOSTILE: [what: string, put: (path: string) => Promise<unknown>][] = [
  ['a FIFO', (path) => run('mkfifo', [path])],
  ['a socket', async (path) => createServer().listen(path).unref()],
  ['a link to a device', (path) => symlink('/dev/zero', path)],
  ['a link to a file of the machine', (path) => symlink('/etc/passwd', path)],
  ['a link to nothing', (path) => symlink('missing', path)],
  ['a link to itself', (path) => symlink('run.json', path)],
  ['nothing in it', (path) => writeFile(path, '')],
  ['10 GB of nothing', (path) => writeFile(path, '').then(() => truncate(path, 1e10))],
  ['100,000 levels', (path) => writeFile(path, '['.repeat(100_000))],
  ['900,000 columns', (path) => writeFile(path, `{"version":2,"x":[${'1,'.repeat(450_000)}1]}`)],
  ['UTF-16', (path) => writeFile(path, Buffer.from(TEXT, 'utf16le'))],
  ['a byte order mark', (path) => writeFile(path, `\ufeff${TEXT}`)],
  ['bytes that are no UTF-8', (path) => writeFile(path, TEXT.replace('sessions', 's\xff'), 'latin1')],
  ['a NUL', (path) => writeFile(path, TEXT.replace('sessions', 's\0'))],
  [
    'a job that steers terminals',
    (path) => writeFile(path, TEXT.replace('"sessions"', '"\\u001b[2J\\u0007"')),
  ],
  ['a job that steers GitHub', (path) => writeFile(path, TEXT.replace('"sessions"', '"a\\n::error::b"'))],
  ['__proto__ as a job', (path) => writeFile(path, TEXT.replace('"sessions"', '"__proto__"'))],
  ['__proto__ as a key', (path) => writeFile(path, TEXT.replace('{', '{"__proto__":{"passes":true},'))],
  ['a key twice', (path) => writeFile(path, TEXT.replace('{', '{"job":"other",'))],
  ['a newer version', (path) => writeFile(path, TEXT.replace('"version": 2', '"version": 99'))],
  ['an id that is a path', (path) => writeFile(path, TEXT.replace(RECORD.id, '../../../../tmp/x'))],
  ['another day', (path) => writeFile(path, TEXT.replaceAll('2026-10-01', '2026-10-02'))],
  ['a time that cannot be', (path) => writeFile(path, TEXT.replaceAll('2026-10-01', '9999-99-99'))],
  ['a negative time', (path) => writeFile(path, TEXT.replace(/"totalMs": [\d.]+/, '"totalMs": -5'))],
]

/** Calls a command that must end with one of these codes and say nothing that steers a terminal. */
async function call(args: string[], folder: string, codes: number[]): Promise<string[]> {
  const { child, ended } = startImpatient(args, folder)
  const hang = AbortSignal.timeout(PATIENCE_MS)
  hang.addEventListener('abort', () => child.kill('SIGKILL'))
  const { code, stdout, stderr } = await ended
  const printed = stdout + stderr
  return unless(
    [codes.includes(code ?? -1), `${args.join(' ')} exits with ${code}: ${printed.slice(0, 1000)}`],
    [!/(?!\n)\p{Cc}|^::/mu.test(printed), `${args.join(' ')} prints ${JSON.stringify(printed)}`],
    [!printed.includes('root:x:0'), `${args.join(' ')} prints a file of the machine`],
    [printed.length < MOST_MESSAGES, `${args.join(' ')} prints ${printed.length} characters`],
  )
}

fault('hostile things in the place of a record: ledger', 1, async () => {
  await using folder = await scratch()
  const faults: string[] = []
  const good = runRecord(40)
  for (const [index, [what, put]] of HOSTILE.entries()) {
    const ledger = join(folder.path, `l${index}`)
    for (const record of [good, RECORD])
      await mkdir(dirname(join(ledger, recordPath(record))), { recursive: true })
    await writeFile(join(ledger, recordPath(good)), textOf(good))
    await put(join(ledger, recordPath(RECORD)))
    const place = ['--ledger', `l${index}`]
    const problems = await call(['ledger', 'verify', ...place], folder.path, [1])
    const listed = await call(['ledger', 'list', ...place], folder.path, [0])
    if (problems.length + listed.length > 0) faults.push(`${what}: ${[...problems, ...listed].join('; ')}`)
  }
  return { of: HOSTILE.length, faults }
})

fault('hostile things in the place of a record: artifact', 1, async () => {
  await using folder = await scratch()
  const faults: string[] = []
  for (const [index, [what, put]] of HOSTILE.entries()) {
    const path = join(folder.path, `a${index}`, 'results/sessions/small/run.json')
    await mkdir(dirname(path), { recursive: true })
    await put(path)
    const problems = await call(['ledger', 'add', `a${index}`, '--ledger', `l${index}`], folder.path, [0, 2])
    if (problems.length > 0) faults.push(`${what}: ${problems.join('; ')}`)
  }
  const outside = (await readdir('/tmp')).filter((name) => name === 'x.json')
  return { of: HOSTILE.length, faults: [...faults, ...outside] }
})

const TOKEN = 'ghs_tokenOfTheSuite'

/** Ledgers that take no record, with what makes them so. */
const REMOTES: [what: string, place: string, prepare: string][] = [
  [
    'one that rejects',
    'git:../remote.git#runs',
    'printf "#!/bin/sh\\nexit 1\\n" > hooks/pre-receive; chmod +x hooks/*',
  ],
  ['one that is gone', 'git:../remote.git#runs', 'rm -r "$PWD"'],
  ['a host that does not exist', `git:https://x:${TOKEN}@nowhere.invalid/a.git#runs`, 'true'],
  ['no address', 'git:::::#runs', 'true'],
  ['a program as its transport', 'git:ext::sh -c touch% /tmp/etl-compare-was-here#runs', 'true'],
]

fault('ledgers on a branch that take no record', 1, async () => {
  const faults: string[] = []
  for (const [what, place, prepare] of REMOTES) {
    await using git = await gitRepositories()
    await run('sh', ['-c', prepare], { cwd: git.bare })
    await writeFile(join(git.clone, 'run.json'), TEXT)
    const { code, stderr } = await etlCompare(['ledger', 'add', 'run.json', '--ledger', place], git.clone)
    const isRun = await stat('/tmp/etl-compare-was-here').then(Boolean, () => false)
    const [problem] = unless(
      [code === 2, `exits with ${code}: ${stderr}`],
      [!stderr.includes(TOKEN), `its token is shown: ${stderr}`],
      [!/(?!\n)\p{Cc}/u.test(stderr), `control characters are printed: ${JSON.stringify(stderr)}`],
      [!isRun, 'a program is run'],
    )
    if (problem !== undefined) faults.push(`${what}: ${problem}`)
  }
  return { of: REMOTES.length, faults }
})
