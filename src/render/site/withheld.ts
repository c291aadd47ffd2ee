import { formatBytes } from '../../model/units/bytes.ts'
import type { ComparisonPage } from '../../report/model/comparison.ts'
import type { JobPage } from '../../report/model/job.ts'
import type { DifferingRow, Missing, TrialLog } from '../../report/model/withheld.ts'
import { shellWord } from '../../text/shell.ts'
import { printable } from '../../text/text.ts'
import { diffCommand, givenOptions, type Invocation } from '../verdict/diff-command.ts'
import { listed } from '../verdict/numbers.ts'
import { shortName } from './figures.ts'

/** The folder that `run` writes to by default. */
const RESULTS = 'results'

/** Why a log is not shown, and where it is. */
export function logText(
  { path, text }: TrialLog,
  { isSimulated }: Pick<ComparisonPage, 'isSimulated'>,
): string {
  const place = `${RESULTS}/${path}`
  switch (text.state) {
    case 'withheld':
      return `Logs are not published. On the machine that ran the job, it is ${place}. To publish the logs of failures, set publish: { logs: failures } in etl-compare.yml.`
    case 'not-here':
      return `Not found. On the machine that ran the job, it is ${place} until the next run. To show it, add --results ${RESULTS}.`
    case 'not-kept':
      return isSimulated
        ? 'Simulated: there is no log.'
        : 'etl-compare record keeps no log: look where the command was started.'
    case 'no-room':
      return `There is no room for it here. It is ${place}.`
    case 'shown':
      return text.leftOut > 0 ? `Its beginning and its end. All of it: ${place}.` : `From ${place}.`
  }
}

/** Between beginning and end. */
export const leftOutText = (bytes: number): string => `… ${formatBytes(bytes)} are not shown …`

const ROWS: Record<Missing, string> = {
  withheld:
    'Values of rows are not published. To publish sample rows, set publish: { rows: masked } or { rows: full } in etl-compare.yml.',
  'not-here': `The sample rows were not found. To show them, add --results ${RESULTS} where they lie.`,
  'not-kept': 'No sample rows were kept.',
  'no-room': 'There is no room for sample rows here.',
}

/** Why memory and CPU over time are not drawn: a command may follow. */
export const noSamplesText = ({ isSimulated }: Pick<ComparisonPage, 'isSimulated'>): string =>
  isSimulated
    ? 'Simulated: there are no samples.'
    : `The samples of these trials are not here. They lie beside their results until the job runs again. Until then, this draws them:`

/** Why no rows are shown; how those are shown that are. */
export function rowsNote(rows: ComparisonPage['rows']): string {
  if (rows.state !== 'shown') return ROWS[rows.state]
  return rows.isMasked ? 'Sample rows, masked: x for a letter, 9 for a digit' : 'Sample rows'
}

/** How to see all rows of a candidate that differ. */
export function seeRowsText(
  page: ComparisonPage,
  candidate: string,
  invocation: Invocation,
): { before: string; commands: string[] } {
  const { job, baseline, partition, size, folder, findings, rows } = page
  if (rows.state === 'not-kept')
    return {
      before: 'To see which rows differ, compare the outputs:',
      commands: [printable(diffCommand({ job, baseline: baseline.name, candidate }, partition, invocation))],
    }
  const [output = '', other = ''] = [baseline.name, candidate].map((engine) =>
    shellWord(`${RESULTS}/${folder}/${engine}/1/output`),
  )
  const [key = '', ...others] = new Set(
    findings
      .filter(({ engine }) => engine === candidate)
      .map(({ matchedBy: { how, columns } }) => (how === 'key' ? columns.join(',') : '')),
  )
  // Tables with keys of their own are matched by the columns that agree.
  const option = key === '' || others.length > 0 ? '' : ` --key ${shellWord(key)}`
  return {
    before: 'To see which rows differ, where the input is:',
    commands: [
      `etl-compare run ${[shellWord(job), ...givenOptions({ config: invocation.config, size: size === 'own' ? undefined : size, partition })].join(' ')} --keep-outputs`,
      `etl-compare diff ${output} ${other}${option}`,
    ].map(printable),
  }
}

/** What a job's pages do not show, and where it is. */
export function privacyText({ publish, isSimulated }: JobPage): string {
  if (isSimulated) return 'Simulated: there are no rows and no logs.'
  const withheld = [
    ...(publish.rows === 'none'
      ? ['values of rows']
      : publish.rows === 'masked'
        ? ['letters and digits of rows']
        : []),
    ...(publish.logs === 'none' ? ['logs'] : ['logs of trials that ended well']),
  ]
  return `Withheld: ${listed(withheld)}. They stay on the machines that ran the job, in the folder ${RESULTS}.`
}

/** Days with a failure, newest first: the pages that say more. */
export const failedDays = ({ days }: Pick<JobPage, 'days'>): JobPage['days'] =>
  days.filter(({ engines }) => engines.some(({ outcome }) => outcome !== null && outcome !== 'ok'))

/** Sides as they stand before values: equally wide, so that digits stand below each other. */
export function sideNames(baseline: string, engine: string): Record<'baseline' | 'engine', string> {
  const [a, b] = [baseline, engine].map((name) => shortName(printable(name))) as [string, string]
  const width = Math.max(a.length, b.length)
  return { baseline: a.padEnd(width, NO_BREAK_SPACE), engine: b.padEnd(width, NO_BREAK_SPACE) }
}

const NO_BREAK_SPACE = '\u00a0'

/** `id 2`, `only in polars`; what whole rows have in common where nothing identifies one. */
export function keyText(
  { in: side, key }: Pick<DifferingRow, 'in' | 'key'>,
  names: Record<'baseline' | 'engine', string>,
): string {
  const id = key.map(({ column, value }) => `${printable(column)} ${value}`).join(', ')
  const only = side === 'both' ? '' : `only in ${names[side].trim()}`
  return [id, only].filter(Boolean).join(', ') || 'a row'
}
