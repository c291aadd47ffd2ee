import { execFile } from 'node:child_process'
import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { cannotMount, smallDisk } from '../small-disk.ts'
import { RUN, sleepyJob } from './sleepy-job.ts'
import { fault, unless } from './tally.ts'

const PLACES = ['results', 'ledger', 'cache', 'tmp'] as const
const RECORD = ['record', '--job', 'o', '--engine', 'a', '--ledger', 'ledger', '--', 'sh', '-c']

/** Mounts a disk in each place in turn, does something to it, and calls `run` and `record` there. */
function faultyDisk(what: string, size: string, spoil: (disk: string) => Promise<unknown>, during = 'true') {
  fault(
    `${what} (needs root)`,
    PLACES.length,
    async ({ index }) => {
      const place = PLACES[index % PLACES.length] ?? 'tmp'
      await using job = await sleepyJob({ misdeeds: { b: `D=${place}; ${during}` } })
      // The other one of the two comes in the next round.
      const isRecord = (index + Math.floor(index / PLACES.length)) % 2 === 1
      const disk = join(job.path, place)
      let faults: string[]
      {
        await using _ = await smallDisk(disk, size)
        await spoil(disk)
        const args = isRecord ? [...RECORD, `D=${disk}; ${during}; exit 5`] : RUN
        const { code, stderr } = await job.call(args)
        faults = unless(
          [
            isRecord ? code === 5 : [0, 1, 2].includes(code ?? -1),
            `${args[0]} with ${place}: exits with ${code}: ${stderr}`,
          ],
          [isRecord || place !== 'cache' || code === 0, `run with cache: exits with ${code}: ${stderr}`],
          [!stderr.includes('has a bug'), `${args[0]} with ${place}: ${stderr}`],
          [await job.isLedgerSound(), `${args[0]} with ${place}: the ledger is broken`],
        )
      }
      const after = await job.call(RUN)
      faults.push(...unless([after.code === 0, `the next start exits with ${after.code}: ${after.stderr}`]))
      return { faults, leftBehind: await job.leftBehind() }
    },
    cannotMount,
  )
}

const FILL = 'head -c 4000000 /dev/zero > "$D/filler" 2>/dev/null; true'

faultyDisk('a disk that is full: --out, --ledger, cache, TMPDIR', '300k', (disk) =>
  writeFile(join(disk, 'filler'), Buffer.alloc(2 ** 20)).catch(() => undefined),
)
faultyDisk('a disk that fills up meanwhile', '300k', async () => undefined, FILL)
faultyDisk('a place that is read-only', '4m', (disk) =>
  promisify(execFile)('mount', ['-o', 'remount,ro', disk]),
)

const ODD = ['/proc/nope', '/dev/null/x', 'dangling']

fault('places where no folder can be made', ODD.length, async ({ index }) => {
  const place = ODD[index % ODD.length] ?? ''
  await using job = await sleepyJob()
  await symlink('missing/disk', join(job.path, 'dangling'))
  const option = (index + Math.floor(index / ODD.length)) % 2 === 0 ? '--out' : '--ledger'
  const { code, stderr } = await job.call(['run', option, place])
  return {
    faults: unless([code === 2, `${option} ${place}: exits with ${code}: ${stderr}`]),
    leftBehind: await job.leftBehind(),
  }
})
