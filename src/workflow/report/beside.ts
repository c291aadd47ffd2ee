import { lstat, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import { exists, type FileEntry, isPattern, listFiles } from '../../files/disk.ts'
import { readEnd, readStart } from '../../files/excerpt.ts'
import { parseRecord } from '../../ledger/parse.ts'
import type { Publish } from '../../model/config/model.ts'
import { MOST_BYTES as MOST_BYTES_OF_RECORD } from '../../model/record/fit.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import { type Beside, trialKey } from '../../report/build/beside.ts'
import { excerptOf, type LogExcerpt } from '../../report/build/log-excerpt.ts'
import { failedTrials } from '../../report/build/logs.ts'
import { RECORD_FILE } from '../results/unfinished.ts'
import { SAMPLES_FILE } from '../trial/samples.ts'
import { readSampleRows } from './sample-rows.ts'
import { parseSamples } from './samples.ts'

/** Of what lies beside records, larger files are left out: ours never are. */
const MOST_BYTES = { [SAMPLES_FILE]: 100_000, [RECORD_FILE]: MOST_BYTES_OF_RECORD, rows: 4_000_000 }
/** So much of a log is read at its beginning, and at its end. */
const LOG_PART = 32 * 1024

/**
 * What lies below a folder of results, as far as it may be shown. Files of another form are left out: they may come from
 * anywhere, and so may links, which could lead to files that nobody means to publish.
 *
 * @throws UserError `recordPathMissing`
 */
export async function besideRecords(folder: string | undefined, publish: Publish): Promise<Beside> {
  const files = folder === undefined ? [] : await ownFiles(folder)
  const named = (name: keyof typeof MOST_BYTES) =>
    files.filter(({ path, bytes }) => basename(path) === name && bytes <= MOST_BYTES[name])
  const samples = await Promise.all(named(SAMPLES_FILE).map(({ path }) => readFile(path)))
  const isAsked = publish.logs !== 'none' || publish.rows !== 'none'
  const runs = isAsked ? await Promise.all(named(RECORD_FILE).map(runOf)) : []
  return {
    publish,
    samples: await samplesOf(samples),
    logs: publish.logs === 'none' ? new Map() : await logsOf(runs.flat(), files),
    rows: publish.rows === 'none' ? new Map() : await rowsOf(runs.flat(), files),
  }
}

async function samplesOf(files: readonly Buffer[]): Promise<Beside['samples']> {
  if (files.length === 0) return new Map()
  // Loaded once it is needed: most reports draw no samples.
  const { tableFromIPC } = await import('apache-arrow')
  return new Map(files.flatMap((bytes) => parseSamples(bytes, tableFromIPC)))
}

async function ownFiles(folder: string): Promise<FileEntry[]> {
  if (!(await exists(folder))) throw new UserError('recordPathMissing', { path: folder })
  const files = await listFiles(folder)
  const isOwn = await Promise.all(files.map(async ({ path }) => (await lstat(path)).isFile()))
  return files.filter((_, index) => isOwn[index])
}

interface Run {
  record: RunRecord
  folder: string
}

async function runOf({ path }: FileEntry): Promise<Run[]> {
  const { record } = parseRecord(await readFile(path))
  return record ? [{ record, folder: dirname(path) }] : []
}

/** Logs of trials that failed. */
async function logsOf(runs: readonly Run[], files: readonly FileEntry[]): Promise<Beside['logs']> {
  const sizes = new Map(files.map(({ path, bytes }) => [path, bytes]))
  const found = runs.flatMap(({ record, folder }) =>
    failedTrials(record).flatMap(({ trial: { order }, log }) => {
      const path = join(folder, log)
      const bytes = sizes.get(path)
      return bytes === undefined ? [] : [{ key: trialKey(record.id, order), path, bytes }]
    }),
  )
  return new Map(await Promise.all(found.map(async ({ key, ...log }) => [key, await readLog(log)] as const)))
}

async function readLog({ path, bytes }: Pick<FileEntry, 'path' | 'bytes'>): Promise<LogExcerpt> {
  if (bytes <= 2 * LOG_PART) {
    const whole = await readStart(path)
    return excerptOf({ start: whole, end: whole, bytes })
  }
  const [start, end] = await Promise.all([readStart(path, LOG_PART), readEnd(path, LOG_PART)])
  return excerptOf({ start, end, bytes })
}

/** Rows of runs whose record has the hash of their file. */
async function rowsOf(runs: readonly Run[], files: readonly FileEntry[]): Promise<Beside['rows']> {
  const kept = runs.flatMap(({ record: { parity }, folder }) =>
    parity.differences === null
      ? []
      : [{ path: join(folder, basename(parity.differences.file)), hash: parity.differences.sha256 }],
  )
  const here = new Set(files.filter(({ bytes }) => bytes <= MOST_BYTES.rows).map(({ path }) => path))
  const right: typeof kept = []
  // DuckDB would look for several.
  for (const each of kept.filter(({ path }) => here.has(path) && !isPattern(path)))
    if (sha256(await readFile(each.path)) === each.hash) right.push(each)
  return readSampleRows(right)
}
