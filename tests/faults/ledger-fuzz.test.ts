import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { recordPath } from '../../src/ledger/path.ts'
import { etlCompare, scratch } from '../etl-compare.ts'
import { runRecord, textOf } from '../run-record.ts'
import { report } from './sleepy-job.ts'

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

it('a record that was changed by chance is read or named, and never ends a command in a bug', async () => {
  const counts = { tries: 0, survived: 0, leftBehind: [] }
  await using folder = await scratch()
  const path = join(folder.path, 'ledger', recordPath(RECORD))
  await mkdir(dirname(path), { recursive: true })
  await fc.assert(
    fc.asyncProperty(mutated, async (bytes) => {
      await writeFile(path, bytes)
      counts.tries++
      const verified = await etlCompare(['ledger', 'verify', '--ledger', 'ledger'], folder.path)
      const judged = await etlCompare(['judge', '--ledger', 'ledger'], folder.path)
      expect([0, 1]).toContain(verified.code)
      expect([0, 2]).toContain(judged.code)
      const printed = `${verified.stdout}${verified.stderr}${judged.stdout}${judged.stderr}`
      expect(printed).not.toMatch(/(?!\n)\p{Cc}/u)
      counts.survived++
    }),
    { numRuns: 300, seed: 1128 },
  )
  report('ledger, a record changed by chance', counts)
})
