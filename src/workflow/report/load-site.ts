import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { sha256 } from '../../files/digest.ts'
import { exists, listFiles } from '../../files/disk.ts'
import { readWhole } from '../../files/excerpt.ts'
import type { Page } from '../../report/page.ts'

/** What turns pages into HTML, and the files that they link to. */
export interface Site {
  /** @throws Error where a page cannot be rendered, which is a bug */
  render(page: Page): Promise<string>
  assets: SiteAsset[]
  /** Another one draws other pages. */
  version: string
}

export interface SiteAsset {
  /** Below the site's folder: `assets/report.css`. */
  path: string
  bytes: Uint8Array
}

type SiteServer = Pick<Site, 'render'>

/** src/workflow/report and dist/workflow/report lie at the same depth. */
const BUILT = fileURLToPath(new URL('../../../dist/site', import.meta.url))
/** Not in a release, which has the bundle. */
const BUILDER = fileURLToPath(new URL('../../../scripts/build-site.ts', import.meta.url))
/** Only who develops has it. */
const ASTRO = fileURLToPath(new URL('../../../node_modules/astro', import.meta.url))
const ROOT = fileURLToPath(new URL('../../..', import.meta.url))
const ASSETS = 'assets'
/** The hash of each file that the bundle was made of, by its path in the clone. */
export const SOURCES_FILE = 'sources.json'
const sourcesSchema = z.record(z.string(), z.string())

/**
 * The site's bundle, made by scripts/build-site.ts: Astro has no part in what runs here.
 *
 * @param folder of the bundle
 * @throws UserError `siteNotBuilt`, `siteBuildFailed`
 */
export async function loadSite(folder = BUILT): Promise<Site> {
  const entry = join(folder, 'server/entry.mjs')
  const isThere = await exists(entry)
  const canBuild = (await exists(BUILDER)) && (await exists(ASTRO))
  if (!isThere && !canBuild) throw new UserError('siteNotBuilt', { path: folder })
  if (canBuild && !(isThere && (await isCurrent(folder)))) await buildSite(folder)
  const { render } = (await import(pathToFileURL(entry).href)) as SiteServer
  const assets = await readBelow(folder, ASSETS)
  return {
    assets,
    version: versionOf(await readBelow(folder, 'server')),
    render,
  }
}

/** Whether all that a bundle was made of is as it was; not where there is none. */
export async function isCurrent(folder: string): Promise<boolean> {
  const text = await readWhole(join(folder, SOURCES_FILE))
  if (text === undefined) return false
  const hashes = Object.entries(sourcesSchema.parse(JSON.parse(text)))
  const same = hashes.map(async ([path, hash]) => {
    // Small files: whole, each takes a quarter of the time that it takes piece by piece.
    const now = await readFile(join(ROOT, path)).then(sha256, () => undefined)
    return now === hash
  })
  return (await Promise.all(same)).every(Boolean)
}

/** In a clone, its pages are built from their sources when they are first drawn, and when these change. */
async function buildSite(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [BUILDER, folder]).catch(() => {
    throw new UserError('siteBuildFailed', { path: folder })
  })
}

async function readBelow(folder: string, name: string): Promise<SiteAsset[]> {
  const files = await listFiles(join(folder, name))
  return Promise.all(
    files.map(async ({ path }) => ({ path: relative(folder, path), bytes: await readFile(path) })),
  )
}

function versionOf(files: readonly SiteAsset[]): string {
  const hash = createHash('sha256')
  for (const { path, bytes } of files.toSorted((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${path}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex')
}
