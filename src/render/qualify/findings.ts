import { formatBytes } from '../../model/units/bytes.ts'
import type { CriterionName, Finding, Side } from '../../qualify/criteria/criterion.ts'
import { counted } from '../../text/text.ts'
import { reasonText } from './reasons.ts'

export const SIDE_SIGNS: Record<Finding['side'], string> = { for: '✓', open: '…', against: '✕' }

/** What a criterion found, as a clause; `value` is a figure, or null with its reason. */
const WORDS: Record<CriterionName, (finding: Finding & { value: number }) => string> = {
  evidence: ({ value }) =>
    value > 0
      ? `${counted(value, 'run')} read from start to end`
      : 'no run that ended well was read from start to end',
  time: ({ value, limits }) =>
    `the same tasks of Spark would take ${value.toPrecision(2)}× as long there (good: up to ${limits?.for}×, too slow: more than ${limits?.against}×)`,
  input: (finding) => `its files have ${sizeText(finding)}`,
  shuffle: (finding) => `its largest shuffle writes ${sizeText(finding)}`,
  plan: ({ side, value, names = [] }) =>
    side === 'for'
      ? value === 0
        ? 'every operation of its plans has a counterpart'
        : `every operation of its plans has a counterpart, but these must be rewritten: ${names.join(', ')}`
      : `${side === 'against' ? 'no counterpart for' : 'operations that etl-compare does not know:'} ${names.join(', ')}`,
  code: ({ side, value }) =>
    `${Math.round(value * 100)} % of the tasks' time is RDD code${side === 'open' ? ', which has no plan to look at' : ''}`,
  stream: ({ value }) =>
    value === 0 ? 'no streaming query' : `${counted(value, 'run')} with a streaming query`,
  name: ({ side, value, names = [] }) =>
    side === 'for'
      ? `${counted(value, 'run')}, one at a time`
      : names.length > 0
        ? 'its name is one that tools give: different programs may have it. Set spark.app.name'
        : 'runs overlap: two programs may have this name',
  sessions: ({ side, value }) =>
    side === 'for'
      ? 'no Spark Connect server that several clients share'
      : `a Spark Connect server with ${value} sessions in a run: they may be different programs`,
}

const SUBJECTS: Record<CriterionName, string> = {
  evidence: 'runs',
  time: 'time there',
  input: 'file sizes',
  shuffle: 'largest shuffle',
  plan: 'operations',
  code: 'RDD code',
  stream: 'streams',
  name: 'name',
  sessions: 'sessions',
}

export function findingText(finding: Finding): string {
  const { value, criterion } = finding
  return typeof value === 'number'
    ? WORDS[criterion]({ ...finding, value })
    : `${SUBJECTS[criterion]} unknown: ${reasonText(value.reason)}`
}

/** What is open or speaks against one machine, in a few words. */
const SHORT: Record<CriterionName, Record<Exclude<Side, 'for'>, string>> = {
  evidence: bothSides('no complete run'),
  time: { open: 'slower there', against: 'far slower there' },
  input: { open: 'files exceed its memory', against: 'files far exceed its memory' },
  shuffle: { open: 'shuffle exceeds half its memory', against: 'shuffle far exceeds its memory' },
  plan: { open: 'unknown operations', against: 'operations without a counterpart' },
  code: bothSides('RDD code'),
  stream: { open: 'streaming', against: 'streaming for hours' },
  name: bothSides('may be several programs'),
  sessions: bothSides('several sessions'),
}

/** Empty of what speaks for one machine. */
export function shortFinding({ criterion, side, value }: Finding): string {
  if (side === 'for') return ''
  return typeof value === 'number' ? SHORT[criterion][side] : `${SUBJECTS[criterion]} unknown`
}

function bothSides(words: string) {
  return { open: words, against: words }
}

const sizeText = ({ value, limits }: Finding & { value: number }): string =>
  `${formatBytes(value)} (p95; good: up to ${formatBytes(limits?.for ?? 0)}, too large: more than ${formatBytes(limits?.against ?? 0)})`
