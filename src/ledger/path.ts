const PATH = /^runs\/(\d{4})\/(\d{2})\/(\d{2})\/([0-9A-Za-z-]{8,80})\.json$/

/** Where in a ledger a record lies: by its UTC date and its id. */
export function recordPath({ id, when }: { id: string; when: string }): string {
  const path = `runs/${when.slice(0, 10).replaceAll('-', '/')}/${id}.json`
  if (!PATH.test(path))
    throw new Error(`A record's id or time is not valid in a path: ${JSON.stringify(path)}`)
  return path
}

/** Id that a path of a ledger stands for; undefined where no record may lie there. */
export const idOfPath = (path: string): string | undefined => PATH.exec(path)?.[4]
