import { isCollection, isMap, isNode, isPair, parse, parseDocument, type YAMLMap } from 'yaml'
import type { EngineDraft, JobDraft } from './draft.ts'
import { renderEngine, renderJob } from './entry.ts'

/** The text of a valid configuration with a job added behind its others. */
export const addJob = (text: string, draft: JobDraft): string =>
  addTo(text, ['jobs'], (step) => renderJob(draft, step), '\n')

/** The text of a valid configuration with an engine added behind the others of a job. */
export const addEngine = (text: string, job: string, engine: EngineDraft): string =>
  addTo(text, ['jobs', job, 'engines'], (step) => renderEngine(engine, step), '')

/**
 * Adds an entry behind the others of a map. Every other character stays as it is where the map is written in lines; where
 * it is written in braces, the file keeps its comments only.
 *
 * @param render the entry's lines, each level indented by `step`
 * @param gap what stands between the entries
 */
function addTo(text: string, path: string[], render: (step: string) => string[], gap: '' | '\n'): string {
  const document = parseDocument(text)
  const map = document.getIn(path)
  if (!isMap(map) || map.flow || map.items.length === 0) {
    const others = path.reduce((value, key) => (value as Record<string, unknown>)[key], document.toJS())
    const added: unknown = parse(render('  ').join('\n'))
    document.setIn(path, document.createNode({ ...(others as object), ...(added as object) }))
    return document.toString({ lineWidth: 0 })
  }
  const indent = ' '.repeat(columnOf(map, text))
  const at = endOfBlock(text, endOf(map), indent)
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const step = ' '.repeat(Math.max(1, Math.round(indent.length / path.length)))
  const block = render(step).map((line) => `${indent}${line}${eol}`)
  const before = text.slice(0, at)
  return [before, before.endsWith('\n') ? '' : eol, gap && eol, ...block, text.slice(at)].join('')
}

function columnOf(map: YAMLMap, text: string): number {
  const start = map.range?.[0] ?? 0
  return start - (text.lastIndexOf('\n', start - 1) + 1)
}

/** Where a node's last character is, however deep it lies. */
function endOf(node: unknown): number {
  const last = isCollection(node) && !node.flow ? node.items.at(-1) : undefined
  const inner = isPair(last) ? (last.value ?? last.key) : last
  if (inner !== undefined) return endOf(inner)
  return isNode(node) ? (node.range?.[1] ?? 0) : 0
}

/** The beginning of the line behind `end` and behind the comments that are indented like a job's. */
function endOfBlock(text: string, end: number, indent: string): number {
  const comment = new RegExp(`^${indent} +#`)
  let at = text[end - 1] === '\n' ? end : nextLine(text, end)
  while (comment.test(text.slice(at, nextLine(text, at)))) at = nextLine(text, at)
  return at
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at)
  return newline < 0 ? text.length : newline + 1
}
