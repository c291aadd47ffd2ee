import { randomBytes } from 'node:crypto'
import { type Owner, ownerWord, parseOwner } from '../../files/owner.ts'

const [HOST, OWNER] = ['dev.etl-compare.host', 'dev.etl-compare.owner']

/** Filter of the daemon's lists: what any etl-compare made, on any machine. */
export const OURS = { label: [OWNER] }

/** What everything that the tool makes at the daemon is labelled with. */
export const labelsOf = (owner: Owner): Record<string, string> => ({
  [HOST]: owner.host,
  [OWNER]: ownerWord(owner),
})

/** Who made something, by its labels; undefined where they don't say. */
export const ownerOf = (labels: Record<string, string>): Owner | undefined =>
  parseOwner(labels[HOST] ?? '', labels[OWNER] ?? '')

/**
 * A name for a container with these labels. `docker commit` hands labels on to an image, and so to the containers
 * made of it; a name it can't.
 */
export const containerName = (labels: Record<string, string>): string =>
  `${namePrefix(labels)}${randomBytes(6).toString('hex')}`

/** Whether a container of these names was made by the tool, and has its labels from no image. */
export const isNamedAsOurs = (names: readonly string[], labels: Record<string, string>): boolean =>
  names.some((name) => name.startsWith(`/${namePrefix(labels)}`))

const namePrefix = (labels: Record<string, string>): string => `etl-compare-${labels[OWNER]}-`
