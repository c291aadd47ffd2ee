import { MEASURES } from '../../model/measures/registry.ts'
import type { ComparisonPage, TableRow } from '../../report/model/comparison.ts'
import type { Change, FreshRun } from '../../report/model/fresh.ts'
import { counted } from '../../text/text.ts'
import { checkWords } from '../checks.ts'
import { clockWord } from '../clock.ts'
import { lossTexts } from '../comparison/cluster.ts'
import { SERVICE_HEADER, serviceCells, serviceDoubts, serviceLegend } from '../comparison/service.ts'
import { withMode } from '../deployment.ts'
import { leadingFindings } from '../differences/followers.ts'
import { partitionText } from '../site/candidate.ts'
import { changesText } from '../site/changes.ts'
import { tableLegend } from '../site/comparison.ts'
import { conditionsText, disturbanceTexts, pageModes } from '../site/conditions.ts'
import { possessive } from '../site/figures.ts'
import { type ParityWord, parityWords } from '../site/parity.ts'
import { STATE_SIGNS } from '../state-signs.ts'
import { endingText } from '../trial-ending.ts'
import { rangeText, ratioText, timesText } from '../verdict/numbers.ts'
import { plain, table } from './escape.ts'
import { fixList } from './fixes.ts'
import { type Part, SEPARATOR } from './parts.ts'

/** Columns that are named; the report has all. */
const MOST_COLUMNS = 50

/** Of fewer, many a run is outside. */
const FEWEST_OF_A_RANGE = 5

/** A run that was just made: parity first, then what changed, then the figures. */
export function runParts({ page, changes }: FreshRun, asOf: string): Part[] {
  const first = [
    `### ${[page.job, ...sizeOf(page), partitionText(page.partition, asOf)].map(plain).join(', ')}`,
    ...[...parityWords(page), ...checkWords(page.checks)].map(stateText),
    ...busyText(page),
    ...lossTexts(page.clusters).map((text) =>
      stateText({ state: 'fail', word: 'Executors were lost:', text }),
    ),
    failures(page),
  ]
  const parts = [
    { rank: 0, text: first.filter(Boolean).join(SEPARATOR) },
    { rank: 1, text: changes.map((change) => changeText(change, page)).join('\n') },
    { rank: 3, text: columns(page) },
    {
      rank: 3,
      text: [figures(page), services(page), `<sub>${plain(conditionsText(page))}</sub>`]
        .filter(Boolean)
        .join(SEPARATOR),
    },
  ]
  return parts.filter(({ text }) => text !== '')
}

/** A job with an input of its own has no other size. */
const sizeOf = ({ size }: ComparisonPage): string[] => (size === 'own' ? [] : [size])

const stateText = ({ state, word, text }: ParityWord): string =>
  `${STATE_SIGNS[state]} **${plain(word)}** ${plain(text)}`

function busyText(page: ComparisonPage): string[] {
  const disturbed = disturbanceTexts(page)
  if (disturbed.length === 0) return []
  const text = `${disturbed.join('; ')}. Times may be too long.`
  return [stateText({ state: 'fail', word: 'The machine was busy:', text })]
}

/** What differs, a column each with those that follow it, and how to fix it, folded. */
function columns({ findings, baseline }: ComparisonPage): string {
  const open = findings.filter(({ passes }) => !passes)
  const rows = open
    .flatMap(({ engine, table: name, columns: differing }) =>
      leadingFindings(differing).flatMap(({ finding: { column, reason, count, detail }, followers }) => [
        [
          plain(engine),
          plain(`${name}.${column}`),
          count === null ? 'all' : count.toLocaleString('en'),
          plain(reason),
          plain(detail),
        ],
        ...(followers === '' ? [] : [[plain(engine), '', '', '', `└ ${plain(followers)}`]]),
      ]),
    )
    .slice(0, MOST_COLUMNS)
  if (rows.length === 0) return ''
  const found = table(['Candidate', 'Column', 'Rows', 'Reason', 'Detail'], rows, [2])
  const fixes = open.flatMap((finding) =>
    fixList(finding, baseline.name, `${finding.engine}, ${finding.table}. `),
  )
  return ['<details><summary>Columns that differ</summary>', found, ...fixes, '</details>'].join(SEPARATOR)
}

