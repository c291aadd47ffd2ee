import { readdir } from 'node:fs/promises'
import { UserError } from '../errors.ts'
import { ifThere } from '../files/disk.ts'
import { MANIFEST } from '../workflow/report/write-site.ts'

/**
 * All that lies in the report's folder becomes an artifact, so nothing else may.
 *
 * @throws UserError `reportFolderTaken`
 */
export async function requireReportFolder(path: string): Promise<void> {
  const names = (await ifThere(readdir(path))) ?? []
  if (names.length > 0 && !names.includes(MANIFEST)) throw new UserError('reportFolderTaken', { path })
}
