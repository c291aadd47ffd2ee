import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RunRecord } from '../src/model/record/schema.ts'
import type { Report } from '../src/report/build/report.ts'
import { TRIALS_FILE } from '../src/report/links.ts'
import { pagesOf } from '../src/report/pages.ts'
import { candidate, SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { loadSite, type Site } from '../src/workflow/report/load-site.ts'
import { qualifiedPage } from './qualified-page.ts'
import { simulatedReport } from './simulated-report.ts'

const BUILD = fileURLToPath(new URL('../scripts/build-site.ts', import.meta.url))
const BASE = SCENARIOS['clear-win'] as Scenario
const HOSTILE = {
  ...BASE,
  job: '</title><script>alert(1)</script>',
  candidates: [
    candidate({ name: '"><img src=x onerror=alert(2)>', ratio: 0.5, differs: [20] }),
    candidate({ name: "' onload='alert(3)", ratio: 0.7 }),
  ],
}

/** The values of charts, which no browser runs, and the site's own script. */
const SCRIPTS =
  /<script type="application\/json" id="live">[^<]*<\/script>|<script defer src="(?:\.\.\/){0,2}assets\/report\.js"><\/script>/g

let folder: string
let site: Site
const build = (name: string) => promisify(execFile)(process.execPath, [BUILD, join(folder, name)])

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'site-'))
  await build('one')
  site = await loadSite(join(folder, 'one'))
})
afterAll(() => rm(folder, { recursive: true }))

async function drawn(report: Report): Promise<Map<string, string>> {
  const pages = new Map<string, string>()
  for (const { path, toPage } of pagesOf(report, null)) pages.set(path, await site.render(toPage()))
  return pages
}

