import type { Page } from './page.ts'

/** What a page links to. Jobs and comparisons are named by their slugs. */
export type Target =
  | keyof typeof FILES
  | { job: string; comparison?: never; earlier?: never }
  | { job: string; comparison: string; earlier?: never }
  /** A page of a job's earlier days, the oldest is 1. */
  | { job: string; comparison?: never; earlier: number }

/** All trials of the ledger, for who wants to calculate themselves. */
export const TRIALS_FILE = 'data/trials.parquet'

/** The page that `qualify --html` wrote into the site's folder, if any. */
export const QUALIFY_FILE = 'qualify.html'

const FILES = {
  overview: 'index.html',
  method: 'method.html',
  qualify: QUALIFY_FILE,
  interval: 'method.html#interval',
  money: 'method.html#money',
  trials: TRIALS_FILE,
  sheet: 'assets/report.css',
  script: 'assets/report.js',
  icon: 'assets/icon.svg',
} as const

/** Where a target lies below the site's folder. */
export function pathOf(to: Target): string {
  if (typeof to === 'string') return FILES[to]
  if (to.earlier !== undefined) return `jobs/${to.job}/${to.earlier}.html`
  return to.comparison === undefined ? `jobs/${to.job}.html` : `comparisons/${to.job}/${to.comparison}.html`
}

const ROOTS = { overview: '', method: '', job: '../', days: '../../', comparison: '../../' } as const

/** Address of a target as a page links to it; null where the page cannot reach it. */
export function hrefFrom(page: Page, to: Target): string | null {
  if (page.kind === 'not-found' || page.kind === 'diff' || page.kind === 'qualify') return null
  return page.kind === 'single' ? partOf(page.model.job?.slug, to) : `${ROOTS[page.kind]}${pathOf(to)}`
}

/** The one file holds the overview, one job and the method, each with an id. */
function partOf(job: string | undefined, to: Target): string | null {
  if (typeof to !== 'string')
    return to.job === job && to.comparison === undefined && to.earlier === undefined ? '#job' : null
  return to === 'overview' || to === 'method' || to === 'interval' || to === 'money' ? `#${to}` : null
}
