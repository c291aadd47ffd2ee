import { readFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { exists, ifThere } from '../../files/disk.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Job } from '../../model/config/model.ts'
import { parseConfig } from '../../model/config/parse.ts'
import { loadConfig } from '../plan/load-config.ts'
import { priceBookFor } from '../plan/price-book.ts'
import { addJob } from './add-job.ts'
import type { JobDraft } from './draft.ts'
import { newConfig } from './entry.ts'

const SCHEMA = 'etl-compare.schema.json'

interface Existing {
  text: string
  jobs: Record<string, Job>
}

/**
 * The configuration that is there already; undefined where none is.
 *
 * @throws UserError `configInvalid`
 */
export async function readExisting(path: string): Promise<Existing | undefined> {
  const text = await ifThere(readFile(path, 'utf8'))
  if (text === undefined) return undefined
  return { text, jobs: (await loadConfig(path)).config.jobs }
}

/** Writes a job into a new configuration, or behind the jobs of the one that is there. */
export async function writeJob(path: string, draft: JobDraft, existing: Existing | undefined): Promise<void> {
  const text = existing
    ? addJob(existing.text, draft)
    : newConfig(draft, await schemaFor(dirname(resolve(path))))
  await writeText(path, text)
}

/** Writes a configuration, if it is one. */
export async function writeText(path: string, text: string): Promise<void> {
  const parsed = parseConfig(text, await priceBookFor(text))
  if ('problems' in parsed) throw new UserError('configInvalid', { path, problems: parsed.problems })
  await writeAtomically(resolve(path), text)
}

/**
 * The schema as everybody finds it who has the project: beside the configuration or above it, itself or in a package, as far
 * up as the project goes. Undefined where it lies elsewhere on this machine only, as that of a global installation does.
 */
async function schemaFor(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = dirname(at)) {
    for (const place of [SCHEMA, join('node_modules/etl-compare', SCHEMA)])
      if (await exists(join(at, place))) {
        const path = relative(folder, join(at, place))
        return path.startsWith('.') ? path : `./${path}`
      }
    if (at === dirname(at) || (await exists(join(at, '.git')))) return undefined
  }
}
