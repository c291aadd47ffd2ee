import { join, resolve } from 'node:path'
import { stringify } from 'yaml'
import { invalidOption, UserError } from '../../errors.ts'
import { exists } from '../../files/disk.ts'
import { makeFolder } from '../../files/make-folder.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import { openLedger } from '../../ledger/open.ts'
import { fitRecord } from '../../model/record/fit.ts'
import { simulateRecords } from '../../simulate/records.ts'
import { BASELINE, type Scenario, TABLE } from '../../simulate/scenario.ts'

/**
 * Writes the ledger of a scenario, and a configuration to judge it by, into a new folder.
 *
 * @returns how many records there are, the last one's day, and the paths of both
 * @throws UserError `outExists`, `optionInvalid`
 */
export async function writeScenario(scenario: Scenario, out: string, seed: string) {
  if (await exists(out)) throw new UserError('outExists', { path: out })
  const records = simulateRecords(scenario, seed)
  const last = records.at(-1)
  if (!last) throw invalidOption('--missing', scenario.missing.join(), 'some of the days, not all')
  const [config, ledger] = [join(out, 'etl-compare.yml'), join(out, 'ledger')] as const
  await makeFolder(out)
  await writeAtomically(config, configOf(scenario))
  const entries = records.map(fitRecord)
  await openLedger(resolve(ledger), process.cwd()).add(entries)
  return { count: records.length, lastDay: last.partition, config, ledger }
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
