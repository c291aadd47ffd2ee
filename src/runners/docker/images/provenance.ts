import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { sourceUrl } from './source-url.ts'

const PREFIX = 'org.opencontainers.image'

/**
 * Labels that say which sources an image was built from; none outside a repository. Their time is the commit's, so
 * that equal sources make equal images.
 */
export async function provenanceLabels(folder: string): Promise<Record<string, string>> {
  const [revision = '', created = ''] = (await git(folder, 'log', '-1', '--format=%H %cI')).split(' ')
  if (!revision) return {}
  const isChanged = (await git(folder, 'status', '--porcelain', '--', '.')) !== ''
  const source = sourceUrl(await git(folder, 'config', '--get', 'remote.origin.url'))
  return {
    [`${PREFIX}.revision`]: isChanged ? `${revision}-dirty` : revision,
    [`${PREFIX}.created`]: created,
    ...(source && { [`${PREFIX}.source`]: source }),
  }
}

const git = (folder: string, ...args: string[]): Promise<string> =>
  promisify(execFile)('git', ['-C', folder, ...args]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )
