import { z } from 'zod'
import type { Trial } from '../model/record/schema.ts'
import { checkResult } from '../model/record/trial-schema.ts'

/** A check of one engine's table. */
export const engineCheck = checkResult.extend({ engine: z.string(), table: z.string() })
export type EngineCheck = z.infer<typeof engineCheck>

/** The checks of all engines' tables, each the worst of its engine's trials, in the order in which they were made. */
export function checksOf(trials: readonly Pick<Trial, 'engine' | 'tables'>[]): EngineCheck[] {
  const all = trials.flatMap(({ engine, tables }) =>
    Object.entries(tables).flatMap(([table, { checks = [] }]) =>
      checks.map((result) => ({ engine, table, ...result })),
    ),
  )
  const worst = new Map<string, EngineCheck>()
  for (const each of all) {
    const name = JSON.stringify([each.engine, each.table, each.check])
    const known = worst.get(name)
    if (!known || severity(each) > severity(known)) worst.set(name, each)
  }
  return [...worst.values()]
}

/** What was not found out is no pass. */
const severity = ({ passes }: EngineCheck): number => (passes === false ? 2 : Number(passes === null))
