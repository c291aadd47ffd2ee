import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { exists } from '../../adapters/files/disk.ts'
import { writeAtomically } from '../../adapters/files/write-atomically.ts'
import { openLedger } from '../../adapters/ledger/open.ts'
import type { Context, ExitCode } from '../../context.ts'
import { simulateRecords } from '../../core/simulate/records.ts'
import { BASELINE, SCENARIOS, type Scenario, TABLE } from '../../core/simulate/scenario.ts'
import { UserError } from '../../errors.ts'
import { type Changes, readChanges } from './options.ts'

export interface SimulateOptions extends Record<string, unknown> {
  scenario: string
  out: string
  seed?: string
}

/** Writes the ledger of a scenario, and a configuration to judge it by, into a new folder. */
export async function simulate(options: SimulateOptions, { terminal }: Context): Promise<ExitCode> {
  const scenario = changed(scenarioOf(options.scenario), readChanges(options))
  const folder = resolve(options.out)
  if (await exists(folder)) throw new UserError('outExists', { path: options.out })
  const records = simulateRecords(scenario, options.seed ?? options.scenario)
  const last = records.at(-1)
  if (!last)
    throw new UserError('optionInvalid', {
      option: '--missing',
      value: scenario.missing.join(),
      expected: 'some of the days, not all',
    })
  await mkdir(folder, { recursive: true })
  await writeAtomically(join(folder, 'etl-compare.yml'), configOf(scenario))
  const entries = records.map((record) => ({ record, text: `${JSON.stringify(record, null, 1)}\n` }))
  await openLedger(join(folder, 'ledger'), folder).add(entries)
  const [policy, ledger] = [join(options.out, 'etl-compare.yml'), join(options.out, 'ledger')]
  terminal.print(
    `${records.length} records of ${scenario.days} days in ${ledger}. Judge them as of any day:\n` +
      `  etl-compare judge --policy ${policy} --ledger ${ledger} --as-of ${last.key}`,
  )
  return 0
}

/** @throws UserError `scenarioUnknown` */
function scenarioOf(name: string): Scenario {
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined
  if (!scenario) throw new UserError('scenarioUnknown', { scenario: name, known: Object.keys(SCENARIOS) })
  return scenario
}

/** What options say of candidates holds for all of the scenario's. */
function changed(scenario: Scenario, { days, missing, ...ofCandidates }: Changes): Scenario {
  return {
    ...scenario,
    ...(days !== undefined && { days }),
    ...(missing && { missing }),
    candidates: scenario.candidates.map((each) => Object.assign({ ...each }, ofCandidates)),
  }
}

/** A configuration whose engines can't be run, but judged. */
function configOf({ job, candidates }: Scenario): string {
  const engines = [BASELINE, ...candidates.map(({ name }) => name)].map((name) => [name, { run: ['false'] }])
  return stringify({
    version: 1,
    jobs: {
      [job]: {
        input: 'none',
        baseline: BASELINE,
        engines: Object.fromEntries(engines),
        tables: { [TABLE]: {} },
      },
    },
  })
}
