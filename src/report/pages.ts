import type { Report } from './build/report.ts'
import { ownAndEarlier } from './days.ts'
import { pathOf } from './links.ts'
import type { Page, Single } from './page.ts'

/** A page of the site, whose model is made when it is drawn. */
export interface SitePage {
  /** Below the site's folder, made of ASCII letters, digits, `_` and `-`: `jobs/orders.html`. */
  path: string
  /** As long as this is the same, so is the page. */
  key(): string
  toPage(): Page
}

/** What a path of a page looks like: nothing else is ever written or removed. */
export const PAGE_PATH =
  /^(?:index|method|404|jobs\/[a-z0-9_-]{1,80}(?:\/[1-9]\d{0,5})?|comparisons\/[a-z0-9_-]{1,80}\/[a-z0-9_-]{1,80})\.html$/

/**
 * All pages of a report's site.
 *
 * @param base address of the site's folder where it is known
 * @param hasQualify whether a page of `qualify` lies in it
 */
export function pagesOf({ overview, jobs }: Report, base: string | null, hasQualify = false): SitePage[] {
  const { asOf, tool, invocation } = overview
  const simulated = simulatedOf(overview)
  const frame = { asOf, tool, base, hasQualify, invocation, simulated }
  // A comparison is what it was, whenever one looks: its page stays as it is from night to night.
  const timeless = { ...frame, asOf: null }
  const of = (path: string, page: Page): SitePage => ({
    path,
    key: () => JSON.stringify(page),
    toPage: () => page,
  })
  return [
    of(pathOf('overview'), { frame, kind: 'overview', model: overview }),
    of(pathOf('method'), { frame: timeless, kind: 'method' }),
    of('404.html', { frame: timeless, kind: 'not-found' }),
    ...jobs.flatMap(({ page, comparisons }): SitePage[] => {
      const own = page.isSimulated ? [page.name] : []
      return [
        of(pathOf({ job: page.slug }), { frame: { ...frame, simulated: own }, kind: 'job', model: page }),
        ...ownAndEarlier(page.days).earlier.map((days, index) => {
          const model = { name: page.name, slug: page.slug, days }
          return of(pathOf({ job: page.slug, earlier: index + 1 }), {
            frame: { ...timeless, simulated: own },
            kind: 'days',
            model,
          })
        }),
        ...comparisons.map(({ slug, key, toPage }): SitePage => {
          const path = pathOf({ job: page.slug, comparison: slug })
          const toComparison = (): Page => {
            const model = toPage()
            const madeUp = model.isSimulated ? own : []
            return { frame: { ...timeless, simulated: madeUp }, kind: 'comparison', model }
          }
          return { path, key: () => `${key()} ${JSON.stringify(invocation)}`, toPage: toComparison }
        }),
      ]
    }),
  ]
}

const simulatedOf = ({ jobs }: Report['overview']): string[] =>
  jobs.filter(({ isSimulated }) => isSimulated).map(({ name }) => name)

/**
 * The report as one file: the overview, and the job whose slug is given or else the overview's first.
 *
 * @param sheet the whole style, the font in it
 */
export function singlePageOf({ overview, jobs }: Report, slug: string | undefined, sheet: string): Page {
  const { asOf, tool, invocation, jobs: rows } = overview
  const chosen = slug ?? rows[0]?.slug
  const job = jobs.find(({ page }) => page.slug === chosen)?.page ?? null
  const model: Single = { overview, job }
  const frame = { asOf, tool, base: null, invocation, simulated: simulatedOf(overview) }
  return { kind: 'single', frame, model, sheet }
}
