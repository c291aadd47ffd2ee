import { relative } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { triedJson, triedText, watchText } from '../../render/tried.ts'
import { jsonText } from '../../text/text.ts'
import { awaitChange, statesOf } from '../../workflow/try/await-change.ts'
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
  return trying.tried.every(isFine) ? 0 : 1
}

const isFine = ({ record: { parity, trials } }: Trying['tried'][number]): boolean =>
  parity.passes && trials.every(({ outcome }) => outcome === 'ok')

function show({ tried }: Trying, { json }: TryOptions, { terminal: { print } }: Context): void {
  if (json) print(jsonText({ tried: tried.map(triedJson) }, 2))
  else for (const one of tried) print(triedText(one))
}

/** Tries again after each change; a mistake in the configuration is shown and waits for the next change. */
async function watch(first: Trying['sources'], options: TryOptions, context: Context): Promise<void> {
  let sources = first
  const written = new Set<string>()
  while (!context.signal.aborted) {
    const watched = new Map([...sources].filter(([file]) => !written.has(file)))
    context.terminal.note(watchText(watched.size))
    const changed = await awaitChange(watched, context.signal)
    if (changed === undefined) return
    context.terminal.note(`\n${relative('', changed)} changed`)
    const before = await statesOf([...sources.keys()])
    const trying = await tryRun(options, context).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error
      context.terminal.note(`etl-compare: ${error.message}`)
      return undefined
    })
    sources = trying?.sources ?? before
    // Else a file that an engine writes with each run would start the next try for ever.
    if ((await statesOf([changed])).get(changed) !== before.get(changed)) written.add(changed)
    if (trying) show(trying, options, context)
  }
}
