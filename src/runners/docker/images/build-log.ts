import { printable } from '../../../text/text.ts'

/** What a daemon reports during a build: a step that begins, or words of the programs that a step runs. */
export interface BuildLine {
  kind: 'step' | 'log'
  text: string
}

/** What a build has told so far. */
export interface BuildLog {
  lines: readonly BuildLine[]
  /** Words of a program that has not ended its line yet. */
  open: string
}

export const EMPTY_LOG: BuildLog = { lines: [], open: '' }

const STEP = /^(?:\[sha256:\w+\]|CACHED:) (.+)$/s
/** Steps that no Dockerfile has. */
const OF_BUILDKIT = /^(\[internal\]|copy \/context \/)/
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/**
 * The log after one more piece of BuildKit's trace, as dockerode writes it: steps have a digest, programs' words are
 * base64 and come in pieces of any length.
 */
export function withPiece(log: BuildLog, piece: string): BuildLog {
  const text = piece.replace(/\n$/, '')
  const step = STEP.exec(text)?.[1]
  if (step !== undefined) {
    if (OF_BUILDKIT.test(step) || step === log.lines.findLast(({ kind }) => kind === 'step')?.text) return log
    return { lines: [...log.lines, ...logLines(log.open), { kind: 'step', text: printable(step) }], open: '' }
  }
  const words = decoded(text)
  if (words === undefined) return { lines: [...log.lines, ...logLines(`${log.open}\n${text}`)], open: '' }
  const parts = (log.open + words).split(/[\r\n]+/)
  const open = parts.pop() ?? ''
  return { lines: [...log.lines, ...parts.flatMap(logLines)], open }
}

const logLines = (text: string): BuildLine[] =>
  text
    .split(/[\r\n]+/)
    .map((line) => printable(line).trimEnd())
    .filter((line) => line !== '')
    .map((line) => ({ kind: 'log', text: line }))

function decoded(text: string): string | undefined {
  if (!BASE64.test(text)) return undefined
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'base64'))
  } catch {
    return undefined
  }
}

const FRONTEND = /^failed to solve with frontend \S+: (?:failed to create LLB definition: )?/

/** What a user needs of a build that failed: the step, its last words, and the daemon's. */
export function failureText({ lines, open }: BuildLog, error: string, kept = 12): string {
  const begun = lines.findLastIndex(({ kind }) => kind === 'step')
  const words = [...lines.slice(begun + 1), ...logLines(open)].filter(
    ({ text }) => !text.startsWith('ERROR: '),
  )
  return [...lines.slice(Math.max(begun, 0), begun + 1), ...words.slice(-kept)]
    .map(({ text }) => `  ${text.slice(0, 200)}`)
    .concat(`  ${printable(error).replace(FRONTEND, '')}`)
    .join('\n')
}
