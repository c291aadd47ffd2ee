import type { Context, ExitCode } from '../../context.ts'
import { runsText, summariseRun } from '../../render/ledger/runs.ts'
import { counted, jsonText, printable } from '../../text/text.ts'
import { noteLeftOut } from '../../workflow/ledger/left-out.ts'
import { readLedger } from '../../workflow/ledger/read-ledger.ts'

export interface ListOptions {
  ledger?: string
  job?: string
  engine?: string
  json: boolean
}

/** `ledger list`: one line a run, oldest first. */
export async function listLedger(options: ListOptions, { terminal, signal }: Context): Promise<ExitCode> {
  const { place, records, leftOut } = await readLedger(options.ledger, signal)
  const runs = records
    .filter(({ job }) => options.job === undefined || job === options.job)
    .filter(
      ({ trials, parity }) =>
        options.engine === undefined ||
        [...trials, ...parity.findings].some(({ engine }) => engine === options.engine),
    )
    .map(summariseRun)
  if (options.json) {
    terminal.print(jsonText({ ledger: place, runs, leftOut }, 1))
    return 0
  }
  if (runs.length > 0) terminal.print(runsText(runs, terminal.columns))
  const diffs = runs.filter(({ diff }) => diff !== null).length
  const kept = diffs === 0 ? '' : ` and ${counted(diffs, 'diff')}`
  const all = runs.length === records.length ? '' : ` of ${records.length.toLocaleString('en')}`
  terminal.note(`${counted(runs.length - diffs, 'run')}${kept}${all}, ${place}.`)
  if (runs.length === 0 && records.length > 0) terminal.note(hintOf(records))
  noteLeftOut(leftOut, terminal)
  return 0
}

/** What a filter that finds nothing could have named. */
function hintOf(records: readonly { job: string; trials: readonly { engine: string }[] }[]): string {
  const jobs = new Set(records.map(({ job }) => job))
  const engines = new Set(records.flatMap(({ trials }) => trials.map(({ engine }) => engine)))
  const names = (of: Set<string>) => printable([...of].join(', '))
  return `Its jobs: ${names(jobs)}. Its engines: ${names(engines)}.`
}
