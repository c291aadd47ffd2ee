import { codeDoubts } from '../../behaviour/code-doubts.ts'
import { absent, type Finding, fine } from '../../machine/finding.ts'
import type { Engine } from '../../model/config/model.ts'
import { counted } from '../../text/text.ts'
import type { VisibleCode } from '../engine/code.ts'

const SHOWN = 3

/** What counts as an engine's code, so that a person sees what a new epoch begins with, and what is not seen of it. */
export const codeFindings = (
  title: string,
  engine: Engine,
  code: VisibleCode,
  isVerbose: boolean,
): Finding[] => [
  ...(code.files.length > 0 ? [fine(`${title} · code`, filesText(code.files, isVerbose))] : []),
  ...codeDoubts(code, { ...engine, isConfigured: true }).map((doubt) => absent(title, doubt)),
]

function filesText(files: readonly string[], isVerbose: boolean): string {
  const count = counted(files.length, 'file')
  if (isVerbose) return [count, ...files].join('\n    ')
  return files.length > SHOWN ? `${count} (--verbose names them)` : `${count}: ${files.join(', ')}`
}
