import { writeFileSync } from 'node:fs'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { sha256 } from '../../files/digest.ts'
import { ifThere } from '../../files/disk.ts'
import { readWhole } from '../../files/excerpt.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { RunRecord } from '../../model/record/schema.ts'
import type { Report } from '../../report/build/report.ts'
import { QUALIFY_FILE, TRIALS_FILE } from '../../report/links.ts'
import { PAGE_PATH, pagesOf, type SitePage } from '../../report/pages.ts'
import { showStep } from '../../terminal/progress.ts'
import { counted } from '../../text/text.ts'
import { loadSite, type Site } from './load-site.ts'
import { writeRuns, writtenRunsSchema } from './write-runs.ts'

/** Pages that are drawn before anybody else, such as Ctrl-C, has a turn. */
const A_TURN = 32

/** What the site was made of, so that a night later only what changed is drawn. */
export const MANIFEST = 'etl-compare-site.json'
const manifestSchema = z.strictObject({
  /** Of the bundle that drew it. */
  bundle: z.string(),
  /** Hash of what each page is made of, by its path. */
  pages: z.record(z.string().regex(PAGE_PATH), z.string()),
  trials: writtenRunsSchema,
})
type Manifest = z.infer<typeof manifestSchema>

export interface SiteRequest {
  report: Report
  /** Whose trials are offered as a file. */
  records: readonly RunRecord[]
  /** Folder of the site; what else lies there stays. */
  out: string
  /** Address of the site's folder, where it is known. */
  base: string | null
}

/**
 * Writes the pages that are new or changed, removes those of before that are gone, and the files that pages link to.
 *
 * @throws UserError `siteNotBuilt`, `diskFull`, and what the signal was aborted with
 */
export async function writeSite(
  { report, records, out, base }: SiteRequest,
  { terminal, signal }: Pick<Context, 'terminal' | 'signal'>,
): Promise<void> {
  const site = await loadSite()
  const old = await manifestIn(out)
  const there = await filesIn(out)
  const hasQualify = there.has(QUALIFY_FILE)
  const pages = pagesOf(report, base, hasQualify)
  // Another version, address or menu draws other pages of the same runs.
  const bundle = digest(JSON.stringify([site.version, report.overview.tool, base, hasQualify]))
  const before = old?.bundle === bundle ? old : undefined
  const hashes: Manifest['pages'] = {}
  // Before pages are drawn: what both take at their peak would come together.
  const trials = await writeRuns(join(out, TRIALS_FILE), records, before?.trials)
  await makeFolders(out, pages)
  // V8 takes what pages are made of for lasting, and would not throw it away before there is more of it than of all records.
  setFlagsFromString('--no-allocation-site-pretenuring')
  let drawn = 0
  await showStep(terminal, `drawing ${counted(pages.length, 'page')}`, undefined, async (step) => {
    for (const { path, key, toPage } of pages) {
      const hash = digest(key())
      hashes[path] = hash
      if (before?.pages[path] === hash && there.has(path)) continue
      // One that is ever in doubt is drawn again: nothing waits for the disk, and promises would take longer than writing.
      writeFileSync(join(out, path), await site.render(toPage()))
      drawn += 1
      step.detail(path)
      if (drawn % A_TURN === 0) await nextTurn()
      signal.throwIfAborted()
    }
    step.done(`${drawn} drawn, ${pages.length - drawn} unchanged`)
  })
  await removeOthers(out, old, pages)
  await writeAssets(site, out)
  const manifest: Manifest = { bundle, pages: hashes, trials }
  await writeAtomically(join(out, MANIFEST), `${JSON.stringify(manifest)}\n`)
}

const digest = (text: string): string => sha256(text).slice(0, 32)

/** Paths of the files below a folder. */
async function filesIn(folder: string): Promise<Set<string>> {
  const entries = (await ifThere(readdir(folder, { recursive: true, withFileTypes: true }))) ?? []
  const files = entries.filter((entry) => entry.isFile())
  return new Set(
    files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join('/')),
  )
}

/** Undefined where there is none, or none that this version wrote: then all pages are drawn. */
async function manifestIn(out: string): Promise<Manifest | undefined> {
  const text = await readWhole(join(out, MANIFEST))
  if (text === undefined) return undefined
  try {
    return manifestSchema.parse(JSON.parse(text))
  } catch {
    return undefined
  }
}

/** Each once, before pages are drawn into them. */
async function makeFolders(out: string, pages: readonly SitePage[]): Promise<void> {
  for (const folder of new Set(pages.map(({ path }) => dirname(join(out, path))))) await makeFolder(folder)
}

/** Pages that were written before and are none any more. */
async function removeOthers(
  out: string,
  old: Manifest | undefined,
  pages: readonly SitePage[],
): Promise<void> {
  const now = new Set(pages.map(({ path }) => path))
  const gone = Object.keys(old?.pages ?? {}).filter((path) => !now.has(path))
  await Promise.all(gone.map((path) => rm(join(out, path), { force: true })))
}

async function writeAssets({ assets }: Site, out: string): Promise<void> {
  for (const { path, bytes } of assets) await writeAtomically(join(out, path), bytes)
  // GitHub Pages would leave out what begins with _ otherwise.
  await writeFile(join(out, '.nojekyll'), '')
}
