import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { keepSimulated, LEDGER } from '../ledger-cost.ts'
import { metered } from '../metered.ts'
import { aroundTrial, helpMs } from '../tool-cost.ts'
import { type Bench, builds, type Comparison, commandOf, cpuOf } from './bench.ts'

const HELP = '--help'
const AROUND = 'added around a trial'
const QUIET = 'of it waiting for quiet'
const [HELPS, TRIALS] = [15, 10]

/** What the tool takes itself: its help, and all that is around a trial. */
export async function* tool(bench: Bench): AsyncIterable<Comparison> {
  const folder = join(bench.scratch, 'tool')
  await mkdir(folder)
  const ms = (value: number) => ({ value, peakBytes: null })
  yield {
    rows: [
      { name: HELP, unit: 'ms', targets: [{ atMost: 100, of: 'ms' }] },
      { name: AROUND, unit: 'ms', targets: [{ atMost: 90, of: 'ms' }] },
      { name: QUIET, unit: 'ms' },
    ],
    sides: builds(bench, async (clone) => {
      const help = await helpMs(commandOf(clone), HELPS)
      const { added, quiet } = await aroundTrial(commandOf(clone), folder, TRIALS)
      return { [HELP]: ms(help), [AROUND]: ms(added), [QUIET]: ms(quiet) }
    }),
  }
}

/** A ledger of years, judged. */
export async function* judge(bench: Bench): AsyncIterable<Comparison> {
  const folder = join(bench.scratch, 'judged')
  await mkdir(folder)
  const { count } = await keepSimulated(folder, bench.records)
  const name = `judge ${count.toLocaleString('en')} records`
  yield {
    rows: [{ name, unit: 'CPU-s', targets: [{ atMost: 0.7, of: '×' }] }],
    sides: builds(bench, async (clone) => {
      const argv = [commandOf(clone), 'judge', '--as-of', '2050-01-01', '--ledger', LEDGER]
      return { [name]: cpuOf((await metered(argv, folder, { signal: bench.signal })).cost) }
    }),
  }
}
