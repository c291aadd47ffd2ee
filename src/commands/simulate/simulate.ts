import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import type { Context, ExitCode } from '../../context.ts'
import { UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { openLedger } from '../../ledger/open.ts'
import { fitRecord } from '../../model/record/fit.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { BASELINE, SCENARIOS, type Scenario, TABLE } from '../../simulate/scenario.ts'
import { type Changes, readChanges } from './options.ts'

export type SimulateOptions = Partial<Record<keyof Changes, string>> & {
  scenario: string
  out: string
  seed?: string
}

/** Writes the ledger of a scenario, and a configuration to judge it by, into a new folder. */
export async function simulate(options: SimulateOptions, { terminal }: Context): Promise<ExitCode> {
  const changes = readChanges(options)
  const scenario = changed(scenarioOf(options.scenario), changes)
  checkDays(changes, scenario.days)
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
  await makeFolder(folder)
  await writeAtomically(join(folder, 'etl-compare.yml'), configOf(scenario))
  const entries = records.map(fitRecord)
  await openLedger(join(folder, 'ledger'), folder).add(entries)
  const [policy, ledger] = [join(options.out, 'etl-compare.yml'), join(options.out, 'ledger')]
  terminal.print(
    `${records.length} records of ${scenario.days} days in ${ledger}. Judge them as of any day:\n` +
      `  etl-compare judge --policy ${policy} --ledger ${ledger} --as-of ${last.partition}`,
  )
  return 0
}

/** @throws UserError `scenarioUnknown` */
function scenarioOf(name: string): Scenario {
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined
  if (!scenario) throw new UserError('scenarioUnknown', { scenario: name, known: Object.keys(SCENARIOS) })
  return scenario
}

/** A day that the ledger hasn't would silently change nothing. */
function checkDays(changes: Changes, days: number): void {
  for (const name of ['missing', 'differs', 'changes'] as const) {
    const listed = changes[name] ?? []
    if (listed.some((day) => day > days))
      throw new UserError('optionInvalid', {
        option: `--${name}`,
        value: listed.join(),
        expected: `days from 1 to ${days}`,
      })
  }
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
