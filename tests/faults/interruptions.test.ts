import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll } from 'vitest'
import { recordPath } from '../../src/ledger/path.ts'
import { root, scratch, startImpatient } from '../etl-compare.ts'
import { gitRepositories } from '../git-repository.ts'
import { runRecord, textOf } from '../run-record.ts'
import { endAtRandom, fault, unless } from './tally.ts'

const LINE = '1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 23 "http://e.com/" "Mozilla/4"\n'
const CONFIG = join(root, 'etl-compare.yml')
const [PARTS, RECORDS] = [3000, 1500]
/** Copies many parts: then its output takes long to read. */
const COPY = '{ run: [sh, -c, "cp -r parts $ETL_OUTPUT/t"] }'

let folder: Awaited<ReturnType<typeof scratch>>
let git: Awaited<ReturnType<typeof gitRepositories>>

/** Work that takes seconds, on what lies in one folder. */
beforeAll(async () => {
  git = await gitRepositories()
  folder = await scratch({
    'access.log': LINE.repeat(400_000),
    'in.csv': 'id\n1\n',
    'etl-compare.yml': `version: 1
jobs: { o: { input: in.csv, baseline: a, engines: { a: ${COPY}, b: ${COPY} }, tables: { t: {} } } }
`,
  })
  await mkdir(join(folder.path, 'parts'))
  for (let part = 0; part < PARTS; part++)
    await writeFile(join(folder.path, `parts/p${part}.csv`), 'id,x\n1,2\n')
  for (let number = 1; number <= RECORDS; number++) {
    const record = runRecord(number)
    const path = join(folder.path, 'records', recordPath(record))
    await mkdir(join(path, '..'), { recursive: true })
    await writeFile(path, textOf(record))
  }
})
afterAll(async () => {
  await folder?.[Symbol.asyncDispose]()
  await git?.[Symbol.asyncDispose]()
})

/** Work by what it does: the command line, and about how many milliseconds it takes. */
const WORK: [what: string, args: (index: number) => string[], within: number][] = [
  ['an import', () => ['fixtures', 'import-log', 'access.log'], 3000],
  [
    'making a fixture',
    (index) => [
      'fixtures',
      'make',
      'sessions',
      '--config',
      CONFIG,
      '--size',
      '1GB',
      '--partition',
      `${index}`,
    ],
    4000,
  ],
  ['a fingerprint of many files', () => ['fingerprint', 'parts'], 6000],
  ['a diff', () => ['diff', 'parts', 'parts'], 8000],
  ['ledger add, folder', (index) => ['ledger', 'add', 'records', '--ledger', `l${index}`], 4000],
  [
    'ledger add, branch',
    (index) => ['ledger', 'add', 'records', '--ledger', `git:${git.bare}#b${index}`],
    4000,
  ],
  ['reading outputs', (index) => ['run', '--out', `out${index}`], 10_000],
]
/** What does not end at all is a hang. */
const PATIENCE_MS = 60_000

for (const [what, args, within] of WORK)
  fault(`SIGINT or SIGTERM during ${what}`, 2, async ({ index, random }) => {
    const env = { ETL_COMPARE_CACHE: join(folder.path, `cache-${index}`) }
    const started = startImpatient(args(index), folder.path, env)
    await setTimeout(300)
    const hang = AbortSignal.timeout(within + PATIENCE_MS)
    hang.addEventListener('abort', () => started.child.kill('SIGKILL'))
    const signal = index % 2 === 0 ? 'SIGINT' : 'SIGTERM'
    const { code, stderr, seconds } = await endAtRandom(started, signal, within, random)
    return {
      faults: unless([[0, 130].includes(code ?? 0) && !hang.aborted, `exits with ${code}: ${stderr}`]),
      seconds,
    }
  })
