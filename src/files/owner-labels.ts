import { type Owner, ownerWord, parseOwner } from './owner.ts'

/** What names the owner of something that is kept elsewhere: containers, namespaces of a catalog. */
export const [HOST, OWNER] = ['dev.etl-compare.host', 'dev.etl-compare.owner'] as const

/** What everything that the tool makes elsewhere is labelled with. */
export const labelsOf = (owner: Owner): Record<string, string> => ({
  [HOST]: owner.host,
  [OWNER]: ownerWord(owner),
})

/** Who made something, by its labels; undefined where they don't say. */
export const ownerOf = (labels: Readonly<Record<string, string>>): Owner | undefined =>
  parseOwner(labels[HOST] ?? '', labels[OWNER] ?? '')
