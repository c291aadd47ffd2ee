import { printable } from '../../text/text.ts'

/**
 * What begins something in GitHub's Markdown: emphasis, code, links, HTML, tables, maths, entities and emoji anywhere; lists,
 * rules and headings by underline at the start of a line.
 */
const ACTIVE = /[\\`*_{}[\]<>#|~&$]|:(?=\w+:)|^[-+=]|(?<=^\d+)[.)]/g
/** Stands where a word would become a mention, a reference or a link; it has no width. */
const BREAK = '\u200b'
/** What has no width is never printed as it is: a terminal drops it. */
const BREAK_ENTITY = '&#8203;'
/** What GitHub looks for in plain text, after Markdown: a mention, an issue, an address, a commit. */
const REFERENCES = /@(?=\w)|#(?=\d)|\bGH-(?=\d)|:\/(?=\/)|\bwww(?=\.)|\b[0-9a-f]{6}(?=[0-9a-f]{1,34}\b)/gi

/** A name, a reason or a sentence, as plain text of one line in Markdown, in a table too: nothing in it takes effect. */
export function plain(text: string): string {
  const line = printable(text.replaceAll(/\s+/g, ' ')).trim()
  return line
    .replaceAll(REFERENCES, (found) => `${found}${BREAK}`)
    .replaceAll(ACTIVE, entityOf)
    .replaceAll(BREAK, BREAK_ENTITY)
}

/** An entity is the character whatever stands around it; a backslash is not, in front of letters and in code. */
function entityOf(character: string): string {
  return `&#${character.codePointAt(0)};`
}

/** An address that may be linked to, as it may stand between < and >; undefined of any other. */
export function linkable(address: string): string | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, href } = new URL(address)
  return protocol === 'https:' || protocol === 'http:' ? href : undefined
}

/** A table of Markdown; cells are Markdown already. `right`: columns of figures, by number. */
export function table(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  right: readonly number[] = [],
) {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = header.map((_, column) => (right.includes(column) ? '---:' : '---'))
  return [line(header), line(rule), ...rows.map(line)].join('\n')
}
