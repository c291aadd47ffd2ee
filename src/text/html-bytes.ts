const ENTITIES = /[<>&"']/g
const LONGEST_ENTITY = '&quot;'.length

/** Bytes of a text in UTF-8. */
export const utf8Bytes = (text: string): number => new TextEncoder().encode(text).length

/** Bytes that a text takes in a page, where some characters become entities. */
export const htmlBytes = (text: string): number =>
  utf8Bytes(text) + (LONGEST_ENTITY - 1) * (text.match(ENTITIES)?.length ?? 0)
