import { join } from 'node:path'
import { etlCompare, startImpatient } from '../etl-compare.ts'
import { gitRepositories } from '../git-repository.ts'
import { sleepyJob } from './sleepy-job.ts'
import { endAtRandom, fault, unless } from './tally.ts'

const record = (ledger: string, partition = 'p') => [
  ...['record', '--job', 'o', '--engine', 'a', '--partition', partition, '--ledger', ledger],
  ...['--', 'sleep', '0.2'],
]

fault('`record`, kill -9, ledger in a folder', 5, async ({ random }) => {
  await using job = await sleepyJob()
  await endAtRandom(job.start(record('ledger')), 'SIGKILL', 1200, random)
  const isSound = await job.isLedgerSound()
  const { code } = await job.call(record('ledger'))
  const faults = unless(
    [isSound && (await job.isLedgerSound()), 'the ledger is broken'],
    [code === 0, `then ${code}`],
  )
  return { faults, leftBehind: await job.leftBehind() }
})

fault('`record`, kill -9, ledger on a branch', 3, async ({ random }) => {
  await using git = await gitRepositories()
  await endAtRandom(startImpatient(record('git:runs'), git.clone), 'SIGKILL', 2500, random)
  const { code } = await startImpatient(record('git:runs'), git.clone).ended
  const verified = await etlCompare(['ledger', 'verify', '--ledger', 'git:runs'], git.clone)
  const faults = unless(
    [code === 0, `the next start exits with ${code}`],
    [verified.code === 0, verified.stdout + verified.stderr],
    [!(await git.inBare('fsck')).includes('error'), 'the repository is broken'],
  )
  return { faults }
})

fault('`record`, SIGINT or SIGTERM', 4, async ({ index, random }) => {
  await using job = await sleepyJob()
  const signal = index % 2 === 0 ? 'SIGINT' : 'SIGTERM'
  const { code, stderr, seconds } = await endAtRandom(job.start(record('ledger')), signal, 1500, random)
  const faults = unless(
    [[0, 130, 143, null].includes(code), `exits with ${code}: ${stderr}`],
    [await job.isLedgerSound(), 'the ledger is broken'],
  )
  return { faults, seconds, leftBehind: await job.leftBehind() }
})

const WRITERS = 6
const KILLED = 2

fault(`${WRITERS} writers of a folder, ${KILLED} killed -9`, 1, async ({ random }) => {
  await using job = await sleepyJob()
  const started = Array.from({ length: WRITERS }, (_, number) => job.start(record('ledger', `p${number}`)))
  const others = started.slice(KILLED).map(({ ended }) => ended)
  await Promise.all(started.slice(0, KILLED).map((each) => endAtRandom(each, 'SIGKILL', 1500, random)))
  await Promise.all(others)
  const { stdout } = await job.call(['ledger', 'list', '--ledger', 'ledger'])
  const lost = Array.from({ length: WRITERS }, (_, number) => ` p${number} `).slice(KILLED)
  const faults = unless(
    [await job.isLedgerSound(), 'the ledger is broken'],
    [lost.every((name) => stdout.includes(name)), stdout],
  )
  await job.call(record('ledger'))
  return { faults, leftBehind: await job.leftBehind() }
})

fault(`${WRITERS} writers of a branch, ${KILLED} killed -9`, 1, async ({ random }) => {
  await using git = await gitRepositories()
  const started = Array.from({ length: WRITERS }, (_, number) =>
    startImpatient(record('git:runs', `p${number}`), git.clone, { TMPDIR: join(git.clone, '..') }),
  )
  const others = started.slice(KILLED).map(({ ended }) => ended)
  await Promise.all(started.slice(0, KILLED).map((each) => endAtRandom(each, 'SIGKILL', 3000, random)))
  await Promise.all(others)
  const listed = await etlCompare(['ledger', 'list', '--ledger', 'git:runs'], git.clone)
  const lost = Array.from({ length: WRITERS }, (_, number) => ` p${number} `).slice(KILLED)
  return {
    faults: unless([lost.every((name) => listed.stdout.includes(name)), listed.stdout + listed.stderr]),
  }
})
