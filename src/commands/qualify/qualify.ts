import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { utcDayOf } from '../../model/units/day.ts'
import { jobRows } from '../../qualify/job-rows.ts'
import type { Qualification } from '../../qualify/result.ts'
import { parseTarget } from '../../qualify/target.ts'
import { qualifyJson } from '../../render/qualify/json.ts'
import { qualifyText } from '../../render/qualify/text.ts'
import { writeParquet } from '../../tables/write-parquet.ts'
import { jsonText } from '../../text/text.ts'
import { requireNewParquet } from '../../workflow/new-parquet.ts'
import { requirePageFile } from '../../workflow/out-file.ts'
import { corePrice } from '../../workflow/qualify/core-price.ts'
import { type LogsRequest, qualifyLogs } from '../../workflow/qualify/qualify-logs.ts'

export interface QualifyOptions extends LogsRequest {
  /** The machine that jobs are held against: `8cpu,32GB`. */
  target: string
  /** A price of the price book, or an amount in USD an hour. */
  corePrice?: string
  /** Jobs to show in full. */
  job: string[]
  json: boolean
  /** A new Parquet file, with a row a job. */
  parquet?: string
  /** A page with all of it, in one file. */
  html?: string
}

/** `qualify`: which jobs of a cluster are worth being tried on one machine, by their event logs alone. */
export async function qualifyCommand(options: QualifyOptions, context: Context): Promise<ExitCode> {
  const { parquet, html } = options
  const target = parseTarget(options.target)
  if (!target) throw new UserError('targetInvalid', { text: options.target })
  const price =
    options.corePrice === undefined ? null : await corePrice(options.corePrice, utcDayOf(context.now()))
  if (parquet !== undefined) await requireNewParquet(parquet)
  await requirePageFile('--html', html, 'jobs.html')
  const result = await qualifyLogs(options, target, price, context)
  requireJobs(options.job, result)
  if (parquet !== undefined) await writeParquet(parquet, jobRows(result.jobs))
  if (html !== undefined) {
    const { drawAlone } = await import('../../workflow/report/page-alone.ts')
    await writeAtomically(html, await drawAlone({ kind: 'qualify', model: result }))
  }
  const { print, columns } = context.terminal
  print(options.json ? jsonText(qualifyJson(result), 2) : qualifyText(result, options.job, columns))
  return 0
}

function requireJobs(named: readonly string[], { jobs }: Qualification): void {
  const found = jobs.map(({ name }) => name)
  const job = named.find((name) => !found.includes(name))
  if (job !== undefined) throw new UserError('qualifiedJobUnknown', { job, found })
}
