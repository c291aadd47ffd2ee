import { type Owner, ownerWord, parseOwner } from './owner.ts'

const HOST = 'dev.etl-compare.host'
/** Names the owner of something that is kept elsewhere: of containers, of namespaces of a catalog. */
export const OWNER = 'dev.etl-compare.owner'

/** What everything that the tool makes elsewhere is labelled with. */
export const labelsOf = (owner: Owner): Record<string, string> => ({
  [HOST]: owner.host,
  [OWNER]: ownerWord(owner),
})

/** Who made something, by its labels; undefined where they don't say. */
export const ownerOf = (labels: Readonly<Record<string, string>>): Owner | undefined =>
  parseOwner(labels[HOST] ?? '', labels[OWNER] ?? '')
