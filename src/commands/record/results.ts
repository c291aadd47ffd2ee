import type { Context, ExitCode } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import { openLedger } from '../../ledger/open.ts'
import { idleCsv } from '../../workflow/input/csv-option.ts'
import { addRuns, writeRuns } from '../../workflow/record/import.ts'
import type { ResultsRequest } from '../../workflow/record/read-results.ts'
import type { SparkLogRequest } from '../../workflow/record/read-spark-logs.ts'
import { recordsOfResults } from '../../workflow/record/results.ts'

/** `record --from`: results that another platform measured, one record each. */
export const recordResults = (options: ResultsRequest, context: Context): Promise<ExitCode> =>
  keepResults(['--from', options.from], options, context)

/** `record --from-spark-log`: runs that a cluster's event logs tell of, one record each. */
export const recordSparkLogs = (options: SparkLogRequest, context: Context): Promise<ExitCode> =>
  keepResults(['--from-spark-log', options.fromSparkLog], options, context)

/** Once kept, a run's record stays as it is. */
async function keepResults(
  [option, from]: [string, string],
  options: ResultsRequest | SparkLogRequest,
  context: Context,
): Promise<ExitCode> {
  const { terminal } = context
  const { command, csv, out, ledger: place } = options
  if (command.length > 0)
    throw invalidOption(option, from, 'given without a command: it takes results of runs that are over')
  if (csv) throw idleCsv(csv)
  const { imported, doubts } = await recordsOfResults(options, context)
  for (const doubt of doubts) terminal.note(`etl-compare: ${doubt}`)
  if (out !== undefined) {
    const written = await writeRuns(imported, out, terminal)
    terminal.print(`${written} of ${imported.length} results written: ${out}`)
    if (place === undefined) return 0
  }
  const ledger = openLedger(place, process.cwd())
  const added = await addRuns(imported, ledger, terminal)
  terminal.print(`${added} of ${imported.length} results added: ${await ledger.place()}`)
  return 0
}
