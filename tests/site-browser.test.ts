import { stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Page as BrowserPage } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from '../src/report/page.ts'
import { pagesOf } from '../src/report/pages.ts'
import { candidate, SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { sheetOf } from '../src/workflow/report/whole-sheet.ts'
import { writeSingle } from '../src/workflow/report/write-single.ts'
import { qualifiedPage } from './qualified-page.ts'
import { simulatedReport } from './simulated-report.ts'
import { hasBrowser, siteInBrowser } from './site-in-browser.ts'

const BASE = SCENARIOS['second-candidate'] as Scenario
const LONG = 'a_name_that_goes_on_and_on_and_never_finds_its_end_in_one_line'
const HOSTILE = '"><img src=x onerror=alert(1)>'

const { report } = simulatedReport([
  {
    ...BASE,
    missing: [6],
    candidates: BASE.candidates.map((each) => ({ ...each, failureRate: 0.05, changes: [8] })),
  },
  {
    ...BASE,
    job: LONG,
    candidates: [candidate({ name: LONG, ratio: 1.1, differs: [27] }), candidate({ name: HOSTILE })],
  },
  { ...BASE, job: 'one day', from: '2026-11-28', days: 1 },
])
/** A job that has a page of earlier days: of its comparisons none is drawn. */
const { report: years } = simulatedReport([
  { ...BASE, job: 'years', from: '2025-08-01', days: 485, candidates: BASE.candidates.slice(0, 1) },
])

/** Of an application's log, with names that are too long, or would be tags. */
const NODES = { portable: [], work: [LONG], blocking: [], unknown: [HOSTILE] }
const UNKNOWN = { value: null, reason: 'scans-without-size' }
const JOBS = [
  { name: LONG, nodes: { ...NODES, unknown: [] } },
  { name: HOSTILE, nodes: NODES, fileBytes: UNKNOWN },
  {
    name: 'streams',
    nodes: { ...NODES, blocking: ['StateStoreSave'] },
    isStreaming: true,
    coreHours: 1234.5,
  },
]

/** A comparison with hostile logs and rows, as `publish:` may allow them. */
function published(page: Page): Page {
  if (page.kind !== 'comparison') return page
  const { model } = page
  const lines = Array.from(
    { length: 40 },
    (_, index) => `${index} ${HOSTILE}</pre></script>${LONG.repeat(5)}`,
  )
  const text = { state: 'shown' as const, first: lines, leftOut: 10 ** 7, last: lines }
  const parts = { before: HOSTILE, middle: LONG, after: '</mark>' }
  const values = [{ column: LONG, baseline: parts, engine: parts }]
  const rows = [{ in: 'both' as const, key: [{ column: 'id', value: HOSTILE }], values, more: 0 }]
  const tables = model.findings.map(({ engine, table }) => ({ engine, table, rows }))
  const trials = model.trials.map((trial) => ({ ...trial, log: { path: HOSTILE, text } }))
  return { ...page, model: { ...model, trials, rows: { state: 'shown', isMasked: true, tables } } }
}

describe.skipIf(!hasBrowser)('in a browser', () => {
  let all: Awaited<ReturnType<typeof siteInBrowser>>
  const kinds = new Map<string, string>()
  const SINGLE = 'alone/single.html'
  const SINGLE_OF_YEARS = 'alone/years.html'
  const PUBLISHED = 'comparisons/published/one.html'
  const QUALIFIED = 'alone/qualified.html'

  beforeAll(async () => {
    const drawn = [
      ...pagesOf(report, null),
      ...pagesOf(years, null).filter(({ path }) => path.startsWith('jobs/')),
    ]
    const pages = drawn.map(({ path, toPage }) => [path, toPage()] as const)
    for (const [path, page] of pages) {
      const job = 'model' in page && 'job' in page.model ? page.model.job : path
      kinds.set(page.kind === 'comparison' ? `comparison of ${job}` : path, path)
    }
    const [, differing] =
      pages.find(
        ([, page]) => page.kind === 'comparison' && page.model.findings.some(({ passes }) => !passes),
      ) ?? []
    if (!differing) throw new Error('nothing differs')
    kinds.set('published', PUBLISHED)
    all = await siteInBrowser([...pages, [PUBLISHED, published(differing)]])
    await writeSingle({ report, job: LONG, path: join(all.folder, SINGLE) }, all.site)
    kinds.set('single', SINGLE)
    await writeSingle({ report: years, job: undefined, path: join(all.folder, SINGLE_OF_YEARS) }, all.site)
    kinds.set('single of years', SINGLE_OF_YEARS)
    const qualified = qualifiedPage(JOBS, [HOSTILE, `logs/${LONG}/${LONG}`], sheetOf(all.site.assets))
    await writeFile(join(all.folder, QUALIFIED), await all.site.render(qualified))
    kinds.set('qualified', QUALIFIED)
  })
  afterAll(() => all?.close())

  const opened = (path: string, width: number, colorScheme: 'light' | 'dark') =>
    all.opened(path, { viewport: { width, height: 900 }, colorScheme })

  it.each([
    [1280, 'light'],
    [390, 'dark'],
  ] as const)(
    '%d pixels wide and %s, every page is silent, fits, and can be used by all',
    async (width, scheme) => {
      expect(kinds.size).toBe(16)
      expect(kinds.get('jobs/years/1.html')).toBeDefined()
      for (const path of kinds.values()) {
        const { page, wrong } = await opened(path, width, scheme)
        await page.evaluate('document.querySelectorAll("details").forEach((each) => { each.open = true })')
        expect(wrong, path).toEqual([])
        expect(await overflow(page), path).toBe(0)
        expect(await violations(page), path).toEqual([])
        await page.close()
      }
    },
  )

  it.each(['index.html', SINGLE])('the sheet and the font of %s are its own', async (path) => {
    const { page } = await opened(path, 1280, 'light')
    const family = await page.evaluate('getComputedStyle(document.body).fontFamily')
    expect(family).toMatch(/^Inter/)
    expect(await page.evaluate('document.fonts.ready.then(() => document.fonts.check("16px Inter"))')).toBe(
      true,
    )
    await page.close()
  })

  it('the single file asks for no other, and can be mailed', async () => {
    const { page } = await opened('404.html', 1280, 'light')
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url().replace(/^data:.*/, 'data:')))
    const path = join(all.folder, SINGLE)
    await page.goto(pathToFileURL(path).href)
    await page.evaluate('document.fonts.ready.then(() => 1)')
    expect(requests.filter((url) => url !== 'data:')).toEqual([pathToFileURL(path).href])
    expect((await stat(path)).size).toBeLessThan(500_000)
    expect(await page.locator('#job h1').textContent()).toContain(LONG)
    await page.close()
  })

  it('dots of the funnel stand where their ratio is, and lead to their comparison', async () => {
    const { page } = await opened('jobs/simulated.html', 1280, 'light')
    const dots = await page.locator('.funnel svg a').count()
    const points = report.jobs
      .find((job) => job.page.name === 'simulated')
      ?.page.histories.flatMap((each) => each.points)
    expect(dots).toBe(points?.filter(({ ratio }) => ratio !== null).length)
    await page.locator('.funnel a circle').first().click({ force: true })
    await page.waitForURL(/\/comparisons\/simulated\/2026-11-12-[0-9a-f]+\.html$/)
    expect(await page.locator('h1').textContent()).toMatch(/^Same data, but polars failed in 1 of 2 trials\./)
    await page.close()
  })
})

const overflow = (page: BrowserPage): Promise<number> =>
  page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')

/** What axe-core finds serious or worse. */
async function violations(page: BrowserPage): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(
    'axe.run(document, { preload: false }).then(({ violations }) => violations.map(({ impact, id, nodes }) => [impact, id, nodes[0].html].join(" ")))',
  )
  return (found as string[]).filter((each) => /^(?:serious|critical)/.test(each))
}
