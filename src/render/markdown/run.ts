import { MEASURES } from '../../model/measures/registry.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { describeLimits } from '../../plan/plan.ts'
import type { ComparisonPage, TableRow } from '../../report/model/comparison.ts'
import type { Change, FreshRun } from '../../report/model/fresh.ts'
import { counted } from '../../text/text.ts'
import { changesText } from '../site/changes.ts'
import { differenceText, notComparedText, useText } from '../verdict/differences.ts'
import { listed, rangeText, ratioText, timesText } from '../verdict/numbers.ts'
import { plain, table } from './escape.ts'

/** Differences that are named; the report has all. */
const MOST_NAMED = 10

/** A run that was just made: parity first, then what changed, then the figures. */
export function runMarkdown({ page, changes }: FreshRun): string {
  return [
    `### ${plain(page.job)}, ${plain(page.size)}, partition ${plain(page.partition)}`,
    parityMarkdown(page),
    changes.map((change) => changeText(change, page)).join('\n'),
    figures(page),
    failures(page),
    conditions(page),
  ]
    .filter(Boolean)
    .join('\n\n')
}

const ICONS = { pass: '✓', waived: '✓', fail: '✕', unknown: '…', 'no-output': '–' } as const

function parityMarkdown({ parity, baseline, tables, findings }: ComparisonPage): string {
  const rows = tables.map(({ name, rows: count }) => `${name} ${count.toLocaleString('en')}`)
  return parity
    .map(({ engine, state, differences, reason, declared, waivers }) => {
      const head = `${ICONS[state]} **${plain(engine.name)}:**`
      switch (state) {
        case 'pass': {
          const except = declared.length > 0 ? `, as declared: ${plain(listed(declared.map(useText)))}` : ''
          return `${head} the same data as ${plain(baseline.name)}${except} (rows: ${plain(rows.join(', '))})`
        }
        case 'waived':
          return `${head} differs from ${plain(baseline.name)}, waived by ${plain(listed(waivers.map(({ owner }) => owner)))}`
        case 'fail':
          return [
            `${head} **different data**, so no winner is named.`,
            ...differences.slice(0, MOST_NAMED).map((each) => `- ${plain(differenceText(each))}`),
            ...columnsOf(findings, engine.name),
            ...(differences.length > MOST_NAMED ? [`- and ${differences.length - MOST_NAMED} more`] : []),
          ].join('\n')
        default:
          return `${head} not compared: ${plain(reason ? notComparedText(reason) : '')}`
      }
    })
    .join('\n\n')
}

/** What differs, a column each, folded. */
function columnsOf(findings: ComparisonPage['findings'], engine: string): string[] {
  const rows = findings
    .filter((finding) => finding.engine === engine && !finding.passes)
    .flatMap(({ table: name, columns }) =>
      columns.map(({ column, reason, count, detail }) => [
        plain(`${name}.${column}`),
        count === null ? '–' : count.toLocaleString('en'),
        plain(reason),
        plain(detail),
      ]),
    )
    .slice(0, 5 * MOST_NAMED)
  if (rows.length === 0) return []
  const found = table(['Column', 'Rows', 'Reason', 'Detail'], rows, [1])
  return ['', '<details><summary>Columns that differ</summary>', '', found, '', '</details>']
}

/** `polars: 0.31× of spark's time; on the default branch 0.29× (0.25–0.33 over 12 days)`. */
function changeText({ engine, ratio, usual, newCode }: Change, { baseline, judged }: ComparisonPage): string {
  const now =
    ratio === null
      ? 'has no time to compare'
      : `takes ${timesText(ratio)} the ${judged === 'work' ? 'work time' : 'time'} of ${baseline.name}`
  const before =
    usual === null
      ? 'Nothing was measured before'
      : `So far ${ratioText(usual.value)}× (${rangeText(usual.range, (end) => ratioText(end))}, ${counted(usual.n, 'day')})`
  const outside =
    usual !== null && ratio !== null && (ratio < usual.range.lower || ratio > usual.range.upper)
      ? '; **this run is outside that range**'
      : ''
  const changed = changesText(newCode, { baseline: baseline.name, candidate: engine.name })
  const epoch =
    changed === ''
      ? ''
      : ` New code (${plain(changed)}): once it runs on the default branch, its days are counted from 0.`
  return `- ${plain(`${engine.name} ${now}. ${before}`)}${outside}.${epoch}`
}

function figures({ table: rows, engines, baseline }: ComparisonPage): string {
  if (rows.length === 0) return ''
  const header = ['', ...engines.map(({ name }) => plain(name)), 'Winner']
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
    `Geometric means; × is relative to ${plain(baseline.name)}. ≈: within the spread of its own repeats.`,
  ].join('\n')
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
    .map(
      ({ engine, outcome, reason }) =>
        `✕ ${plain(`${engine.name}: ${outcome}${reason ? `: ${reason}` : ''}`)}`,
    )
    .join('  \n')

/** What a sceptic asks first: where it ran, over what. */
function conditions({ trials, limits, input, baseline }: ComparisonPage): string {
  const runners = listed([...new Set(trials.map(({ runner }) => runner))])
  const hosts = listed([...new Set(trials.map(({ host }) => host.class))])
  const size = input.bytes > 0 ? ` over ${formatBytes(input.bytes)}` : ''
  return `<sub>${counted(trials.length, 'trial')}${size}, run as ${plain(runners)} with ${describeLimits(limits)} on ${plain(hosts)}. ${plain(baseline.name)} ran on this one machine.</sub>`
}
