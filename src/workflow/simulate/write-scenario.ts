import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { invalidOption, UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { openLedger } from '../../ledger/open.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { BASELINE, SCENARIOS, type Scenario, TABLE } from '../../simulate/scenario.ts'
import type { Changes } from './changes.ts'

/** A scenario as it was written. */
export interface WrittenScenario {
  records: number
  days: number
  lastDay: string
  /** Paths, below the folder as it was named. */
  policy: string
  ledger: string
}

/**
 * Writes the ledger of a scenario, and a configuration to judge it by, into a new folder.
 *
 * @throws UserError `scenarioUnknown`, `optionInvalid`, `outExists`
 */
export async function writeScenario(
  name: string,
  changes: Changes,
  { out, seed }: { out: string; seed: string },
): Promise<WrittenScenario> {
  const scenario = changed(scenarioOf(name), changes)
  const { days } = scenario
  requireDays(changes, days)
  if (await exists(out)) throw new UserError('outExists', { path: out })
  const records = simulateRecords(scenario, seed)
  const last = records.at(-1)
  if (!last) throw invalidOption('--missing', scenario.missing.join(), 'some of the days, not all')
  const [policy, ledger] = [join(out, 'etl-compare.yml'), join(out, 'ledger')]
  await makeFolder(out)
  await writeAtomically(policy, configOf(scenario))
  const entries = records.map((record) => ({ record, text: `${JSON.stringify(record, null, 1)}\n` }))
  await openLedger(resolve(ledger), process.cwd()).add(entries)
  return { records: records.length, days, lastDay: last.partition, policy, ledger }
}

function scenarioOf(name: string): Scenario {
  const scenario = Object.hasOwn(SCENARIOS, name) ? SCENARIOS[name] : undefined
  if (!scenario) throw new UserError('scenarioUnknown', { scenario: name, known: Object.keys(SCENARIOS) })
  return scenario
}

/** A day that the ledger doesn't have would silently change nothing. */
function requireDays(changes: Changes, days: number): void {
  for (const name of ['missing', 'differs', 'changes'] as const) {
    const listed = changes[name] ?? []
    if (listed.some((day) => day > days))
      throw invalidOption(`--${name}`, listed.join(), `days from 1 to ${days}`)
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
