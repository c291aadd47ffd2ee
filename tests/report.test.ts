import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openDuckDB } from '../src/duckdb/open.ts'
import { etlCompare, scratch } from './etl-compare.ts'
import { EVENT_LOGS } from './event-logs.ts'

const REPORT = [
  'report',
  '--config',
  'sim/etl-compare.yml',
  '--ledger',
  'sim/ledger',
  '--as-of',
  '2026-11-28',
]

async function simulated() {
  const folder = await scratch()
  const simulation = ['simulate', 'second-candidate', '--days', '12', '--missing', '6', '--out', 'sim']
  expect((await etlCompare(simulation, folder.path)).code).toBe(0)
  return folder
}

const pagesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.html')).toSorted()

const drawnIn = (stderr: string): string | undefined => /(\d+ drawn, \d+ unchanged)/.exec(stderr)?.[1]

describe('report', () => {
  it('writes a site with a page for every job and comparison, and all trials as Parquet', async () => {
    await using folder = await simulated()
    const { code, stdout, stderr } = await etlCompare(REPORT, folder.path)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'report/index.html\n' })
    expect(drawnIn(stderr)).toBe('15 drawn, 0 unchanged')
    const pages = await pagesIn(join(folder.path, 'report'))
    expect(pages.filter((path) => path.startsWith('comparisons/simulated/2026-11-'))).toHaveLength(11)
    expect(pages).toEqual(
      expect.arrayContaining(['404.html', 'index.html', 'jobs/simulated.html', 'method.html']),
    )
    await using db = await openDuckDB({})
    const trials = join(folder.path, 'report/data/trials.parquet')
    expect(await db.rows(`SELECT count(*)::INT AS trials FROM '${trials}'`)).toEqual([{ trials: 46 }])
  })

  it('has no link that leads nowhere, and none to another host', async () => {
    await using folder = await simulated()
    await etlCompare(REPORT, folder.path)
    const site = join(folder.path, 'report')
    for (const page of await pagesIn(site)) {
      const html = await readFile(join(site, page), 'utf8')
      const links = [...html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, link = '']) => link)
      for (const link of links.filter((each) => !each.startsWith('#') && page !== '404.html')) {
        expect(link).not.toMatch(/^(?:[a-z]+:|\/)/)
        const [path = ''] = link.split('#')
        expect((await stat(join(site, page, '..', path))).isFile()).toBe(true)
      }
    }
  })

  it('links to what qualify wrote into its folder, from every page of the menu', async () => {
    await using folder = await simulated()
    const site = join(folder.path, 'report')
    const hrefs = async () => {
      await etlCompare(REPORT, folder.path)
      const pages = await Promise.all(
        ['index.html', 'jobs/simulated.html'].map((page) => readFile(join(site, page), 'utf8')),
      )
      return pages.map((html) => /href="([^"]*qualify\.html)"/.exec(html)?.[1])
    }
    expect(await hrefs()).toEqual([undefined, undefined])
    const html = join(site, 'qualify.html')
    expect(
      (await etlCompare(['qualify', join(EVENT_LOGS, 'rdd.gz'), '--html', html], folder.path)).code,
    ).toBe(0)
    expect(await hrefs()).toEqual(['qualify.html', '../qualify.html'])
    await rm(html)
    expect(await hrefs()).toEqual([undefined, undefined])
  })

  it('draws again only what changed, and removes what is gone', async () => {
    await using folder = await simulated()
    await etlCompare([...REPORT.slice(0, -1), '2026-11-11'], folder.path)
    const next = await etlCompare(REPORT, folder.path)
    expect(drawnIn(next.stderr)).toBe('3 drawn, 12 unchanged')
    expect(drawnIn((await etlCompare(REPORT, folder.path)).stderr)).toBe('0 drawn, 15 unchanged')
    const [some = ''] = (await pagesIn(join(folder.path, 'report'))).filter((path) =>
      path.startsWith('comparisons'),
    )
    await rm(join(folder.path, 'report', some))
    await writeFile(join(folder.path, 'report', 'mine.html'), 'mine')
    expect(drawnIn((await etlCompare(REPORT, folder.path)).stderr)).toBe('1 drawn, 14 unchanged')
    await etlCompare([...REPORT.slice(0, -1), '2026-11-03'], folder.path)
    const left = await pagesIn(join(folder.path, 'report'))
    expect(left.filter((path) => path.startsWith('comparisons'))).toHaveLength(3)
    expect(left).toContain('mine.html')
  })

  const DIFFERING = ['simulate', 'parity-breaks', '--days', '12', '--out', 'sim']
  const LIST = 'report/etl-compare-site.json'
  /** What may befall a site, or what it is drawn from, between two reports. */
  const CHANGES: [string, (folder: string) => Promise<unknown>][] = [
    ['an earlier day', (folder) => etlCompare([...REPORT.slice(0, -1), '2026-11-05'], folder)],
    ['another tolerance', (folder) => declare(folder, 'tables: { orders: { ignore: [amount] } }')],
    [
      'another policy',
      (folder) => declare(folder, 'policy: { margins: { total: 0.5 } }\n    tables: { orders: {} }'),
    ],
    ['another address', (folder) => etlCompare([...REPORT, '--base', '/elsewhere/'], folder)],
    ['a damaged list', (folder) => writeFile(join(folder, LIST), '{"bundle":')],
    ['a list of another form', (folder) => writeFile(join(folder, LIST), '{"pages":{}}')],
  ]
  async function declare(folder: string, declaration: string): Promise<void> {
    const path = join(folder, 'sim/etl-compare.yml')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace(/^ {4}tables:\n {6}orders: \{\}/m, `    ${declaration}`))
    expect(await readFile(path, 'utf8')).not.toBe(text)
  }
  it.each(CHANGES)('is after %s what it would be if it were drawn at once', async (_, change) => {
    await using folder = await scratch()
    await etlCompare(DIFFERING, folder.path)
    await etlCompare(REPORT, folder.path)
    await change(folder.path)
    await etlCompare(REPORT, folder.path)
    await etlCompare([...REPORT, '--out', 'anew'], folder.path)
    const [site, anew] = [join(folder.path, 'report'), join(folder.path, 'anew')]
    expect(await pagesIn(site)).toEqual(await pagesIn(anew))
    for (const page of await pagesIn(site))
      expect(await readFile(join(site, page), 'utf8'), page).toBe(await readFile(join(anew, page), 'utf8'))
  })

  describe('the file of all trials', () => {
    const TRIALS = 'report/data/trials.parquet'
    const until = (day: string) => [...REPORT.slice(0, -1), day]

    /** Its rows after earlier reports and something that befell it, and those of a report made at once. */
    async function trialsAfter(day: string, change: (folder: string) => Promise<unknown> = async () => {}) {
      await using folder = await simulated()
      await using db = await openDuckDB({})
      const rows = () => db.rows(`FROM '${join(folder.path, TRIALS)}'`)
      await etlCompare(until(day), folder.path)
      await change(folder.path)
      expect((await etlCompare(REPORT, folder.path)).code).toBe(0)
      const after = await rows()
      await rm(join(folder.path, 'report'), { recursive: true })
      await etlCompare(REPORT, folder.path)
      return { after, atOnce: await rows() }
    }
    const cases: [string, string, (folder: string) => Promise<unknown>][] = [
      ['more nights', '2026-11-08', async () => {}],
      ['fewer nights', '2026-11-28', (folder) => etlCompare(until('2026-11-03'), folder)],
      ['damage', '2026-11-11', (folder) => writeFile(join(folder, TRIALS), 'PAR1')],
      ['loss', '2026-11-11', (folder) => rm(join(folder, TRIALS))],
      [
        'a night that came late',
        '2026-11-11',
        async (folder) => {
          const list = join(folder, 'report/etl-compare-site.json')
          const { trials, ...others } = JSON.parse(await readFile(list, 'utf8'))
          await writeFile(list, JSON.stringify({ ...others, trials: { ...trials, runs: trials.runs - 1 } }))
        },
      ],
    ]
    it.each(cases)('has each trial once, after %s', async (_, day, change) => {
      const { after, atOnce } = await trialsAfter(day, change)
      expect(after).toEqual(atOnce)
      expect(after).toHaveLength(46)
    })
  })

  it('trusts no list of pages that somebody else wrote', async () => {
    await using folder = await simulated()
    await writeFile(join(folder.path, 'precious.html'), 'mine')
    await etlCompare(REPORT, folder.path)
    const list = join(folder.path, 'report/etl-compare-site.json')
    const text = (await readFile(list, 'utf8')).replace('"index.html"', '"../precious.html"')
    await writeFile(list, text)
    expect(drawnIn((await etlCompare(REPORT, folder.path)).stderr)).toBe('15 drawn, 0 unchanged')
    expect(await readFile(join(folder.path, 'precious.html'), 'utf8')).toBe('mine')
  })

  it('says what to do next where nothing was measured yet', async () => {
    await using folder = await scratch()
    const { code } = await etlCompare(['report'], folder.path)
    expect(code).toBe(0)
    expect(await readFile(join(folder.path, 'report/index.html'), 'utf8')).toContain('etl-compare run')
  })

  it('prints the whole model as JSON', async () => {
    await using folder = await simulated()
    const { stdout } = await etlCompare([...REPORT, '--json'], folder.path)
    const { overview, jobs } = JSON.parse(stdout)
    expect(overview.jobs.map(({ name, group }: { name: string; group: string }) => [name, group])).toEqual([
      ['simulated', 'measure'],
    ])
    expect(jobs[0].comparisonPages).toHaveLength(11)
  })

  it('writes the overview, one job and the method into a single file, and nothing beside it', async () => {
    await using folder = await simulated()
    const { code, stdout } = await etlCompare([...REPORT, '--single', 'mail/one.html'], folder.path)
    expect({ code, stdout }).toEqual({ code: 0, stdout: 'mail/one.html\n' })
    expect(await readdir(join(folder.path, 'mail'))).toEqual(['one.html'])
    expect(await readdir(folder.path)).not.toContain('report')
    const html = await readFile(join(folder.path, 'mail/one.html'), 'utf8')
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id))
    expect([...ids]).toEqual(expect.arrayContaining(['overview', 'job', 'method']))
    for (const [, link = ''] of html.matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      expect(link).toMatch(/^#/)
      expect(ids).toContain(link.slice(1))
    }
  })

  it('takes only a job that it shows into the single file', async () => {
    await using folder = await simulated()
    const single = (job: string) => etlCompare([...REPORT, '--single', 'one.html', '--job', job], folder.path)
    expect((await single('simulated')).code).toBe(0)
    expect(await single('simulate')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("did you mean 'simulated'?"),
    })
    expect((await etlCompare([...REPORT, '--job', 'simulated'], folder.path)).stderr).toContain('--single')
  })

  it.each([
    ['--base', 'reports'],
    ['--as-of', 'today'],
    ['--ledger', 'nowhere'],
  ])('refuses %s %s', async (...option) => {
    await using folder = await scratch()
    expect((await etlCompare(['report', ...option], folder.path)).code).toBe(2)
  })
})

