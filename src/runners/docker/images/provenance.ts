import { gitOutput } from '../../../files/git.ts'

const PREFIX = 'org.opencontainers.image'

/**
 * Labels that say which sources an image was built from; none outside a repository. Their time is the commit's, so
 * that equal sources make equal images.
 */
export async function provenanceLabels(folder: string): Promise<Record<string, string>> {
  const git = async (...args: string[]) => (await gitOutput(folder, ...args))?.trim() ?? ''
  const [revision = '', created = ''] = (await git('log', '-1', '--format=%H %cI')).split(' ')
  if (!revision) return {}
  const isChanged = (await git('status', '--porcelain', '--', '.')) !== ''
  const source = sourceUrl(await git('config', '--get', 'remote.origin.url'))
  return {
    [`${PREFIX}.revision`]: isChanged ? `${revision}-dirty` : revision,
    [`${PREFIX}.created`]: created,
    ...(source && { [`${PREFIX}.source`]: source }),
  }
}

/** A repository's address for everybody: no user, no password, no local path; undefined where that leaves nothing. @internal */
export function sourceUrl(remote: string): string | undefined {
  const [, host, path] =
    /^(?:https?|ssh):\/\/(?:[^@/]*@)?([^/]+)\/(.+)$/.exec(remote) ??
    /^[\w.-]+@([\w.-]+):(.+)$/.exec(remote) ??
    []
  return host && path ? `https://${host}/${path.replace(/(\.git)?\/?$/, '')}` : undefined
}
