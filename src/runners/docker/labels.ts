import { randomBytes } from 'node:crypto'
import { OWNER } from '../../files/owner-labels.ts'

/** Filter of the daemon's lists: what any etl-compare made, on any machine. */
export const OURS = { label: [OWNER] }

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
