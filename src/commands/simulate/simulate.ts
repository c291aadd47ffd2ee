import type { Context, ExitCode } from '../../context.ts'
import { changedScenario, type ScenarioOptions } from '../../workflow/simulate/scenario.ts'
import { writeScenario } from '../../workflow/simulate/write-scenario.ts'

export interface SimulateOptions extends ScenarioOptions {
  scenario: string
  out: string
  seed?: string
}

/** `simulate`: writes a ledger whose truth is known, and says how to judge it. */
export async function simulate(options: SimulateOptions, { terminal }: Context): Promise<ExitCode> {
  const scenario = changedScenario(options.scenario, options)
  const written = await writeScenario(scenario, options.out, options.seed ?? options.scenario)
  const { count, lastDay, config, ledger } = written
  terminal.print(
    `${count} records of ${scenario.days} days in ${ledger}. Judge them as of any day:\n` +
      `  etl-compare judge --config ${config} --ledger ${ledger} --as-of ${lastDay}`,
  )
  return 0
}
