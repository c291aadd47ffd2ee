import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { UserError } from '../../errors.ts'
import { sha256OfFile } from '../../files/digest.ts'
import { type FileEntry, ifThere, listFiles } from '../../files/disk.ts'
import type { Queries } from '../../model/config/model.ts'
import type { PreparedEngine } from '../engine/engine.ts'

/** A query of a job, as a file. */
export interface Query {
  /** Its file without `.sql`. */
  name: string
  file: FileEntry
  sha256: string
  /** SQL. */
  text: string
}

/** A job's queries, and what runs them. */
export interface ReadyQueries {
  queries: Query[]
  engines: PreparedEngine[]
}

const EXTENSION = '.sql'
/** Each runs in sessions of its own, several times. */
const MOST_QUERIES = 50

/**
 * The queries of a folder, by name.
 *
 * @param root where relative paths of the configuration begin
 * @throws UserError `queriesMissing`
 */
export async function readQueries(job: string, { folder }: Queries, root: string): Promise<Query[]> {
  const path = resolve(root, folder)
  const names = ((await ifThere(readdir(path))) ?? []).filter((name) => name.endsWith(EXTENSION)).toSorted()
  if (names.length === 0 || names.length > MOST_QUERIES)
    throw new UserError('queriesMissing', { job, path, found: names.length, most: MOST_QUERIES })
  const files = await Promise.all(names.map((name) => listFiles(join(path, name))))
  return Promise.all(
    files.flat().map(async (file) => ({
      name: basename(file.path, EXTENSION),
      file,
      sha256: await sha256OfFile(file.path),
      text: await readFile(file.path, 'utf8'),
    })),
  )
}
