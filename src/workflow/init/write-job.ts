import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UserError } from '../../errors.ts'
import { ifThere } from '../../files/disk.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { parseConfig } from '../../model/config/parse.ts'
import { loadConfig } from '../plan/load-config.ts'
import { addJob } from './add-job.ts'
import type { JobDraft } from './draft.ts'
import { newConfig } from './entry.ts'

const SCHEMA = fileURLToPath(new URL('../../../etl-compare.schema.json', import.meta.url))

interface Existing {
  text: string
  jobs: string[]
}

/**
 * The configuration that is there already; undefined where none is.
 *
 * @throws UserError `jobExists`, `configInvalid`
 */
export async function readExisting(path: string, job: string | undefined): Promise<Existing | undefined> {
  const text = await ifThere(readFile(path, 'utf8'))
  if (text === undefined) return undefined
  const jobs = Object.keys((await loadConfig(path)).config.jobs)
  if (job !== undefined && jobs.includes(job)) throw new UserError('jobExists', { job, path })
  return { text, jobs }
}

/** Writes a job into a new configuration, or behind the jobs of the one that is there. */
export async function writeJob(path: string, draft: JobDraft, existing: Existing | undefined): Promise<void> {
  const schema = relative(dirname(resolve(path)), SCHEMA)
  const text = existing
    ? addJob(existing.text, draft)
    : newConfig(draft, schema.startsWith('.') ? schema : `./${schema}`)
  const parsed = parseConfig(text)
  if ('problems' in parsed) throw new UserError('configInvalid', { path, problems: parsed.problems })
  await writeAtomically(resolve(path), text)
}
