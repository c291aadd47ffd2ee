/**
 * How fast event logs are read, and in how much memory: a log of about 1 GB, made from a real one by repeating its jobs with
 * other ids and times, and the tasks of each stage as a cluster would have them; plain and as Spark compresses it.
 *
 * MB/s are of the uncompressed log a second of CPU, start of Node included. Prints also what JSON.parse of each line takes.
 *
 * Then a folder of many small logs, copies of the real one with an application of its own each: read for the first time, and
 * again, when the cache has all of them.
 *
 * Usage: bench/qualify.ts [--mb N] [--logs N] [--keep FOLDER]; default: 1000 of both. FOLDER gets the logs.
 */
import { createReadStream } from 'node:fs'
import { mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { Lines } from '../src/eventlog/lines.ts'
import { printCost } from './ledger-cost.ts'

const LOG = resolve(import.meta.dirname, '../tests/eventlogs/logs/sales.gz')
const COMMAND = resolve(import.meta.dirname, '../bin/etl-compare')
const MB = 1e6
/** Tasks of a cluster for one of the two of local mode. */
const TASKS = 100
/** Spark flushes at least at the end of each stage; each flush ends a frame. */
const LINES_A_FRAME = 200
const DAY_MS = 86_400_000

const { values } = parseArgs({
  options: {
    mb: { type: 'string', default: '1000' },
    logs: { type: 'string', default: '1000' },
    keep: { type: 'string' },
  },
})
const megabytes = Number(values.mb)
const manyLogs = Number(values.logs)

/** A line of the log for the round of a job: ids move on by what a round has, times by what it takes. */
const IDS = /"(Job ID|Stage ID|executionId|spark\.sql\.execution\.id)":("?)(\d+)/g
const LISTS = /"(Stage IDs|Parent IDs)":\[([\d,]*)\]/g
const TIMES = /"(Timestamp|Submission Time|Completion Time|Launch Time|Finish Time|time)":(\d{13})/g

function moved(line: string, round: number, roundMs: number): string {
  const ids = (id: string) => `${Number(id) + 1000 * round}`
  return line
    .replaceAll(IDS, (_, key, quote, id) => `"${key}":${quote}${ids(id)}`)
    .replaceAll(LISTS, (_, key, list) => `"${key}":[${list.split(',').filter(Boolean).map(ids).join(',')}]`)
    .replaceAll(TIMES, (_, key, ms) => `"${key}":${Number(ms) + roundMs * round}`)
}

/** Writes lines until there are enough bytes, in both forms. */
async function writeLogs(plain: string, packed: string): Promise<void> {
  const lines = gunzipSync(await readFile(LOG))
    .toString()
    .trimEnd()
    .split('\n')
  const isFrame = (line: string) =>
    /Listener(?:LogStart|Application|Environment|Executor|Resource|Block)/.test(line)
  const head = lines.filter((line) => isFrame(line) && !line.includes('ApplicationEnd'))
  const body = lines.filter((line) => !isFrame(line))
  const roundMs = 60_000
  await using text = await open(plain, 'w')
  await using zstd = await open(packed, 'w')
  let bytes = 0
  const write = async (some: readonly string[]) => {
    for (let first = 0; first < some.length; first += LINES_A_FRAME) {
      const chunk = Buffer.from(`${some.slice(first, first + LINES_A_FRAME).join('\n')}\n`)
      bytes += chunk.length
      await text.write(chunk)
      await zstd.write(zstdCompressSync(chunk))
    }
  }
  await write(head)
  let round = 0
  for (; bytes < megabytes * MB; round++)
    await write(
      body.flatMap((line) => {
        const one = moved(line, round, roundMs)
        return line.includes('TaskEnd"') || line.includes('TaskStart"')
          ? Array<string>(TASKS).fill(one)
          : [one]
      }),
    )
  const end = lines.filter((line) => line.includes('ApplicationEnd'))
  await write(end.map((line) => moved(line, Math.min(round, DAY_MS), roundMs)))
}

/** Writes copies of the real log, as small as it is, each of another application. */
async function writeMany(folder: string): Promise<void> {
  const text = gunzipSync(await readFile(LOG)).toString()
  const [, id = ''] = /"App ID":"([^"]+)"/.exec(text) ?? []
  await mkdir(folder, { recursive: true })
  for (let index = 0; index < manyLogs; index++)
    await writeFile(join(folder, `app-${index}.gz`), gzipSync(text.replaceAll(id, `app-${index}`)))
  console.log(`${manyLogs} logs of ${(text.length / MB).toFixed(2)} MB each`)
}

/** What parsing every line would take, without anything made of it. */
async function parseAll(path: string): Promise<number> {
  const before = process.cpuUsage()
  const lines = new Lines()
  for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 18 }))
    for (const line of lines.push(chunk)) JSON.parse(line.toString())
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'bench-qualify-')))
try {
  const [plain, packed] = [join(folder, 'plain'), join(folder, 'packed.zstd')]
  await writeLogs(plain, packed)
  for (const [name, path] of [
    ['plain', plain],
    ['zstd ', packed],
  ] as const) {
    const cpu = await printCost(name, folder, [COMMAND, 'qualify', path])
    console.log(`       ${(megabytes / cpu).toFixed(0)} MB/s a core`)
  }
  const parse = await parseAll(plain)
  console.log(
    `JSON.parse of every line: ${parse.toFixed(2)} s of CPU, ${(megabytes / parse).toFixed(0)} MB/s a core`,
  )
  const many = join(folder, 'many')
  await writeMany(many)
  for (const time of ['for the first time', 'again'])
    await printCost(`read ${time}`, folder, [COMMAND, 'qualify', many, '--json'])
} finally {
  if (values.keep === undefined) await rm(folder, { recursive: true })
}
