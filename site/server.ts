import type { SSRResult } from 'astro'
import { renderToString } from 'astro/runtime/server/index.js'
import type { Page } from '../src/report/page.ts'
import comparison from './pages/comparison.astro'
import days from './pages/days.astro'
import diff from './pages/diff.astro'
import job from './pages/job.astro'
import method from './pages/method.astro'
import notFound from './pages/not-found.astro'
import overview from './pages/overview.astro'
import qualify from './pages/qualify.astro'
import single from './pages/single.astro'

const PAGES = { comparison, days, diff, job, method, 'not-found': notFound, overview, qualify, single }

/**
 * A page as HTML: its kind says which component draws it. Without a request and a response, which Astro's own app makes for
 * each: their bodies outlive many pages, and take more time and memory than the drawing.
 */
export const render = (page: Page) =>
  renderToString(resultFor(page), PAGES[page.kind], {}, {}, true) as Promise<string>

/** What of Astro's result its renderer asks for where pages have no scripts, styles, islands and redirects of Astro's. */
function resultFor(page: Page): SSRResult {
  const locals = { page }
  const result: Partial<SSRResult> = {
    compressHTML: true,
    partial: false,
    componentMetadata: new Map(),
    clientDirectives: new Map(),
    styles: new Set(),
    scripts: new Set(),
    links: new Set(),
    createAstro: (props) => ({ props, locals }) as ReturnType<SSRResult['createAstro']>,
    _metadata: {
      hasHydrationScript: false,
      rendererSpecificHydrationScripts: new Set(),
      renderedScripts: new Set(),
      hasDirectives: new Set(),
      hasRenderedHead: false,
      hasRenderedServerIslandRuntime: false,
      headInTree: true,
      extraHead: [],
      extraStyleHashes: [],
      extraScriptHashes: [],
      propagators: new Set(),
      routeHasPropagation: false,
      pendingSlotEvaluations: [],
      templateDepth: 0,
    },
  }
  return result as SSRResult
}
