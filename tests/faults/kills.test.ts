import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { endAtRandom, report, sleepyJob, type Tally } from './sleepy-job.ts'

const RUN = ['run', '--partition', '2026-11-20', '--ledger', 'ledger']
const record = (partition: string) => [
  ...['record', '--job', 'o', '--engine', 'a', '--partition', partition, '--ledger', 'ledger'],
  ...['--', 'sleep', '0.2'],
]

const trialsIn = async (folder: string): Promise<number> =>
  JSON.parse(await readFile(join(folder, 'results/o/own/run.json'), 'utf8')).trials.length

it('a run that is killed leaves a sound ledger; the next one ends well, and nothing is left behind', async () => {
  const counts: Tally = { tries: 6, survived: 0, leftBehind: [] }
  for (let tries = 0; tries < counts.tries; tries++) {
    await using job = await sleepyJob()
    await endAtRandom(job.start(RUN), 'SIGKILL', 4000)
    const isSound = await job.isLedgerSound()
    const { code } = await job.call([...RUN, '--resume'])
    counts.leftBehind.push(...(await job.leftBehind()))
    if (isSound && code === 0 && (await trialsIn(job.path)) === 4 && (await job.isLedgerSound()))
      counts.survived++
  }
  report('run, kill -9', counts)
  expect(counts).toEqual({ tries: 6, survived: 6, leftBehind: [] })
})

it('a run that is interrupted ends by itself, and leaves a sound ledger and nothing else', async () => {
  const counts: Tally = { tries: 6, survived: 0, leftBehind: [] }
  for (let tries = 0; tries < counts.tries; tries++) {
    await using job = await sleepyJob()
    const { code } = await endAtRandom(job.start(RUN), tries % 2 === 0 ? 'SIGINT' : 'SIGTERM', 3000)
    counts.leftBehind.push(...(await job.leftBehind()))
    // Before it listens, a signal ends it as any program.
    if ((code === 130 || code === null) && (await job.isLedgerSound())) counts.survived++
  }
  report('run, SIGINT and SIGTERM', counts)
  expect(counts).toEqual({ tries: 6, survived: 6, leftBehind: [] })
})

it('record that is killed leaves a sound ledger, and the next one sweeps what it left', async () => {
  await using job = await sleepyJob()
  const counts: Tally = { tries: 12, survived: 0, leftBehind: [] }
  for (let tries = 0; tries < counts.tries; tries++) {
    await endAtRandom(job.start(record('p')), 'SIGKILL', 1200)
    if (await job.isLedgerSound()) counts.survived++
  }
  // What was killed last may still be ending its command.
  await setTimeout(1000)
  await job.call(record('p'))
  counts.leftBehind.push(...(await job.leftBehind()))
  report('record, kill -9', counts)
  expect(counts).toEqual({ tries: 12, survived: 12, leftBehind: [] })
})

it('writers that are killed harm none of the others', async () => {
  await using job = await sleepyJob()
  const writers = Array.from({ length: 10 }, (_, number) => ({
    partition: `p${number}`,
    started: job.start(record(`p${number}`)),
  }))
  const [killed, living] = [writers.slice(0, 3), writers.slice(3)]
  await Promise.all(killed.map(({ started }) => endAtRandom(started, 'SIGKILL', 1500)))
  await Promise.all(living.map(({ started }) => started.ended))
  const { stdout } = await job.call(['ledger', 'list', '--ledger', 'ledger'])
  const kept = living.filter(({ partition }) => stdout.includes(` ${partition} `))
  const counts: Tally = { tries: 7, survived: kept.length, leftBehind: [] }
  report('record, 10 writers, 3 of them killed', counts)
  expect(await job.isLedgerSound()).toBe(true)
  expect(counts.survived).toBe(7)
})
