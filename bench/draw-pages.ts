/**
 * Draws the pages of a model that is there already, as `etl-compare report` does: bench/report.ts holds it against
 * `astro build`, which is given the same file.
 *
 * Usage: bench/draw-pages.ts PAGES OUT
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import type { Page } from '../src/report/page.ts'
import { loadSite } from '../src/workflow/report/load-site.ts'

const [file = '', out = ''] = process.argv.slice(2)
const pages = JSON.parse(readFileSync(file, 'utf8')) as { path: string; page: Page }[]
const site = await loadSite()
setFlagsFromString('--no-allocation-site-pretenuring')
for (const { path, page } of pages) {
  const target = join(out, `${path}.html`)
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, await site.render(page))
}
