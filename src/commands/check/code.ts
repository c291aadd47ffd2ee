import { codeDoubts } from '../../behaviour/code-doubts.ts'
import type { Engine } from '../../model/config/model.ts'
import { counted } from '../../text/text.ts'
import type { VisibleCode } from '../../workflow/engine/code.ts'

const SHOWN = 3

/** What counts as an engine's code, so that a person sees what a new epoch begins with, and what is not seen of it. */
export function codeLines(title: string, engine: Engine, code: VisibleCode, isVerbose: boolean): string[] {
  const doubts = codeDoubts(code, { ...engine, isConfigured: true })
  return [
    ...(code.files.length > 0 ? [`✓ ${title} · code: ${filesText(code.files, isVerbose)}`] : []),
    ...(isVerbose ? code.files.map((file) => `    ${file}`) : []),
    ...doubts.map((doubt) => `– ${title}: ${doubt}`),
  ]
}

function filesText(files: readonly string[], isVerbose: boolean): string {
  const count = counted(files.length, 'file')
  if (isVerbose) return count
  return files.length > SHOWN ? `${count} (--verbose names them)` : `${count}: ${files.join(', ')}`
}
