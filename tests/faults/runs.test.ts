import { readdir, readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { RUN, sleepyJob } from './sleepy-job.ts'
import { endAtRandom, fault, unless } from './tally.ts'

fault('`run`, kill -9, process runner', 3, async ({ random }) => {
  await using job = await sleepyJob()
  await endAtRandom(job.start(RUN), 'SIGKILL', 4000, random)
  const isSound = await job.isLedgerSound()
  const { code, stderr } = await job.call([...RUN, '--resume'])
  return {
    faults: unless(
      [isSound && (await job.isLedgerSound()), 'the ledger is broken'],
      [code === 0, `the next start exits with ${code}: ${stderr}`],
      [(await job.trials()).length === 4, 'trials are missing'],
    ),
    leftBehind: await job.leftBehind(),
  }
})

fault('`run`, SIGINT or SIGTERM, process runner', 4, async ({ index, random }) => {
  await using job = await sleepyJob()
  const signal = index % 2 === 0 ? 'SIGINT' : 'SIGTERM'
  const { code, stderr, seconds } = await endAtRandom(job.start(RUN), signal, 3000, random)
  // Before it listens, a signal ends it as any program.
  const faults = unless(
    [[0, 130, null].includes(code), `exits with ${code}: ${stderr}`],
    [await job.isLedgerSound(), 'the ledger is broken'],
  )
  return { faults, seconds, leftBehind: await job.leftBehind() }
})

/** Processes below one that run the meter: its keeper, then the meter itself. */
async function metersOf(tool: number): Promise<number[]> {
  const found: number[] = []
  for (let parents = [tool]; parents.length > 0; ) {
    const below = await Promise.all(
      parents.map((pid) => readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '')),
    )
    parents = below.flatMap((text) => text.split(' ').filter(Boolean).map(Number))
    for (const pid of parents)
      if ((await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).includes('meter.py'))
        found.push(pid)
  }
  return found
}

fault('`run`, meter, keeper or both killed', 6, async ({ index, random }) => {
  await using job = await sleepyJob()
  const { child, ended } = job.start(RUN)
  await setTimeout(500 + random.uniform() * 1500)
  let meters = await metersOf(child.pid ?? 0)
  while (meters.length === 0 && child.exitCode === null) meters = await metersOf(child.pid ?? 0)
  for (const [place, pid] of meters.entries()) if (index % 3 === 2 || index % 3 === place) kill(pid)
  const { code, stderr } = await ended
  const trials = await job.trials()
  const faults = unless(
    [code === 0 || code === 1, `exits with ${code}: ${stderr}`],
    [trials.includes('a ok') || trials.includes('b ok'), `the other engine has no trial: ${trials}`],
    [await job.isLedgerSound(), 'the ledger is broken'],
  )
  return { faults, leftBehind: [...(await job.leftBehind()), ...(await groupsOf(meters))] }
})

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended meanwhile.
  }
}

/** Cgroups that these processes made. */
async function groupsOf(pids: readonly number[]): Promise<string[]> {
  const own = (await readFile('/proc/self/cgroup', 'utf8'))
    .split('\n')
    .map((line) => line.split(':')[2] ?? '')
  const bases = ['/sys/fs/cgroup', '/sys/fs/cgroup/memory']
  const places = bases.flatMap((base) => ['', ...own].map((path) => base + path))
  const names = (await Promise.all(places.map((place) => readdir(place).catch(() => [])))).flat()
  return names.filter((name) => pids.some((pid) => name === `etl-compare-${pid}`))
}
