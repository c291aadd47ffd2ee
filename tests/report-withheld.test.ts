import { appendFile, cp, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import type { ComparisonPage } from '../src/report/model/comparison.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'
import { folderWith } from './run-job.ts'

const rows = (amount: string, name: string) =>
  `printf '%s\\n' 'id,amount,name' '1,2.50,${name}' '2,${amount},Köln' > "$ETL_OUTPUT/orders.csv"`
const HOSTILE = '<img src=x onerror=alert(1)></script><!--'
/** ANSI, bidi, a NUL, what is no UTF-8, markup, a line of a megabyte, and many lines. */
const LOG = `printf '\\033[2J\\033]0;title\\007\\342\\200\\256gnp\\000\\377\\376%s\\n' '${HOSTILE}'; head -c 1000000 /dev/zero | tr '\\0' '"'; echo; seq 1 30000; echo "amount: 4711 & <b>last</b>"; exit 3`

const ENGINES = {
  base: rows('83417.25', 'Zürich 8001'),
  other: rows('83417.24', HOSTILE),
  bad: LOG,
}
const REPORT = ['report', '--ledger', 'ledger', '--out', 'site']

/** One run, whose results each test has for its own. */
let run: Awaited<ReturnType<typeof folderWith>>
beforeAll(async () => {
  run = await folderWith(ENGINES)
  expect((await etlCompare(['run'], run.path)).code).toBe(1)
  expect((await etlCompare(['ledger', 'add', 'results', '--ledger', 'ledger'], run.path)).code).toBe(0)
})
afterAll(() => run[Symbol.asyncDispose]())

async function measured(publish: string) {
  const folder = await scratch()
  await cp(run.path, folder.path, { recursive: true })
  if (publish !== '') await appendFile(join(folder.path, 'etl-compare.yml'), `publish: ${publish}`)
  return folder
}

async function drawn(folder: string, ...options: string[]) {
  expect((await etlCompare([...REPORT, ...options], folder)).code).toBe(0)
  const { stdout } = await etlCompare([...REPORT, ...options, '--json'], folder)
  const html = (name: string) => readFile(join(folder, 'site', name), 'utf8')
  const [comparison = ''] = await readdir(join(folder, 'site/comparisons/orders'))
  const page: ComparisonPage = JSON.parse(stdout).jobs[0].comparisonPages[0]
  return {
    page,
    log: page.trials.find(({ outcome }) => outcome !== 'ok')?.log,
    json: stdout,
    comparison: await html(`comparisons/orders/${comparison}`),
    job: await html('jobs/orders.html'),
  }
}

describe('what `publish:` does not allow', () => {
  it('is in no page and no JSON, and each page says where it is', async () => {
    await using folder = await measured('')
    const { comparison, job, json, page, log } = await drawn(folder.path, '--results', 'results')
    expect([page.rows.state, log?.text.state]).toEqual(['withheld', 'withheld'])
    for (const text of [comparison, job, json])
      expect(text).not.toMatch(/amount: 4711|83417\.2|Zürich|Köln|onerror/)
    expect(comparison).toContain('results/orders/own/bad/1/log.txt')
    expect(comparison).toContain(
      'etl-compare diff results/orders/own/base/1/output results/orders/own/other/1/output --key id',
    )
    expect(comparison).toMatch(/etl-compare run orders --partition \S+ --keep-outputs\n/)
    expect(job).toContain('Withheld: values of rows and logs.')
    expect(job).toMatch(/Failed trials, newest first: <a href="\.\.\/comparisons\/orders\/[^"]+"/)
  })

  it('is letters and digits of rows that are masked, whose shape is left', async () => {
    await using folder = await measured('{ rows: masked }')
    const { comparison, json, page } = await drawn(folder.path, '--results', 'results')
    expect(json + comparison).not.toMatch(/83417\.2|Zürich|Köln|onerror/)
    const shown = page.rows.state === 'shown' ? page.rows.tables[0]?.rows : []
    expect(shown?.flatMap(({ values }) => values)).toContainEqual({
      column: 'amount',
      baseline: { before: '99999.9', middle: '9', after: '' },
      engine: { before: '99999.9', middle: '9', after: '' },
    })
  })

  it('is what nothing declares: neither a ledger without a configuration nor another job’s file publishes', async () => {
    await using folder = await measured('{ rows: full, logs: failures }')
    await rename(join(folder.path, 'etl-compare.yml'), join(folder.path, 'elsewhere.yml'))
    const { page, log } = await drawn(folder.path, '--results', 'results')
    expect([page.rows.state, log?.text.state]).toEqual(['withheld', 'withheld'])
  })
})

describe('what `publish:` allows', () => {
  const PUBLISHED = '{ rows: full, logs: failures }'

  it('is on the page of its comparison: logs of failures alone, and rows with what differs marked', async () => {
    await using folder = await measured(PUBLISHED)
    const { comparison, page, log } = await drawn(folder.path, '--results', 'results')
    expect(page.trials.filter((trial) => trial.log !== null).map(({ engine }) => engine.name)).toEqual([
      'bad',
    ])
    const { text } = log ?? {}
    if (text?.state !== 'shown') throw new Error('no log is shown')
    expect(text.last.at(-1)).toBe('amount: 4711 & <b>last</b>')
    expect(text.leftOut).toBeGreaterThan(1_000_000)
    expect(comparison).toContain('amount: 4711 &amp; &lt;b&gt;last&lt;/b&gt;</pre>')
    expect(comparison).toContain('83417.2<mark>5</mark>')
    expect(comparison).toContain('83417.2<mark>4</mark>')
  })

  it('is inert, however hostile, and leaves the page small', async () => {
    await using folder = await measured(PUBLISHED)
    const { comparison } = await drawn(folder.path, '--results', 'results')
    expect(Buffer.byteLength(comparison)).toBeLessThan(150_000)
    expect(comparison).toContain('&lt;img src=x onerror=alert(1)&gt;')
    const live = /<script type="application\/json" id="live">[^<]*<\/script>/g
    expect(comparison.replaceAll(live, '').replaceAll(/="[^"]*"/g, '=')).not.toMatch(
      /<img|<!--|<[^>]*\son[a-z]+=/,
    )
    // Control characters, and those that turn text around.
    expect(comparison.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u)
  })

  it('is told to be missing without the folder of results, and is drawn once that is given', async () => {
    await using folder = await measured(PUBLISHED)
    const without = await drawn(folder.path)
    expect([without.page.rows.state, without.log?.text.state]).toEqual(['not-here', 'not-here'])
    expect(without.comparison).toContain('--results results')
    expect((await drawn(folder.path, '--results', 'results')).comparison).toContain('83417.2<mark>4</mark>')
  })

  it('is read from no link, and from no file but the one that the record knows', async () => {
    await using folder = await measured(PUBLISHED)
    const own = join(folder.path, 'results/orders/own')
    await writeFile(join(folder.path, 'secret'), 'of this machine')
    await rename(join(own, 'bad/1/log.txt'), join(own, 'bad/1/kept.txt'))
    await symlink(join(folder.path, 'secret'), join(own, 'bad/1/log.txt'))
    const rows = join(own, 'differences.parquet')
    await using db = await openDuckDB()
    await db.run(
      `CREATE TABLE kept AS SELECT * REPLACE (replace("row", '7.24', '7.23') AS "row") FROM '${rows}'`,
    )
    await db.run(`COPY kept TO '${rows}' (FORMAT parquet)`)
    const { page, log, json } = await drawn(folder.path, '--results', 'results')
    expect([page.rows.state, log?.text.state]).toEqual(['not-here', 'not-here'])
    expect(json).not.toContain('of this machine')
  })

  it('follows no name of an engine out of the folder of its run', async () => {
    await using folder = await measured(PUBLISHED)
    const run = join(folder.path, 'results/orders/own/run.json')
    const { id } = await recordOf(folder.path)
    const text = (await readFile(run, 'utf8')).replaceAll('"bad"', '"../own/bad"')
    await writeFile(run, text)
    const { log, page } = await drawn(folder.path, '--results', 'results')
    expect(page.records).toEqual([id])
    expect(log?.text.state).toBe('not-here')
  })
})

it('a run by `record` has no log and no rows that could be shown', async () => {
  await using folder = await folderWith({ base: ENGINES.base, other: 'exit 3' })
  for (const engine of ['base', 'other']) {
    const command = engine === 'base' ? ['true'] : ['false']
    await etlCompare(
      [
        'record',
        '--job',
        'orders',
        '--engine',
        engine,
        '--ledger',
        'ledger',
        '--partition',
        'p',
        '--',
        ...command,
      ],
      folder.path,
    )
  }
  const { page, log, comparison } = await drawn(folder.path)
  expect([page.rows.state, log?.text.state]).toEqual(['not-kept', 'not-kept'])
  expect(comparison).toContain('etl-compare record keeps no log')
})
