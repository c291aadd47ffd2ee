/** A repository's address for everybody: no user, no password, no local path; undefined where that leaves nothing. */
export function sourceUrl(remote: string): string | undefined {
  const [, host, path] =
    /^(?:https?|ssh):\/\/(?:[^@/]*@)?([^/]+)\/(.+)$/.exec(remote) ??
    /^[\w.-]+@([\w.-]+):(.+)$/.exec(remote) ??
    []
  return host && path ? `https://${host}/${path.replace(/(\.git)?\/?$/, '')}` : undefined
}
