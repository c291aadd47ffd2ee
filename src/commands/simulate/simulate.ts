import type { Context, ExitCode } from '../../context.ts'
import { type Changes, readChanges } from '../../workflow/simulate/changes.ts'
import { writeScenario } from '../../workflow/simulate/write-scenario.ts'

export type SimulateOptions = Partial<Record<keyof Changes, string>> & {
  scenario: string
  out: string
  seed?: string
}

/** `simulate`: writes a ledger whose truth is known, and says how to judge it. */
export async function simulate(options: SimulateOptions, { terminal }: Context): Promise<ExitCode> {
  const { scenario, out, seed = scenario } = options
  const { records, days, lastDay, policy, ledger } = await writeScenario(scenario, readChanges(options), {
    out,
    seed,
  })
  terminal.print(
    `${records} records of ${days} days in ${ledger}. Judge them as of any day:\n` +
      `  etl-compare judge --policy ${policy} --ledger ${ledger} --as-of ${lastDay}`,
  )
  return 0
}
