import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { JobPage } from '../src/report/model/job.ts'
import type { Page as SitePage } from '../src/report/page.ts'
import { pagesOf } from '../src/report/pages.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { simulatedReport } from './simulated-report.ts'
import { hasBrowser, served, siteInBrowser } from './site-in-browser.ts'

const JOB = 'jobs/simulated.html'
const SAMPLED = 'comparisons/simulated/sampled.html'
const FUNNEL = '[data-chart=funnel]'
const { report } = simulatedReport([{ ...(SCENARIOS['second-candidate'] as Scenario), missing: [6] }])
const job = report.jobs[0]?.page
if (!job) throw new Error('no job')

const SAMPLES = [
  { ms: 0, memoryBytes: 1e6, cores: 0 },
  { ms: 4000, memoryBytes: 400_000_123, cores: 2 },
  { ms: 9000, memoryBytes: 1e8, cores: 1 },
]

const all = pagesOf(report, null).map(({ path, toPage }) => [path, toPage()] as const)
const sampled = all.flatMap(([, page]): [string, SitePage][] =>
  page.kind === 'comparison'
    ? [[SAMPLED, { ...page, model: { ...page.model, trials: withSamples(page.model.trials) } }]]
    : [],
)
function withSamples<T extends object>(trials: readonly T[]) {
  return trials.map((trial) => ({ ...trial, samples: SAMPLES }))
}

/** The job with prices, and with a second size. */
const PRICED = 'jobs/priced.html'
const WITH_MARKS = '.plot:not([data-chart])'
const priced = all.flatMap(([, page]): [string, SitePage][] =>
  page.kind === 'job' ? [[PRICED, { ...page, model: withSizes(withPrices(page.model)) }]] : [],
)
function withPrices(model: JobPage): JobPage {
  const facts = {
    currency: 'USD',
    baseline: 2,
    candidate: { lower: 0.4, upper: 0.6 },
    ratio: { lower: 0.2, upper: 0.3 },
    observations: 14,
    mean: {
      baseline: { value: 2, lower: 1.9, upper: 2.1 },
      candidate: { value: 0.5, lower: 0.4, upper: 0.6 },
      saved: { value: 1.5, lower: 1.4, upper: 1.6 },
    },
  }
  const [first, ...others] = model.candidates
  if (!first || first.verdict.decision === 'nothing') return model
  const { verdict } = first
  const gates = { ...verdict.gates, cost: { ...verdict.gates.cost, facts } }
  return { ...model, candidates: [{ ...first, verdict: { ...verdict, gates } }, ...others] }
}
function withSizes(model: JobPage): JobPage {
  const sizes = [1e9, 4e9].map((bytes) => ({
    engine: model.baseline,
    size: 'own',
    bytes,
    seconds: { value: bytes / 1e8, range: { lower: 0.9 * (bytes / 1e8), upper: 1.1 * (bytes / 1e8) } },
    peakBytes: bytes / 4,
    trials: 6,
  }))
  return { ...model, sizes }
}

interface Point {
  x: number
  y: number
  at: number
  value: number
  width: number
  height: number
}

/** A chart's points as Chart.js has them, and its place on the page. */
const pointsOf = (page: Page, chart: string): Promise<Point[][]> =>
  page.evaluate(`(() => {
    const chart = etlCompare.Chart.getChart(document.querySelector('[data-chart=${chart}] canvas'))
    return chart.data.datasets.map(({ data }, series) => chart.getDatasetMeta(series).data.map(({ x, y }, index) =>
      ({ x, y, at: data[index].x, value: data[index].y, width: chart.width, height: chart.height })))
  })()`)

/** Circles or dots of a chart's picture, in pixels from its corner. */
const drawnIn = (page: Page, selector: string): Promise<{ x: number; y: number }[]> =>
  page.evaluate(
    `[...document.querySelectorAll('${selector} circle')].map(({ cx, cy }) => ({ x: cx.animVal.value, y: cy.animVal.value }))`,
  )

