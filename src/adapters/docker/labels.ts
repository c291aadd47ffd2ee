import { type Owner, ownerWord, parseOwner } from '../owner.ts'

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
