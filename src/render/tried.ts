import { join } from 'node:path'
import { checksOf } from '../checks/of-trials.ts'
import { isMeasured } from '../model/measures/measure.ts'
import { MEASURES } from '../model/measures/registry.ts'
import type { RunRecord, TableFinding, Trial } from '../model/record/schema.ts'
import { counted, minuteText, printable } from '../text/text.ts'
import { checkLines } from './checks.ts'
import { deployedIn, modesBeside, withMode } from './deployment.ts'
import { endingText } from './trial-ending.ts'

/** A candidate's run compared with the baseline's output, as `try` prints it. */
interface Tried {
  record: RunRecord
  folder: string
  baselineFrom: string | null
}

/** Each candidate's answer, the tables in which it differs, and where its files are. */
export function triedText({ record, folder, baselineFrom }: Tried): string {
  const { job, size, partition, baseline, trials, parity } = record
  const modes = modesBeside(deployedIn([record]))
  const theirs =
    baselineFrom === null
      ? withMode(baseline, modes)
      : `${baseline}'s output of ${minuteText(baselineFrom)} UTC`
  const lines = trials
    .filter((trial) => trial.engine !== baseline || trial.outcome !== 'ok')
    .flatMap((trial) => trialLines(trial, record, withMode(trial.engine, modes), theirs))
  const unknown = parity.outcome === 'unavailable' ? [`  ${parity.reason ?? ''}`] : []
  return [
    '',
    `${job} · ${size} · partition ${partition}`,
    ...lines,
    ...unknown,
    ...checkLines(trials),
    `Outputs and logs: ${folder}`,
  ]
    .map(printable)
    .join('\n')
}

function trialLines(trial: Trial, { parity }: RunRecord, name: string, theirs: string): string[] {
  const { engine, outcome, reason } = trial
  if (outcome !== 'ok') return [endingText(name, outcome, reason)]
  const findings = parity.findings.filter((finding) => finding.engine === engine)
  const differing = findings.filter(({ passes }) => !passes)
  const isSame = findings.length > 0 && differing.length === 0
  const took = `(${seconds(trial)})`
  if (isSame) {
    const declared = findings.filter((finding) => finding.outcome !== 'exact')
    const apart = declared.length > 0 ? ', apart from declared differences:' : ''
    return [`✓ ${name}: the same data as ${theirs} ${took}${apart}`, ...declared.map(tableLine)]
  }
  const what = differing.some((finding) => finding.outcome === 'different') ? 'data' : 'types'
  const answer = findings.length === 0 ? 'not compared' : `other ${what} than ${theirs}`
  return [`✕ ${name}: ${answer} ${took}`, ...differing.map(tableLine)]
}

const tableLine = ({ table, summary }: TableFinding): string => `    ${table}: ${summary}`

const seconds = ({ measures: { totalMs } }: Trial): string =>
  isMeasured(totalMs) ? MEASURES.totalMs.format(totalMs) : '–'

/** What `--watch` does next. */
export const watchText = (files: number): string =>
  `\nWatching ${counted(files, 'file')}. Save one to try again; Ctrl-C ends.`

/** Why a file starts no more tries. */
export const writtenText = (file: string): string =>
  printable(`${file} changes during each try, so an engine probably writes it: it is no longer watched`)

/** The same as data: where outputs lie, and what was found of each table. */
export const triedJson = ({ record, folder, baselineFrom }: Tried) => ({
  job: record.job,
  size: record.size,
  partition: record.partition,
  baselineFrom,
  engines: record.trials.map(({ engine, outcome, reason }) => ({
    engine,
    outcome,
    reason,
    output: join(folder, engine, '1/output'),
  })),
  parity: record.parity,
  checks: checksOf(record.trials),
})
