import { DROPPED_NAME } from '../../text/dropped-name.ts'
import { LABEL, LABEL_RULE } from '../../text/text.ts'
import { type RunRecord, recordShape, type ServiceRun, type Trial } from './schema.ts'

/** Sums and ratios of smaller numbers are still finite. */
const MOST = 1e18

/** What is wrong with a record: where, and the rule. */
type Fault = [path: (string | number)[], message: string]
type Path = Fault[0]

/** A run record as it is read, by its shape and by what no shape says. */
export const runRecordSchema = recordShape.check(({ value, issues }) => {
  for (const [path, message] of faultsOf(value)) issues.push({ code: 'custom', input: value, path, message })
})

/**
 * What no single value of a record shows, and what a check at each number and name would make a quarter of all reading:
 * numbers out of range, names that are none, and trials that contradict each other.
 */
function faultsOf(record: RunRecord): Fault[] {
  const faults: Fault[] = []
  for (const key of ['job', 'size', 'partition', 'baseline'] as const) addName(record[key], [key], faults)
  addNumbers(record.toolSeconds, ['toolSeconds'], faults)
  addNumbers(record.limits, ['limits'], faults)
  if (record.limits.storage !== undefined) addName(record.limits.storage, ['limits', 'storage'], faults)
  addNumbers(record.input, ['input'], faults)
  for (const [index, part] of record.input.parts?.entries() ?? []) {
    addName(part.name, ['input', 'parts', index, 'name'], faults)
    addNumbers(part, ['input', 'parts', index], faults)
  }
  const orders = new Set<number>()
  for (const [index, trial] of record.trials.entries()) {
    const at = ['trials', index]
    addTrial(trial, at, faults)
    if ((trial.role === 'baseline') !== (trial.engine === record.baseline))
      faults.push([[...at, 'role'], `must be baseline for the engine ${record.baseline} and for no other`])
    if (orders.has(trial.order))
      faults.push([[...at, 'order'], 'must be unique: another trial has the same order'])
    orders.add(trial.order)
  }
  for (const [index, query] of record.queries?.entries() ?? []) {
    for (const key of ['name', 'engine', 'by'] as const) addName(query[key], ['queries', index, key], faults)
    addNumbers(query, ['queries', index], faults)
  }
  addFindings(record, faults)
  return faults
}

/** What is wrong with a trial by itself. */
export function trialFaults(trial: Trial): Fault[] {
  const faults: Fault[] = []
  addTrial(trial, [], faults)
  return faults
}

function addTrial(trial: Trial, at: Path, faults: Fault[]): void {
  addName(trial.engine, [...at, 'engine'], faults)
  addNumbers(trial.measures, [...at, 'measures'], faults)
  addNumbers(trial.host, [...at, 'host'], faults)
  addNumbers(trial.limits, [...at, 'limits'], faults)
  addNumbers(trial.quiet ?? {}, [...at, 'quiet'], faults)
  for (const [task, value] of trial.maintenance?.entries() ?? [])
    addNumbers(value, [...at, 'maintenance', task], faults)
  for (const [index, operation] of trial.operations?.entries() ?? []) {
    addName(operation.name, [...at, 'operations', index, 'name'], faults)
    addNumbers(operation, [...at, 'operations', index], faults)
  }
  if (trial.service) addService(trial.service, [...at, 'service'], faults)
  for (const name in trial.tables) addNumbers(trial.tables[name] ?? {}, [...at, 'tables', name], faults)
  for (const [step, { parts, stages }] of trial.steps.entries()) {
    for (const [part, { measures, host }] of parts.entries()) {
      const path = [...at, 'steps', step, 'parts', part]
      addNumbers(measures, [...path, 'measures'], faults)
      addNumbers(host ?? {}, [...path, 'host'], faults)
    }
    for (const [stage, value] of stages.entries())
      addNumbers(value, [...at, 'steps', step, 'stages', stage], faults)
  }
}

function addService(service: ServiceRun, at: Path, faults: Fault[]): void {
  const { latency, growth, errors } = service
  addNumbers(service, at, faults)
  addNumbers(errors, [...at, 'errors'], faults)
  addNumbers(growth, [...at, 'growth'], faults)
  for (const [name, quantile] of Object.entries(latency ?? {}))
    addNumbers(quantile, [...at, 'latency', name], faults)
  for (const kind in errors) addName(kind, [...at, 'errors'], faults)
}

function addFindings({ trials, baseline, parity: { findings } }: RunRecord, faults: Fault[]): void {
  for (const [index, finding] of findings.entries()) {
    const at = ['parity', 'findings', index]
    addName(finding.engine, [...at, 'engine'], faults)
    addNumbers(finding, at, faults)
    for (const [row, value] of finding.rows.entries()) addNumbers(value, [...at, 'rows', row], faults)
    // Values of data may be as far apart as numbers go.
    for (const [column, value] of finding.columns.entries())
      addNumbers(value, [...at, 'columns', column], faults, Infinity)
  }
  if (findings.length > 0 && trials.length > 0 && !trials.some(({ role }) => role === 'baseline'))
    faults.push([['trials'], `must hold one of the baseline ${baseline}, which others were compared with`])
}

function addName(name: string, path: Path, faults: Fault[]): void {
  if (name === '') faults.push([path, 'must not be empty'])
  else if (name === DROPPED_NAME) faults.push([path, `must not be '${DROPPED_NAME}'`])
  else if (!LABEL.test(name)) faults.push([path, LABEL_RULE])
}

/** All numbers of a record are amounts: times, counts, bytes, distances, percentages. */
function addNumbers(values: object, at: Path, faults: Fault[], most = MOST): void {
  for (const name in values) {
    const value = (values as Record<string, unknown>)[name]
    if (typeof value === 'number' && !(value >= 0 && value < most))
      faults.push([[...at, name], value < 0 ? 'must not be negative' : `must be less than ${most}`])
  }
}
