import type { Context } from '../../context.ts'
import { invalidOption } from '../../errors.ts'
import type { Trial } from '../../model/record/schema.ts'
import { fillTemplate } from '../../plan/template.ts'
import { isLakeName } from '../../tables/readers/lake/lake-name.ts'
import { filesNow } from '../../tables/written.ts'
import type { RunIdentity } from './identity.ts'
import { recordOutput } from './output.ts'
import type { SparkLogRequest } from './read-spark-logs.ts'

/** Clocks of a cluster's driver and of its store may be so far apart. */
const CLOCKS_MS = 60_000

/** Of a run that is over: in whose name, for which partition, and from when to when, in milliseconds since 1970. */
interface PastRun {
  identity: RunIdentity
  partition: string
  startMs: number
  endMs: number
}

/** @throws UserError `optionInvalid` of a place that is no folder of this machine */
export function requireFolder({ output }: Pick<SparkLogRequest, 'output'>): void {
  if (output === undefined) return
  if (output.trim() === '' || isLakeName(output) || /^[a-z][a-z\d+.-]*:\/\//i.test(output))
    throw invalidOption('--output', output || '""', 'a folder of this machine, where event logs are imported')
}

/**
 * A trial with the tables that its run left at a path. Files that changed after it had ended may be another run's: then
 * nothing is known of its output, and a note says so.
 */
export async function withPastOutput(
  trial: Trial,
  template: string,
  { identity, partition, startMs, endMs }: PastRun,
  context: Context,
): Promise<Trial> {
  if (trial.outcome !== 'ok') return trial
  const { job, size } = identity
  const path = fillTemplate(template, { partition, job, size })
  const files = [...(await filesNow(path)).values()]
  if (files.some((file) => file.changedMs > endMs + CLOCKS_MS)) {
    context.terminal.note(
      `etl-compare: ${path} changed after the run of ${partition} had ended, so it is not taken for its output.`,
    )
    return trial
  }
  const before = new Map(files.filter((file) => file.changedMs < startMs).map((file) => [file.path, file]))
  const { output } = await recordOutput({ path, before, csv: {}, lakes: null }, identity, context)
  if (!output) return trial
  const { tables, undeclared, outputBytes, outputFiles } = output
  return {
    ...trial,
    tables,
    ...(undeclared && { undeclared }),
    measures: { ...trial.measures, outputBytes, outputFiles },
  }
}
