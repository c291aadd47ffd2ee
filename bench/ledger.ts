/**
 * What the ledger costs: adding a record to a branch that holds 10,000, reading 10,000 from a branch and from a
 * folder (seconds, and the most memory of the reading process), and 20 writers that begin at once.
 *
 * The remote is a bare repository on this disk, which filters what it sends as GitHub and GitLab do. Reading is done
 * by a process of its own, `bench/ledger.ts read PLACE`, and so are the writers: `etl-compare ledger add`.
 */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { openLedger } from '../src/ledger/open.ts'
import { recordPath } from '../src/ledger/path.ts'
import { runRecord, textOf } from '../tests/run-record.ts'

const run = promisify(execFile)
const COMMAND = resolve(import.meta.dirname, '../bin/etl-compare')
const BRANCH = 'etl-compare-data'
const RECORDS = 10_000
const WRITERS = 20
const APPENDS = 5
/** 10,000 records in 42 days, as many as a verdict may look back. */
const MINUTES_APART = 6

const whenOf = (number: number) =>
  new Date(Date.UTC(2026, 0, 1) + number * MINUTES_APART * 60_000).toISOString()
const recordOf = (number: number) => runRecord(number, { when: whenOf(number) })

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return (performance.now() - begun) / 1000
}

/** A bare repository whose branch holds records, one a commit, as appending leaves it. */
async function makeRemote(path: string, records: number): Promise<string> {
  await run('git', ['init', '--quiet', '--bare', path])
  await run('git', ['-C', path, 'config', 'uploadpack.allowFilter', 'true'])
  const child = spawn('git', ['-C', path, 'fast-import', '--quiet'], {
    stdio: ['pipe', 'inherit', 'inherit'],
  })
  for (let number = 0; number < records; number++) {
    const record = recordOf(number)
    const text = Buffer.from(textOf(record))
    const head = `commit refs/heads/${BRANCH}\ncommitter a <a@localhost> ${1.7e9 + number} +0000\ndata 1\nx\n`
    const file = `M 100644 inline ${recordPath(record)}\ndata ${text.length}\n`
    const isWritten = child.stdin.write(Buffer.concat([Buffer.from(head + file), text, Buffer.from('\n')]))
    if (!isWritten) await once(child.stdin, 'drain')
  }
  child.stdin.end()
  await once(child, 'close')
  return `git:file://${path}#${BRANCH}`
}

async function makeFolder(path: string): Promise<string> {
  for (let number = 0; number < RECORDS; number++) {
    const record = recordOf(number)
    const file = join(path, recordPath(record))
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, textOf(record))
  }
  return path
}

async function benchReading(place: string): Promise<string> {
  const { stdout } = await run(process.execPath, [import.meta.filename, 'read', place])
  return stdout.trim()
}

async function read(place: string): Promise<void> {
  let count = 0
  const took = await seconds(async () => {
    count = (await openLedger(place, process.cwd()).read()).records.length
  })
  const peak = process.resourceUsage().maxRSS / 1024
  console.log(`${count.toLocaleString('en')} records in ${took.toFixed(2)} s, at most ${peak.toFixed(0)} MiB`)
}

async function benchAppending(place: string): Promise<string> {
  const times: number[] = []
  for (let number = 0; number < APPENDS; number++) {
    const record = recordOf(RECORDS + number)
    const ledger = openLedger(place, tmpdir())
    times.push(await seconds(() => ledger.add([{ record, text: textOf(record) }])))
  }
  const sorted = times.toSorted((a, b) => a - b).map((time) => time.toFixed(2))
  return `${sorted[Math.floor(APPENDS / 2)]} s (median of ${APPENDS}; ${sorted[0]}–${sorted.at(-1)})`
}

async function benchWriters(folder: string): Promise<string> {
  const place = await makeRemote(join(folder, 'busy.git'), 0)
  const files = Array.from({ length: WRITERS }, (_, number) => join(folder, `${number}.json`))
  for (const [number, file] of files.entries()) await writeFile(file, textOf(recordOf(number)))
  const tries: number[] = []
  const took = await seconds(() =>
    Promise.all(
      files.map(async (file) => {
        const { stdout } = await run(COMMAND, ['ledger', 'add', file, '--ledger', place, '--json'])
        tries.push((JSON.parse(stdout) as { tries: number }).tries)
      }),
    ),
  )
  const { records } = await openLedger(place, folder).read()
  const mean = tries.reduce((sum, count) => sum + count, 0) / tries.length
  return `${records.length} of ${WRITERS} kept in ${took.toFixed(1)} s, ${mean.toFixed(1)} tries each, at most ${Math.max(...tries)}`
}

async function bench(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-ledger-'))
  try {
    const bytes = textOf(recordOf(0)).length
    console.log(`${cpus().length} × ${cpus()[0]?.model}; records of ${(bytes / 1000).toFixed(1)} kB`)
    const branch = await makeRemote(join(folder, 'data.git'), RECORDS)
    console.log(`add one to a branch of 10,000   ${await benchAppending(branch)}`)
    console.log(`read from a branch              ${await benchReading(branch)}`)
    console.log(
      `read from a folder              ${await benchReading(await makeFolder(join(folder, 'ledger')))}`,
    )
    console.log(`${WRITERS} writers at once              ${await benchWriters(folder)}`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

const [task, place = ''] = process.argv.slice(2)
await (task === 'read' ? read(place) : bench())
