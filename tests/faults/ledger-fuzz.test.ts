import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { recordPath } from '../../src/ledger/path.ts'
import { etlCompare, scratch } from '../etl-compare.ts'
import { runRecord, textOf } from '../run-record.ts'
import { fault, unless } from './tally.ts'

const RECORD = runRecord()
const TEXT = Buffer.from(textOf(RECORD))

/** What may become of a file: cut off, bytes changed or doubled, a figure or a name that is absurd. */
const mutated = fc.oneof(
  fc.nat(TEXT.length).map((end) => TEXT.subarray(0, end)),
  fc.tuple(fc.nat(TEXT.length - 1), fc.nat(255)).map(([at, byte]) => {
    const changed = Buffer.from(TEXT)
    changed[at] = byte
    return changed
  }),
  fc
    .tuple(fc.nat(TEXT.length), fc.nat(200))
    .map(([at, length]) => Buffer.concat([TEXT.subarray(0, at + length), TEXT.subarray(at)])),
  fc
    .tuple(fc.nat(400), fc.constantFrom('-1', '1e308', '1e999', 'null', '"__proto__"', '[]', '{"a":1,"a":2}'))
    .map(([nth, value]) => {
      let place = 0
      return Buffer.from(
        TEXT.toString().replace(/: ("[^"]*"|-?[\d.]+)/g, (old) => (place++ === nth ? `: ${value}` : old)),
      )
    }),
)

fault('ledger, a record changed by chance', 300, async ({ random }) => {
  const [bytes = TEXT] = fc.sample(mutated, { numRuns: 1, seed: Math.floor(random.uniform() * 2 ** 31) })
  await using folder = await scratch()
  const path = join(folder.path, 'ledger', recordPath(RECORD))
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
  const verified = await etlCompare(['ledger', 'verify', '--ledger', 'ledger'], folder.path)
  const judged = await etlCompare(['judge', '--ledger', 'ledger'], folder.path)
  const printed = `${verified.stdout}${verified.stderr}${judged.stdout}${judged.stderr}`
  return {
    faults: unless(
      [verified.code === 0 || verified.code === 1, `verify exits with ${verified.code}: ${printed}`],
      [judged.code === 0 || judged.code === 2, `judge exits with ${judged.code}: ${printed}`],
      [!/(?!\n)\p{Cc}/u.test(printed), `control characters are printed: ${JSON.stringify(printed)}`],
    ),
  }
})
