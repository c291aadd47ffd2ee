/**
 * Prints when to use which engine: the operations of each job by size of input.
 *
 * Usage: operations-table.ts FOLDER, with what `etl-compare run --out FOLDER` wrote
 */
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRecord } from '../src/model/record/schema.ts'
import { runRecordSchema } from '../src/model/record/validate.ts'
import { operationSizeLines } from '../src/render/comparison/operations-by-size.ts'
import { printableLines } from '../src/text/text.ts'

const [folder = ''] = process.argv.slice(2)
const files = await Array.fromAsync(glob('**/run.json', { cwd: folder }))
const records = await Promise.all(files.map(readRecord))
process.stdout.write(`${printableLines(operationSizeLines(records).join('\n'))}\n`)

async function readRecord(file: string): Promise<RunRecord> {
  return runRecordSchema.parse(JSON.parse(await readFile(join(folder, file), 'utf8')))
}