describe.skipIf(!hasBrowser)('charts that answer to the pointer', () => {
  let site: Awaited<ReturnType<typeof siteInBrowser>>
  let server: Awaited<ReturnType<typeof served>>

  beforeAll(async () => {
    site = await siteInBrowser([...all, ...sampled.slice(0, 1), ...priced])
    server = await served(site.folder, '/some/base/')
  })
  afterAll(async () => {
    server?.close()
    await site?.close()
  })

  it.each(['disk', 'an address below a path'])(
    'have the model’s numbers, at the dots of the picture: from %s',
    async (from) => {
      const { page, wrong } = await site.opened(JOB, {}, from === 'disk' ? undefined : server.address)
      await page.hover(FUNNEL)
      const [duckdb = [], polars = []] = await pointsOf(page, 'funnel')
      const ratios = job.histories.map(({ points }) => points.map(({ ratio }) => Number(ratio?.toFixed(4))))
      expect([duckdb, polars].map((points) => points.map(({ value }) => value))).toEqual(ratios)
      const drawn = await drawnIn(page, FUNNEL)
      expect(drawn).toHaveLength(polars.length + duckdb.length)
      for (const [index, { x, y }] of [...duckdb, ...polars].entries()) {
        // A place in the picture is rounded to a tenth of a percent.
        expect(Math.abs(x - (drawn[index]?.x ?? 0))).toBeLessThan(0.0006 * (polars[0]?.width ?? 0))
        expect(Math.abs(y - (drawn[index]?.y ?? 0))).toBeLessThan(0.1)
      }
      expect(wrong).toEqual([])
      await page.close()
    },
  )

  it('have every trial in each panel, where the picture has it', async () => {
    const { page } = await site.opened(JOB)
    for (const [measure, factor] of [
      ['totalMs', 1e-3],
      ['cpuSeconds', 1],
      ['peakAnonBytes', 1],
    ] as const) {
      await page.hover(`[data-chart=${measure}]`)
      const series = await pointsOf(page, measure)
      const engines = [job.baseline, ...job.candidates.map(({ engine }) => engine)]
      for (const [index, { name }] of engines.entries()) {
        const values = job.dots
          .filter(({ engine }) => engine.name === name)
          .map((dot) => (dot[measure] ?? 0) * factor)
        expect(series[index]?.map(({ value }) => value)).toEqual(
          values.map((value) => expect.closeTo(value, measure === 'peakAnonBytes' ? 0 : 3)),
        )
      }
      const paths = await page
        .locator(`[data-chart=${measure}] .dots`)
        .evaluateAll((found) => found.map((path) => path.getAttribute('d') ?? ''))
      const drawn = paths.flatMap((path) =>
        [...path.matchAll(/M([\d.]+) ([\d.]+)h0/g)].map(([, x, y]) => [Number(x), Number(y)]),
      )
      const points = series
        .flat()
        .map(({ x, y, width }) => [expect.closeTo((1000 * x) / width, 0), expect.closeTo(y, 0)])
      expect(drawn).toEqual(points)
    }
    await page.close()
  })

  it('say the exact value of a point with its unit, and lead to its comparison', async () => {
    const { page, wrong } = await site.opened(JOB)
    const circle = page.locator(`${FUNNEL} circle`).nth(3)
    const href = await page
      .locator(`${FUNNEL} svg a`)
      .nth(3)
      .evaluate((link) => (link as unknown as { href: { baseVal: string } }).href.baseVal)
    await circle.hover({ force: true })
    const point = job.histories[0]?.points[3]
    expect(await page.locator(`${FUNNEL} .tip`).textContent()).toBe(
      `duckdb 15 Nov ${Number(point?.ratio?.toFixed(4))}×`,
    )
    const link = page.locator(`${FUNNEL} a.target`)
    expect(await link.getAttribute('href')).toBe(href)
    await page.mouse.down()
    await page.mouse.up()
    await page.waitForURL(/comparisons/)
    expect(page.url()).toContain(`comparisons/simulated/${point?.comparison}.html`)
    expect(wrong).toEqual([])
    await page.close()
  })

  it('can be read and followed by keys', async () => {
    const { page, wrong } = await site.opened(JOB)
    const said = () => page.locator('[data-chart=totalMs] .tip').textContent()
    await page.locator('[data-chart=totalMs]').focus()
    await page.keyboard.press('ArrowRight')
    expect(await said()).toMatch(/^spark 1 Nov \d min \d\d s \([\d.]+ s\)$/)
    await page.keyboard.press('End')
    expect(await said()).toMatch(/^spark 28 Nov /)
    await page.keyboard.press('ArrowDown')
    expect(await said()).toMatch(/^duckdb 28 Nov /)
    await page.keyboard.press('Escape')
    expect(await page.locator('[data-chart=totalMs] .tip').isVisible()).toBe(false)
    await page.keyboard.press('Home')
    await page.keyboard.press('Enter')
    await page.waitForURL(/comparisons\/simulated\/2026-11-01/)
    expect(wrong).toEqual([])
    await page.close()
  })

  it('say on the first page what stands behind a mark, and lead to its job', async () => {
    const { page, wrong } = await site.opened('index.html')
    const marks = page.locator('.forest .estimate')
    const [first, second] = report.overview.jobs[0]?.candidates.map((each) => each.ratio) ?? []
    const digits = (value = 0) => Number(value.toPrecision(4))
    const told = (name: string, ratio: typeof first) =>
      `${name} simulated mean ${digits(ratio?.value)}× interval ${digits(ratio?.interval?.lower)} to ${digits(ratio?.interval?.upper)}× ${ratio?.n} observations`
    await marks.nth(0).hover({ force: true })
    expect(await page.locator('.tip').textContent()).toBe(told('duckdb', first))
    await page.mouse.move(0, 0)
    expect(await page.locator('.tip').isVisible()).toBe(false)
    await page.locator('.forest').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    expect(await page.locator('.tip').textContent()).toBe(told('polars', second))
    await page.keyboard.press('Enter')
    await page.waitForURL(/jobs\/simulated\.html$/)
    expect(wrong).toEqual([])
    await page.close()
  })

  it('say what an engine took at a size, and what a run costs', async () => {
    const { page, wrong } = await site.opened(PRICED)
    const said = async (chart: number, point: number) => {
      await page
        .locator(`${WITH_MARKS} >> nth=${chart}`)
        .locator('.dot, .bar')
        .nth(point)
        .hover({ force: true })
      return page.locator('.tip:not([hidden])').textContent()
    }
    expect(await said(0, 0)).toBe('spark cost of a typical run 2 USD')
    expect(await said(0, 1)).toBe('duckdb cost of a typical run 0.4 to 0.6 USD')
    expect(await said(1, 1)).toBe('spark 4 GB of input mean 40 s 36 s to 44 s 6 trials')
    expect(await said(2, 0)).toBe('spark 1 GB of input highest peak 250 MB (250,000,000 B) 6 trials')
    await page.mouse.move(0, 0)
    await page.locator(`${WITH_MARKS} >> nth=1`).focus()
    await page.keyboard.press('End')
    expect(await page.locator('.tip:not([hidden])').textContent()).toMatch(/^spark 1 GB/)
    await page.keyboard.press('End')
    expect(await page.locator('.tip:not([hidden])').textContent()).toMatch(/^spark 4 GB/)
    expect(wrong).toEqual([])
    await page.close()
  })

  it('without scripts, dots and marks are links that say the same', async () => {
    const { page } = await site.opened('index.html', { javaScriptEnabled: false })
    const mark = page.locator('.forest .axis a').first()
    expect(await mark.locator('title').textContent()).toMatch(/^duckdb\nsimulated\nmean 0\.\d+×\ninterval /)
    await mark.locator('.estimate').click({ force: true })
    await page.waitForURL(/jobs\/simulated\.html$/)
    await page.locator(`${FUNNEL} a circle`).first().click({ force: true })
    await page.waitForURL(/\/comparisons\/simulated\/2026-11-12-/)
    await page.close()
  })

  it('show memory and cores over the time of a trial', async () => {
    const { page, wrong } = await site.opened(SAMPLED)
    await page.locator('[data-chart=memoryBytes]').hover()
    const [spark = []] = await pointsOf(page, 'memoryBytes')
    expect(spark.map(({ at, value }) => [at, value])).toEqual(
      SAMPLES.map(({ ms, memoryBytes }) => [ms / 1000, memoryBytes]),
    )
    await page.locator('[data-chart=memoryBytes]').focus()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('[data-chart=memoryBytes] .tip').textContent()).toBe(
      'spark after 4 s 400 MB (400,000,123 B)',
    )
    expect(wrong).toEqual([])
    await page.close()
  })

  it('can be copied as an image, or saved where the clipboard is closed', async () => {
    const { page, wrong } = await site.opened(JOB)
    await page.evaluate('navigator.clipboard.write = () => Promise.reject(new Error("closed"))')
    const saved = page.waitForEvent('download')
    await page.locator('.funnel .copy').focus()
    await page.keyboard.press('Enter')
    const image = await readFile(await (await saved).path())
    expect(image.subarray(1, 4).toString()).toBe('PNG')
    expect(image.readUInt32BE(16)).toBeGreaterThan(1500)
    expect(await page.locator('.funnel .copy').textContent()).toBe('Saved')
    expect(wrong).toEqual([])
    await page.close()
  })

  it.each([JOB, SAMPLED, PRICED, 'index.html'])('leave %s as it is where no script runs', async (path) => {
    const boxes =
      '[...document.querySelectorAll("main *:not(.cover, .tip, .target, .copy)")].filter((each) => !each.closest("title, script")).map((each) => { const { x, y, width, height } = each.getBoundingClientRect(); return [each.localName, x, y, width, height].join(" ") })'
    const looks = []
    for (const javaScriptEnabled of [true, false]) {
      const { page, wrong } = await site.opened(path, { javaScriptEnabled })
      await page.waitForLoadState('load')
      looks.push(javaScriptEnabled ? await page.evaluate(boxes) : await withoutScripts(page, boxes))
      expect(wrong).toEqual([])
      await page.close()
    }
    expect(looks[1]).toEqual(looks[0])
  })
})

/** The debugger looks at a page that may not run scripts itself. */
async function withoutScripts(page: Page, expression: string): Promise<unknown> {
  const session = await page.context().newCDPSession(page)
  const { result } = await session.send('Runtime.evaluate', { expression, returnByValue: true })
  return result.value
}
