/** Draws the pictures of README.md, docs/report.md and docs/qualify.md into docs/: pages of simulated ledgers, of examples/ledger and of tests/eventlogs/logs, and a summary as GitHub renders it. With names, such as qualify-page, only those. Needs Chromium and pngquant (Debian: apt-get install chromium pngquant). */
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'
import { summaryMarkdown } from '../src/render/markdown/summary.ts'
import { freshRunOf } from '../src/report/build/fresh.ts'
import { pagesOf } from '../src/report/pages.ts'
import { SCENARIOS, type Scenario } from '../src/simulate/scenario.ts'
import { reportLedger } from '../src/workflow/report/report-ledger.ts'
import { simulatedReport } from '../tests/simulated-report.ts'
import { siteInBrowser } from '../tests/site-in-browser.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const DOCS = join(ROOT, 'docs')
const COLOURS = '64'
const WIDTH = 1200
/** All, where none is named. */
const NAMES = process.argv.slice(2)
/** What GitHub's sheet makes of headings, tables and small text. */
const GITHUB = `body{font:16px/1.5 -apple-system,"Segoe UI","Noto Sans",Inter,Helvetica,Arial,sans-serif;color:#1f2328;max-width:900px;margin:24px auto;padding:0 16px}
h2{border-bottom:1px solid #d1d9e0;padding-bottom:.3em;font-size:1.5em}h3{font-size:1.25em}a{color:#0969da}sub,sup{font-size:75%;line-height:0}
table{border-collapse:collapse;display:block;width:max-content;max-width:100%;overflow:auto}td,th{border:1px solid #d1d9e0;padding:6px 13px}tr:nth-child(2n){background:#f6f8fa}`
/** Below what is shown last. */
const SPACE = 16

const BASE = SCENARIOS['clear-win'] as Scenario
const [winner] = BASE.candidates
if (!winner) throw new Error('no candidate')
const named = (name: string) => (changes: object) => ({ ...winner, name, ...changes })
const [polars, duckdb] = [named('polars'), named('duckdb')]
const { report, records, jobs } = simulatedReport([
  { ...BASE, job: 'invoices', candidates: [polars({ ratio: 0.3 })] },
  {
    ...BASE,
    job: 'orders',
    missing: [6, 19, 20],
    candidates: [polars({ ratio: 0.6, changes: [8] }), duckdb({ ratio: 0.4, since: 12, failureRate: 0.06 })],
  },
  { ...BASE, job: 'shipments', candidates: [polars({ ratio: 0.3, changes: [10], differs: [28] })] },
  {
    ...BASE,
    job: 'sessions',
    from: '2026-11-20',
    days: 9,
    candidates: [polars({ ratio: 0.05 }), duckdb({ ratio: 0.04 })],
  },
  { ...BASE, job: 'fraud_graph', candidates: [polars({ ratio: 1.8 })] },
])
const context = { now: () => new Date(), signal: new AbortController().signal }
const real = await reportLedger(
  { jobs: [], config: join(ROOT, 'etl-compare.yml'), ledger: join(ROOT, 'examples/ledger') },
  [],
  context,
)

const pages = [...pagesOf(real.report, null), ...pagesOf(report, null)]
const site = await siteInBrowser(pages.map(({ path, toPage }) => [path, toPage()] as const))
try {
  const comparison = pages.find(({ path }) => path.startsWith('comparisons/customer_tiers/'))?.path ?? ''
  await shoot('report-overview', 'index.html', 'light', '.forest')
  await shoot('report-overview-dark', 'index.html', 'dark', '.forest')
  await shoot('report-job', 'jobs/orders.html', 'light', '.panels')
  await shoot('report-comparison', comparison, 'light', '.scroll')
  await writeFile(join(site.folder, 'summary.html'), await summaryPage())
  await shoot('report-summary', 'summary.html', 'light', 'details')
  await qualifyPage(join(site.folder, 'jobs.html'))
  await shoot('qualify-page', 'jobs.html', 'light', '#jobs ~ .below')
} finally {
  await site.close()
}

/** The page of the real logs that tests use, as the command writes it. */
async function qualifyPage(path: string): Promise<void> {
  const args = ['qualify', 'tests/eventlogs/logs', '--core-price', 'emr-serverless-vcpu', '--html', path]
  await promisify(execFile)(join(ROOT, 'bin/etl-compare'), args, { cwd: ROOT })
}

/** The upper part of a page: down to the end of the last part that `last` finds, or of the first of several. */
async function shoot(name: string, path: string, colorScheme: 'light' | 'dark', last: string): Promise<void> {
  if (NAMES.length > 0 && !NAMES.includes(name)) return
  const { page, wrong } = await site.opened(path, { viewport: { width: WIDTH, height: 900 }, colorScheme })
  await page.evaluate('document.fonts.ready.then(() => 1)')
  const box = await page.locator(last).first().boundingBox()
  if (!box || wrong.length > 0) throw new Error(`${path}: ${last} not found, or ${wrong.join('; ')}`)
  const height = Math.ceil(box.y + box.height + SPACE)
  const draft = join(site.folder, `${name}.png`)
  await page.screenshot({ path: draft, fullPage: true, clip: { x: 0, y: 0, width: WIDTH, height } })
  await page.close()
  const picture = join(DOCS, `${name}.png`)
  await promisify(execFile)('pngquant', [COLOURS, '--strip', '--force', '--output', picture, draft])
}

/** A summary as GitHub shows it: the same elements, with its sheet's measures. */
async function summaryPage(): Promise<string> {
  const record = records.findLast(({ job }) => job === 'orders')
  if (!record) throw new Error('no run of orders')
  const job = jobs.find(({ name }) => name === record.job)
  const fresh = freshRunOf(record, report, job, report.overview.asOf)
  const markdown = summaryMarkdown({
    runs: [fresh],
    overview: report.overview,
    link: 'https://acme.github.io/jobs/',
  })
  const body = micromark(markdown, {
    extensions: [gfm()],
    htmlExtensions: [gfmHtml()],
    allowDangerousHtml: true,
  })
  return `<!doctype html><meta charset="utf-8"><style>${GITHUB}</style>${body}`
}
