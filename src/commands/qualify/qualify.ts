import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { jobRows } from '../../qualify/job-rows.ts'
import { qualify } from '../../qualify/qualify.ts'
import { parseTarget } from '../../qualify/target.ts'
import { qualifyJson } from '../../render/qualify/json.ts'
import { qualifyText } from '../../render/qualify/text.ts'
import { writeParquet } from '../../tables/write-parquet.ts'
import { jsonText } from '../../text/text.ts'
import { requireNewParquet } from '../../workflow/new-parquet.ts'
import { corePrice } from '../../workflow/qualify/core-price.ts'
import { readLogs } from '../../workflow/qualify/read-logs.ts'

export interface QualifyOptions {
  paths: string[]
  /** The machine that jobs are held against: `8cpu,32GB`. */
  target: string
  /** A price of the price book, or an amount in USD an hour. */
  corePrice?: string
  /** Jobs to show in full. */
  job: string[]
  json: boolean
  /** A new Parquet file, with a row a job. */
  parquet?: string
}

/** `qualify`: which jobs of a cluster are worth being tried on one machine, by their event logs alone. */
export async function qualifyCommand(options: QualifyOptions, context: Context): Promise<ExitCode> {
  const target = parseTarget(options.target)
  if (!target) throw new UserError('targetInvalid', { text: options.target })
  const price = options.corePrice === undefined ? null : await corePrice(options.corePrice)
  if (options.parquet !== undefined) await requireNewParquet(options.parquet)
  const logs = await readLogs(options.paths, target, context)
  const runs = logs.flatMap(({ run }) => run ?? [])
  const jobs = qualify(runs, target, price?.perHour ?? null)
  const result = { target, price, jobs, logs: logs.map(({ log }) => log) }
  if (options.parquet !== undefined) await writeParquet(options.parquet, jobRows(jobs))
  const { print, columns } = context.terminal
  print(options.json ? jsonText(qualifyJson(result), 2) : qualifyText(result, options.job, columns))
  return 0
}
