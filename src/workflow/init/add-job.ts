import { isCollection, isMap, isNode, isPair, parse, parseDocument, type YAMLMap } from 'yaml'
import type { JobDraft } from './draft.ts'
import { renderJob } from './entry.ts'

/**
 * The text of a valid configuration with a job added behind its others. Every other character stays as it is where
 * `jobs:` is written in lines; where it is written in braces, the file keeps its comments only.
 */
export function addJob(text: string, draft: JobDraft): string {
  const document = parseDocument(text)
  const jobs = document.get('jobs')
  if (!isMap(jobs) || jobs.flow || jobs.items.length === 0) {
    const added: unknown = parse(renderJob(draft, '  ').join('\n'))
    document.set('jobs', document.createNode({ ...(isMap(jobs) ? jobs.toJSON() : {}), ...(added as object) }))
    return document.toString({ lineWidth: 0 })
  }
  const indent = ' '.repeat(columnOf(jobs, text))
  const at = endOfBlock(text, endOf(jobs), indent)
  const eol = text.includes('\r\n') ? '\r\n' : '\n'
  const block = renderJob(draft, indent).map((line) => `${indent}${line}${eol}`)
  const before = text.slice(0, at)
  return [before, before.endsWith('\n') ? '' : eol, eol, ...block, text.slice(at)].join('')
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