describe('names of others', () => {
  const HOSTILE = '<img src=x onerror=alert(1)>"\'&</script><!--'
  let html = ''

  beforeAll(async () => {
    await using folder = await scratch()
    const simulation = ['simulate', 'second-candidate', '--days', '12', '--changes', '8', '--out', 'sim']
    expect((await etlCompare(simulation, folder.path)).code).toBe(0)
    const ledger = join(folder.path, 'sim/ledger')
    for (const path of await readdir(ledger, { recursive: true })) {
      if (!path.endsWith('.json')) continue
      const text = await readFile(join(ledger, path), 'utf8')
      const named = text.replaceAll(
        /"(?:simulated|duckdb|orders|simulated, 4 cores, 16 GiB)"/g,
        JSON.stringify(HOSTILE),
      )
      // A version and a setting that are other ones each day: each epoch says so.
      const told = { [HOSTILE]: `${HOSTILE}${path}`, threads: HOSTILE }
      const step = { name: 'main', outcome: 'ok', exitCode: 0, imageDigest: null, parts: [], stages: [] }
      const record = JSON.parse(named)
      for (const trial of record.trials) trial.steps = [{ ...step, versions: told, settings: told }]
      await writeFile(join(ledger, path), JSON.stringify(record))
    }
    const { code } = await etlCompare(
      ['report', '--ledger', 'sim/ledger', '--as-of', '2026-11-28'],
      folder.path,
    )
    expect(code).toBe(0)
    const pages = await pagesIn(join(folder.path, 'report'))
    expect(pages.every((path) => /^[\w/.-]+$/.test(path))).toBe(true)
    html = (await Promise.all(pages.map((path) => readFile(join(folder.path, 'report', path), 'utf8')))).join(
      '\n',
    )
  })

  it('are shown, and nothing in them takes effect', () => {
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(html).toContain('; threads &lt;img')
    expect(html).toMatch(/epoch 2: .* → &lt;img/)
    // In the value of an attribute, only a quote or & would take effect; in the charts' values, only <.
    const values = /<script type="application\/json" id="live">[^<]*<\/script>/g
    expect(html.replaceAll(values, '').replaceAll(/="[^"]*"/g, '')).not.toMatch(/<img|<!--|"'/)
  })
})
