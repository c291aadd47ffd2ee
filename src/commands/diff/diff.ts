import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { diffJson } from '../../render/differences/diff-json.ts'
import { diffText, partsText, withinText } from '../../render/differences/diff-text.ts'
import { compareOutputs, comparePaths } from '../../workflow/diff/compare.ts'
import { keepFound, subjectOf } from '../../workflow/diff/evidence.ts'
import {
  type DiffOptions,
  declaredTable,
  partsOf,
  refuseDeclarations,
  refuseShape,
} from '../../workflow/diff/options.ts'
import { outcomeOf, toBound } from '../../workflow/diff/outcome.ts'
import { withDuckDB } from '../../workflow/duckdb-session.ts'

/** Compares two tables, or two folders of tables, and says why they differ; keeps that as evidence where it is asked to. */
export async function diff(options: DiffOptions, context: Context): Promise<ExitCode> {
  const declared = declaredTable('', options)
  if (resolve(options.a) === resolve(options.b))
    context.terminal.note(`etl-compare: both sides are the same path, so nothing can differ: ${options.a}`)
  const bound = options.maxChanged === undefined ? undefined : toBound(options.maxChanged)
  const subject = await subjectOf(options, context)
  if (subject?.identity.configured) refuseDeclarations(options, subject.identity.job)
  if (subject?.kept) refuseShape(options)
  const { compared, names, found } = await withDuckDB(options.memory, context, (db, scratch) =>
    subject
      ? compareOutputs(db, options, declared, subject, context)
      : comparePaths(db, options, declared, scratch, context),
  )
  const outcome = outcomeOf(compared, bound)
  const parts = partsOf(options)
  const { print, note } = context.terminal
  print(options.json ? diffJson(compared, outcome, parts) : diffText(compared, names))
  if (parts) note(`etl-compare: ${partsText(parts)}`)
  if (outcome.within !== null) note(withinText(outcome.within))
  if (subject?.kept && found) await keepFound(subject.identity, subject.kept, found, context)
  return outcome.exitCode
}
