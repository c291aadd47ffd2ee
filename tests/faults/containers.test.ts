import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { misbehave } from './misdeeds.ts'
import { cannotStart, ownDaemon } from './own-daemon.ts'
import { RUN, sleepyJob } from './sleepy-job.ts'
import { endAtRandom, fault, unless } from './tally.ts'

let daemon: Awaited<ReturnType<typeof ownDaemon>>
beforeAll(async () => {
  if (!cannotStart) daemon = await ownDaemon()
})
afterAll(() => daemon?.[Symbol.asyncDispose]())

/** The next start: it must end well, and leaves nothing of those before it. */
async function next(job: Awaited<ReturnType<typeof sleepyJob>>) {
  const { code, stderr } = await job.call([...RUN, '--resume'])
  const faults = unless(
    [code === 0, `the next start exits with ${code}: ${stderr}`],
    [(await job.trials()).length === 4, 'trials are missing'],
    [await job.isLedgerSound(), 'the ledger is broken'],
  )
  return { faults, leftBehind: [...(await job.leftBehind()), ...(await daemon.leftBehind())] }
}

fault(
  '`run`, kill -9, Docker runner (needs root)',
  2,
  async ({ random }) => {
    await using job = await sleepyJob(daemon)
    await endAtRandom(job.start(RUN), 'SIGKILL', 6000, random)
    return await next(job)
  },
  cannotStart,
)

fault(
  '`run`, SIGINT or SIGTERM, Docker runner (needs root)',
  2,
  async ({ index, random }) => {
    await using job = await sleepyJob(daemon)
    const signal = index % 2 === 0 ? 'SIGINT' : 'SIGTERM'
    const { code, stderr, seconds } = await endAtRandom(job.start(RUN), signal, 5000, random)
    const faults = unless([[0, 130, null].includes(code), `exits with ${code}: ${stderr}`])
    return { faults, seconds, leftBehind: [...(await job.leftBehind()), ...(await daemon.leftBehind())] }
  },
  cannotStart,
)

fault(
  '`run`, its Docker daemon killed (needs root)',
  1,
  async ({ random }) => {
    await using job = await sleepyJob(daemon)
    const { ended } = job.start(RUN)
    await Promise.race([setTimeout(1000 + random.uniform() * 4000), ended])
    await daemon.kill()
    const { code, stderr } = await ended
    await daemon.start()
    const after = await job.call(RUN)
    const faults = unless(
      [[0, 1, 2].includes(code ?? -1), `exits with ${code}: ${stderr}`],
      [after.code === 0, `the next start exits with ${after.code}: ${after.stderr}`],
      [await job.isLedgerSound(), 'the ledger is broken'],
    )
    return { faults, leftBehind: [...(await job.leftBehind()), ...(await daemon.leftBehind())] }
  },
  cannotStart,
)

fault(
  'misbehaving engines, Docker runner (needs root)',
  1,
  async () => {
    const outcome = await misbehave('docker', daemon)
    return { ...outcome, leftBehind: [...(outcome.leftBehind ?? []), ...(await daemon.leftBehind())] }
  },
  cannotStart,
)