describe('the bundle of the site', () => {
  it('is the same for the same sources, and names no folder of the machine that built it', async () => {
    await build('two')
    const [one, two] = [join(folder, 'one'), join(folder, 'two')]
    const files = async (at: string) =>
      (await readdir(at, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name).slice(at.length))
        .toSorted()
    expect(await files(two)).toEqual(await files(one))
    for (const file of await files(one)) {
      const [a, b] = await Promise.all([readFile(join(one, file)), readFile(join(two, file))])
      expect(a.equals(b), file).toBe(true)
      expect(a.includes(dirname(dirname(BUILD))), file).toBe(false)
    }
  })

  it('is built where it is missing, and again where a source of it is another one', async () => {
    const at = join(folder, 'on-demand')
    const sources = join(at, 'sources.json')
    expect((await loadSite(at)).version).toBe(site.version)
    const entry = async () => (await stat(join(at, 'server/entry.mjs'))).ino
    const [first, right] = [await entry(), await readFile(sources, 'utf8')]
    await loadSite(at)
    expect(await entry()).toBe(first)
    await writeFile(sources, right.replace(/("src\/text\/text.ts":")[0-9a-f]{8}/, '$100000000'))
    await loadSite(at)
    expect(await entry()).not.toBe(first)
    expect(await readFile(sources, 'utf8')).toBe(right)
  })

  it('that cannot be built is a mistake that names how to see why', async () => {
    await writeFile(join(folder, 'file'), '')
    await expect(loadSite(join(folder, 'file/site'))).rejects.toMatchObject({
      code: 'siteBuildFailed',
      data: { path: join(folder, 'file/site') },
    })
  })
})

describe('a page', () => {
  it('links only to pages and files that are there, from any folder', async () => {
    const long = { ...BASE, job: 'long', from: '2025-11-01', days: 390 }
    const pages = await drawn(simulatedReport([BASE, { ...BASE, job: 'short', days: 2 }, long]).report)
    expect(pages.get('jobs/long.html')).toContain('href="../jobs/long/1.html"')
    const there = new Set([...pages.keys(), TRIALS_FILE, ...site.assets.map(({ path }) => path)])
    expect(pages.size).toBeGreaterThan(30)
    for (const [path, html] of pages) {
      // The page for wrong addresses has an empty icon in itself: it may not know where the site begins.
      const links = [...html.matchAll(/(?:href|src)="(?!data:,")([^"#]+)(?:#[^"]*)?"/g)].map(
        ([, link = '']) => link,
      )
      for (const link of links)
        expect(there, `${path} → ${link}`).toContain(normalize(join(dirname(path), link)))
    }
  })

  it('keeps its own policy: no script but the site’s, no style of its own, nothing of another host', async () => {
    const pages = await drawn(simulatedReport([BASE]).report)
    for (const [path, html] of pages) {
      expect(html, path).toContain("default-src 'none'")
      expect(html.replaceAll(SCRIPTS, ''), path).not.toMatch(/<script|\sstyle="|https?:\/\/|\son[a-z]+="/)
    }
  })

  it('asks for one classic script of at most 100 KB, and only where marks or charts answer to the pointer', async () => {
    const pages = await drawn(simulatedReport([BASE]).report)
    const withScript = [...pages].filter(([, html]) => html.includes('<script')).map(([path]) => path)
    expect(withScript).toEqual(['index.html', 'jobs/simulated.html'])
    const script = site.assets.find(({ path }) => path === 'assets/report.js')
    expect(gzipSync(script?.bytes ?? '').length).toBeLessThan(100_000)
    expect(Buffer.from(script?.bytes ?? '').toString()).toMatch(/^var etlCompare=\(function/)
  })

  it('shows hostile names as text', async () => {
    for (const [path, html] of await drawn(simulatedReport([HOSTILE]).report)) {
      // What stands in quotes is a value; what is left holds names only as text.
      const tags = html.replaceAll(SCRIPTS, '').replaceAll(/="[^"]*"/g, '=')
      expect(tags, path).not.toMatch(/<script|<img|<[^>]*\son[a-z]+=/)
    }
  })

  it('of operations has a chart of all engines, and of each operation at several sizes', async () => {
    const operations = [{ name: 'merge', seconds: 1.5 }]
    const larger = ({ size, partition, id, ...record }: RunRecord) =>
      partition < '2026-11-08'
        ? { ...record, id, partition, size }
        : { ...record, id, partition, size: '2GB' }
    const { report } = simulatedReport([BASE], undefined, (record) => ({
      ...larger(record),
      trials: record.trials.map((trial) => ({ ...trial, operations })),
    }))
    const pages = await drawn(report)
    const [comparison = ''] = [...pages]
      .filter(([path]) => path.startsWith('comparisons/'))
      .map(([, html]) => html)
    expect(comparison).toMatch(/<title>spark: merge 1.5 s<\/title>.*<title>polars: merge 1.5 s<\/title>/s)
    expect(pages.get('jobs/simulated.html')).toMatch(/<h3>merge<\/h3><div class="plot"/)
    for (const [path, html] of pages) expect(html, path).not.toMatch(/\sstyle="/)
  })

  it('of event logs shows hostile names as text, keeps its policy, and has a link to every job', async () => {
    const names = ['</title><script>alert(1)</script>', '"><img src=x onerror=alert(2)>', '\u202e', '']
    const unknown = { portable: [], work: [], blocking: [], unknown: names }
    const runs = names.map((name) => ({ name, nodes: unknown, sparkVersion: name }))
    const html = await site.render(qualifiedPage(runs, names, 'a{b:c}'))
    expect(html.replaceAll(/="[^"]*"/g, '=')).not.toMatch(/<script|<img|<[^>]*\son[a-z]+=|\u202e/)
    expect(html).toContain("default-src 'none'; style-src 'sha256-")
    expect(html).not.toMatch(/\sstyle="|https?:\/\//)
    expect(html.match(/<a href="#job-\d+">\(no name\)<\/a>/g)).toHaveLength(2)
  })

  it('of event logs of many jobs says where the figures of the last are', async () => {
    const runs = Array.from({ length: 1000 }, (_, index) => ({ name: `job ${index} a`, operations: [] }))
    const html = await site.render(qualifiedPage(runs, [], ''))
    expect(html.match(/<section/g)).toHaveLength(200)
    expect(html).toContain('The other 800 jobs have no room here')
    expect(Buffer.byteLength(html)).toBeLessThan(2_000_000)
  })

  it('of a year of days, of a thousand, of many candidates and of many jobs stays below 150 KB', async () => {
    const many = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) =>
      candidate({ name: `candidate_${name}`, ratio: 0.5 }),
    )
    const jobs = Array.from({ length: 40 }, (_, index) => ({ ...BASE, job: `job_${index}`, days: 8 }))
    const { report } = simulatedReport([
      { ...BASE, job: 'year', from: '2025-11-29', days: 365, candidates: many.slice(0, 3) },
      { ...BASE, job: 'years', from: '2024-03-05', days: 1000, candidates: many.slice(0, 2) },
      { ...BASE, job: 'many', candidates: many },
      { ...BASE, job: 'two months', from: '2026-09-30', days: 60, candidates: many.slice(0, 3) },
      ...jobs,
    ])
    for (const { path, toPage } of pagesOf(report, null).filter(
      (each) => !each.path.startsWith('comparisons'),
    )) {
      const html = await site.render(toPage())
      expect(Buffer.byteLength(html), path).toBeLessThan(150_000)
    }
  })

  it.each([
    [40, 3],
    [300, 1],
  ])(
    'of %d jobs with %d candidates of long names stays below 150 KB, and leads to every job',
    async (many, candidates) => {
      const long = (name: string) => name.padEnd(64, '_')
      const scenario = {
        ...BASE,
        candidates: Array.from({ length: candidates }, (_, index) =>
          candidate({ name: long(`c${index}`), differs: [26] }),
        ),
      }
      const { report } = simulatedReport([scenario])
      const [row] = report.overview.jobs
      if (!row) throw new Error('no job')
      const jobs = Array.from({ length: many }, (_, index) => ({
        ...row,
        name: long(`job${index}`),
        slug: long(`job${index}`),
      }))
      const [page] = pagesOf({ ...report, overview: { ...report.overview, jobs } }, null)
      const html = page ? await site.render(page.toPage()) : ''
      expect(Buffer.byteLength(html)).toBeLessThan(150_000)
      expect(new Set(html.match(/jobs\/job\d+_/g)).size).toBe(Math.min(many, 210))
    },
  )

  it('of a simulated ledger says that it is simulated, and none of a measured one does', async () => {
    const measured = (record: RunRecord) => ({ ...record, tool: '0.1.0' })
    const short = [{ ...BASE, days: 3 }]
    for (const [path, html] of await drawn(simulatedReport(short).report))
      expect(html, path).toContain('Simulated, not measured: etl-compare simulate made runs of simulated.')
    for (const [path, html] of await drawn(simulatedReport(short, '2026-11-28', measured).report))
      expect(html, path).not.toContain('Simulated')
  })

  it('without any comparison says what to do, and lists what could not be read', async () => {
    const { report } = simulatedReport([])
    const leftOut = [{ path: 'runs/<b>.json', reason: 'no JSON' }]
    const html = (await drawn({ ...report, overview: { ...report.overview, leftOut } })).get('index.html')
    expect(html).toContain('No comparison yet.')
    expect(html).toContain('runs/&lt;b&gt;.json')
  })
})
