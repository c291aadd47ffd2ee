import { join, relative } from 'node:path'
import type { ReadProgram } from '../src/differences/check-port.ts'
import { findUses } from '../src/port/find-uses.ts'
import { scratch } from './etl-compare.ts'

/** What some files use of Spark, and what of them is not understood: `LINE WHAT`, by file. */
export type ProgramUses = Record<string, { uses: string[]; unknown: string[] }>

/**
 * Reads programs in a folder of their own.
 *
 * @param files their texts by their paths
 * @param asked those that are asked for; without any, all
 */
export async function usesIn(
  files: Record<string, string>,
  asked: readonly string[] = Object.keys(files),
): Promise<ProgramUses> {
  await using folder = await scratch(files)
  const programs = await findUses(
    asked.map((name) => join(folder.path, name)),
    process.env,
  )
  const shown = (places: ReadProgram['uses']) => places.map(({ what, line }) => `${line} ${what}`)
  return Object.fromEntries(
    programs.map(({ file, uses, unknown }) => [
      relative(folder.path, file),
      { uses: shown(uses), unknown: shown(unknown) },
    ]),
  )
}