/** `polars took 0.31× Spark’s time. Before: 0.29× in 12 comparisons (0.25–0.33).` */
function changeText(
  { engine, ratio, usual, newCode }: Change,
  { baseline, judged, event }: ComparisonPage,
): string {
  const whose = `${possessive(baseline.name)} ${clockWord(judged)}`
  const [took, word] = judged === 'p95' ? ['had', 'latency'] : ['took', 'time']
  const now = ratio === null ? `has no ${word} to compare` : `${took} ${timesText(ratio)} ${whose}`
  const before =
    usual === null
      ? 'Not measured before.'
      : `Before: ${timesText(usual.value)} in ${counted(usual.n, 'comparison')}${usual.n === 1 ? '' : ` (${rangeText(usual.range, (end) => ratioText(end))})`}.`
  const isOutside =
    usual !== null &&
    usual.n >= FEWEST_OF_A_RANGE &&
    ratio !== null &&
    (ratio < usual.range.lower || ratio > usual.range.upper)
  const changed = changesText(newCode, { baseline: baseline.name, candidate: engine.name })
  const from = event === 'pull_request' ? 'once it runs on the default branch, its' : 'its'
  const epoch = changed === '' ? '' : ` New code (${plain(changed)}): ${from} days are counted from 0.`
  return `- **${plain(engine.name)}** ${plain(`${now}. ${before}`)}${isOutside ? ' **This run is outside that range.**' : ''}${epoch}`
}

function figures(page: ComparisonPage): string {
  const { table: rows, engines } = page
  if (rows.length === 0) return ''
  const modes = pageModes(page)
  const header = ['', ...engines.map(({ name }) => plain(withMode(name, modes))), 'Winner']
  const reasons = [...new Set(rows.flatMap((row) => row.figures.flatMap(({ reason }) => reason ?? [])))]
  const body = rows.map((row) => [
    MEASURES[row.measure].label,
    ...row.figures.map((figure) => figureCell(row.measure, figure, reasons)),
    row.isWithinNoise ? '≈' : plain(row.winners.join(' ≈ ')),
  ])
  const right = engines.map((_, index) => index + 1)
  return [
    table(header, body, right),
    '',
    ...reasons.map((reason, index) => `<sup>${index + 1}</sup> ${plain(reason)}  `),
    plain(`Geometric means; ${tableLegend(page)}`),
  ].join('\n')
}

/** Each trial under load: latencies with intervals, what was wrong, and what the load was. */
function services({ services: rows }: ComparisonPage): string {
  if (rows.length === 0) return ''
  const right = SERVICE_HEADER.map((_, index) => index).slice(1)
  const body = rows.map((row) => [`${row.engine} ${row.number}`, ...serviceCells(row)].map(plain))
  return [
    table([...SERVICE_HEADER], body, right),
    serviceDoubts(rows)
      .map((text) => `- ${plain(text)}.`)
      .join('\n'),
    `<sub>${plain(serviceLegend(rows))}</sub>`,
  ]
    .filter(Boolean)
    .join(SEPARATOR)
}

function figureCell(
  measure: TableRow['measure'],
  { value, ratio, reason }: TableRow['figures'][number],
  reasons: readonly string[],
): string {
  if (value === null) return `–<sup>${reasons.indexOf(reason ?? '') + 1}</sup>`
  const text = MEASURES[measure].format(value)
  return ratio === null ? text : `${text} (${timesText(ratio)})`
}

const failures = ({ trials }: ComparisonPage): string =>
  trials
    .filter(({ outcome }) => outcome !== 'ok')
    .map(({ engine, outcome, reason }) => plain(endingText(engine.name, outcome, reason)))
    .join('  \n')
