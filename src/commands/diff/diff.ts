import { resolve } from 'node:path'
import type { Context, ExitCode } from '../../context.ts'
import { diffJson } from '../../render/differences/diff-json.ts'
import { diffText } from '../../render/differences/diff-text.ts'
import { compareOutputs, comparePaths } from '../../workflow/diff/compare.ts'
import { evidenceOf, keepFound } from '../../workflow/diff/evidence.ts'
import { type DiffOptions, declaredTable, refuseDeclarations } from '../../workflow/diff/options.ts'
import { outcomeOf } from '../../workflow/diff/outcome.ts'
import { withDuckDB } from '../../workflow/duckdb-session.ts'

/** Compares two tables, or two folders of tables, and says why they differ; keeps that as evidence where it is asked to. */
export async function diff(options: DiffOptions, context: Context): Promise<ExitCode> {
  const declared = declaredTable('', options)
  if (resolve(options.a) === resolve(options.b))
    context.terminal.note(`etl-compare: both sides are the same path, so nothing can differ: ${options.a}`)
  const evidence = await evidenceOf(options, context)
  if (evidence?.identity.configured) refuseDeclarations(options, evidence.identity.job)
  const { compared, names, found } = await withDuckDB(options.memory, context, (db) =>
    evidence
      ? compareOutputs(db, options, declared, evidence, context)
      : comparePaths(db, options, declared, context),
  )
  const outcome = outcomeOf(compared)
  context.terminal.print(options.json ? diffJson(compared, outcome) : diffText(compared, names))
  if (evidence && found) await keepFound(evidence, found, context)
  return outcome.exitCode
}
