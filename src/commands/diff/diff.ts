import type { Context, ExitCode } from '../../context.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { compareOutputs, comparePaths } from '../../workflow/diff/compare.ts'
import { keepFound, subjectOf } from '../../workflow/diff/evidence.ts'
import {
  areOneTable,
  type DiffOptions,
  declaredTable,
  partsOf,
  refuseDeclarations,
  refuseShape,
} from '../../workflow/diff/options.ts'
import { outcomeOf, toBound } from '../../workflow/diff/outcome.ts'
import { notesOf, present } from '../../workflow/diff/present.ts'
import { withDuckDB } from '../../workflow/duckdb-session.ts'
import { requireOutFile } from '../../workflow/out-file.ts'

/** Compares two tables, or two folders of tables, and says why they differ; keeps that as evidence where it is asked to. */
export async function diff(options: DiffOptions, context: Context): Promise<ExitCode> {
  const declared = declaredTable('', options)
  if (areOneTable(options))
    context.terminal.note(`etl-compare: both sides are the same path, so nothing can differ: ${options.a}`)
  const bound = options.maxChanged === undefined ? undefined : toBound(options.maxChanged)
  await requireOutFile('--out', options.out, 'diff.html')
  const subject = await subjectOf(options, context)
  if (subject?.identity.configured) refuseDeclarations(options, subject.identity.job)
  if (subject?.kept) refuseShape(options)
  const { compared, names, found } = await withDuckDB(options.memory, context, (db, scratch) =>
    subject
      ? compareOutputs(db, options, declared, subject, scratch, context)
      : comparePaths(db, options, declared, scratch, context),
  )
  const outcome = outcomeOf(compared, bound)
  const presented = { compared, names, outcome, parts: partsOf(options) }
  const text = await present(presented, options.format)
  if (options.out === undefined) context.terminal.print(text)
  else await writeAtomically(options.out, `${text}\n`)
  for (const note of notesOf(presented)) context.terminal.note(`etl-compare: ${note}`)
  if (subject?.kept && found) await keepFound(subject.identity, subject.kept, found, context)
  return outcome.exitCode
}
