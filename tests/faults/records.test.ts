import { join } from 'node:path'
import type { Random } from '../../src/simulate/random.ts'
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

const [WRITERS, KILLED] = [20, 4]

/** Partitions of the writers that are not killed. */
const LIVING = Array.from({ length: WRITERS - KILLED }, (_, number) => `p${number + KILLED}`)

/** Starts all writers at once, kills some, and gives the living ones' records that a ledger has lost. */
async function lostOf(start: (partition: string) => ReturnType<typeof startImpatient>, random: Random) {
  const killed = Array.from({ length: KILLED }, (_, number) => start(`p${number}`))
  const living = LIVING.map((partition) => start(partition).ended)
  await Promise.all(killed.map((each) => endAtRandom(each, 'SIGKILL', 3000, random)))
  await Promise.all(living)
  return (listed: string) => LIVING.filter((partition) => !listed.includes(` ${partition} `))
}

fault(`${WRITERS} writers of a folder at once, ${KILLED} killed -9`, 1, async ({ random }) => {
  await using job = await sleepyJob()
  const lost = await lostOf((partition) => job.start(record('ledger', partition)), random)
  const { stdout } = await job.call(['ledger', 'list', '--ledger', 'ledger'])
  const faults = [...lost(stdout), ...unless([await job.isLedgerSound(), 'the ledger is broken'])]
  await job.call(record('ledger'))
  return { of: WRITERS, faults, leftBehind: await job.leftBehind() }
})

fault(`${WRITERS} writers of a branch at once, ${KILLED} killed -9`, 1, async ({ random }) => {
  await using git = await gitRepositories()
  const env = { TMPDIR: join(git.clone, '..') }
  const lost = await lostOf(
    (partition) => startImpatient(record('git:runs', partition), git.clone, env),
    random,
  )
  const { stdout } = await etlCompare(['ledger', 'list', '--ledger', 'git:runs'], git.clone)
  const verified = await etlCompare(['ledger', 'verify', '--ledger', 'git:runs'], git.clone)
  const broken = unless(
    [verified.code === 0, verified.stdout + verified.stderr],
    [!(await git.inBare('fsck')).includes('error'), 'the repository is broken'],
  )
  return { of: WRITERS, faults: [...lost(stdout), ...broken] }
})
