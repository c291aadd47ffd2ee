import { relative } from 'node:path'
import type { Context } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { doubtful, type Finding, fine, wrong } from '../../machine/finding.ts'
import type { Job } from '../../model/config/model.ts'
import {
  checkCatalog,
  checkStore,
  type FoundCatalog,
  type FoundReader,
} from '../../tables/readers/lake/check-lake.ts'
import { isObjects } from '../../tables/readers/lake/object-name.ts'
import { counted } from '../../text/text.ts'
import { findDeltaReader, lakeAccess } from '../plan/lakes.ts'
import type { LoadedConfig } from '../plan/load-config.ts'
import { catalogsOf, namespaceHomes } from '../trial/namespaces.ts'

const SHOWN = 5

/**
 * Opens every catalog that is declared, looks at the prefixes of buckets that the jobs write to, and finds what reads their
 * Delta tables. Only what a job of these writes to keeps it from running.
 */
export async function checkLakes(
  jobs: readonly Job[],
  loaded: LoadedConfig,
  show: (finding: Finding) => void,
  { env, signal }: Context,
): Promise<void> {
  const lakes = lakeAccess(loaded, env)
  const written = new Set(jobs.flatMap((job) => [...catalogsOf(job)]))
  for (const catalog of Object.keys(lakes.catalogs)) {
    const title = `catalog ${catalog}`
    const found = await checkCatalog(catalog, lakes, signal).catch(asMistake)
    const isNeeded = written.has(catalog)
    if (found instanceof UserError) show(problemOf(title, found, isNeeded))
    else show(catalogFinding(title, found, loaded.folder))
  }
  for (const prefix of prefixesOf(jobs)) {
    const found = await checkStore(prefix, lakes, signal).catch(asMistake)
    if (found instanceof UserError) show(wrong(prefix, found.message))
    else show(fine(prefix, readBy(found, loaded.folder)))
  }
  const title = 'Delta tables'
  const reader = await findDeltaReader(jobs, loaded, lakes).catch(asMistake)
  if (reader instanceof UserError) show(wrong(title, reader.message))
  else if (reader) show(fine(title, readBy(reader, loaded.folder)))
}

const prefixesOf = (jobs: readonly Job[]): Set<string> =>
  new Set(jobs.flatMap((job) => [...namespaceHomes(job)].filter(isObjects)))

function asMistake(error: unknown): UserError {
  if (error instanceof UserError) return error
  throw error
}

function problemOf(title: string, error: UserError, isNeeded: boolean): Finding {
  const isCertain = error.code !== 'warehouseUnusable' || (error.data as { certain: boolean }).certain
  return (isNeeded && isCertain ? wrong : doubtful)(title, error.message)
}

/** One that is empty beside others of its database has probably another name than its writers give it. */
function catalogFinding(
  title: string,
  { namespaces, catalogs, ...reader }: FoundCatalog,
  folder: string,
): Finding {
  if (namespaces.length === 0 && catalogs.length > 0)
    return doubtful(
      title,
      `it has no namespaces, but its database has tables of ${counted(catalogs.length, 'other catalog')}: ${someOf(catalogs)}. Name it in etl-compare.yml as its writers do`,
    )
  const named = namespaces.length === 0 ? '' : ` (${someOf(namespaces)})`
  return fine(title, `${counted(namespaces.length, 'namespace')}${named}; ${readBy(reader, folder)}`)
}

const readBy = ({ library, python }: FoundReader, folder: string): string =>
  `read by ${library} of ${shortPath(python, folder)}`

function shortPath(path: string, folder: string): string {
  const below = relative(folder, path)
  return below.startsWith('..') ? path : below
}

const someOf = (names: readonly string[]): string =>
  names.length > SHOWN ? `${names.slice(0, SHOWN).join(', ')}, …` : names.join(', ')
