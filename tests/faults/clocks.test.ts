import { etlCompare } from '../etl-compare.ts'
import { sleepyJob } from './sleepy-job.ts'
import { fault, unless } from './tally.ts'

const DAY_MS = 86_400_000
const CLOCKS: [what: string, now: (calls: number) => number][] = [
  ['1970', () => Date.parse('1970-01-01T00:05:00Z')],
  ['1996', () => Date.parse('1996-02-29T12:00:00Z')],
  ['2038', () => Date.parse('2038-01-19T03:14:08Z')],
  ['2116', () => Date.parse('2116-01-01T00:00:00Z')],
  ['400 days ago', () => Date.now() - 400 * DAY_MS],
  ['ten years ahead', () => Date.now() + 3653 * DAY_MS],
  ['a jump of an hour back at each look', (calls) => Date.now() - calls * 3_600_000],
  ['a jump of two days ahead at each look', (calls) => Date.now() + 2 * calls * DAY_MS],
]
const RECORD = ['record', '--job', 'o', '--engine', 'a', '--ledger', 'ledger', '--', 'sh', '-c', 'exit 3']

fault('clocks: `run` and `record`', CLOCKS.length, async ({ index }) => {
  const [what, at] = CLOCKS[index % CLOCKS.length] ?? ['', Date.now]
  await using job = await sleepyJob()
  let calls = 0
  const now = () => new Date(at(calls++))
  const isRecord = (index + Math.floor(index / CLOCKS.length)) % 2 === 1
  const args = isRecord ? RECORD : ['run', '--ledger', 'ledger']
  const { code, stderr } = await etlCompare(args, job.path, job.env, { now })
  const isFine = isRecord ? code === 3 : code === 0 || (code === 2 && stderr.includes('Set the clock.'))
  return {
    faults: unless(
      [isFine, `${args[0]} in ${what}: exits with ${code}: ${stderr}`],
      [await job.isLedgerSound(), `${args[0]} in ${what}: the ledger is broken`],
    ),
    leftBehind: await job.leftBehind(),
  }
})
