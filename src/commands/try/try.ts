import { relative } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { triedJson, triedText, watchText, writtenText } from '../../render/tried.ts'
import { jsonText } from '../../text/text.ts'
import { exitCodeOf } from '../../workflow/exit-code.ts'
import { awaitChange, changedSince, statesOf } from '../../workflow/try/await-change.ts'
import { type Trying, type TryRequest, tryRun } from '../../workflow/try/try-run.ts'

export interface TryOptions extends TryRequest {
  /** Whether each change of the code or the configuration is tried, until somebody ends it. */
  watch: boolean
  json: boolean
}

/** `try`: runs candidates once against the baseline's stored output, and says whether they wrote the same data. */
export async function tryCandidates(options: TryOptions, context: Context): Promise<ExitCode> {
  const trying = await tryRun(options, context)
  show(trying, options, context)
  if (options.watch) await watch(trying.sources, options, context)
  if (context.signal.aborted) return 130
  return exitCodeOf(
    trying.tried.map(({ record }) => record),
    ['engine', 'parity'],
  )
}

function show({ tried }: Trying, { json }: TryOptions, { terminal: { print } }: Context): void {
  if (json) print(jsonText({ tried: tried.map(triedJson) }, 2))
  else for (const one of tried) print(triedText(one))
}

/** Tries in a row during which a file changes before it counts as one that the engine itself writes. */
const MOST_IN_A_ROW = 3

/** Tries again after each change; a mistake in the configuration is shown and waits for the next change. */
async function watch(first: Trying['sources'], options: TryOptions, context: Context): Promise<void> {
  const { note } = context.terminal
  let sources = first
  const inARow = new Map<string, number>()
  while (!context.signal.aborted) {
    const watched = new Map([...sources].filter(([file]) => (inARow.get(file) ?? 0) < MOST_IN_A_ROW))
    note(watchText(watched.size))
    const changed = await awaitChange(watched, context.signal)
    if (changed === undefined) return
    note(`\n${relative('', changed)} changed`)
    const before = await statesOf([...sources.keys()])
    const trying = await tryRun({ ...options, fresh: false }, context).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      note(`etl-compare: ${error.message}`)
      return undefined
    })
    sources = trying?.sources ?? before
    const again = await changedSince(new Map([[changed, before.get(changed) ?? null]]))
    inARow.set(changed, again === undefined ? 0 : (inARow.get(changed) ?? 0) + 1)
    if (trying) show(trying, options, context)
    if (inARow.get(changed) === MOST_IN_A_ROW) note(writtenText(relative('', changed)))
  }
}
