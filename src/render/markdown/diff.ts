import type { DiffPage, DiffTable, FoundInTable } from '../../report/model/diff.ts'
import type { DifferingRow } from '../../report/model/withheld.ts'
import { counted } from '../../text/text.ts'
import { equalText, greatestText, rowsOfText } from '../differences/column-shares.ts'
import { exampleText } from '../differences/differences.ts'
import { leadingFindings } from '../differences/followers.ts'
import { toDifferingRow } from '../differences/shown-rows.ts'
import { keyText, sideNames } from '../site/withheld.ts'
import { plain, table } from './escape.ts'
import { fixList } from './fixes.ts'
import { fitting, type Part, SEPARATOR } from './parts.ts'

/** GitHub takes 65,536 characters of a comment. */
const MOST_CHARACTERS = 60_000

/** One diff as Markdown. Where it would be too long, each table's answer stays, then its columns, then rows. */
export function diffMarkdown(page: DiffPage): string {
  const notes = page.notes.map((note) => ({ rank: 0, text: plain(note) }))
  const { texts, left } = fitting(
    [...notes, ...page.tables.flatMap((each) => tableParts(each, page.names))],
    MOST_CHARACTERS,
  )
  const more = left === 0 ? [] : [`${counted(left, 'part')} left out here: --format html has all.`]
  return [...texts, ...more].join(SEPARATOR)
}

function tableParts({ table: name, passes, verdict, found }: DiffTable, names: DiffPage['names']): Part[] {
  const answer = `### ${passes ? '✓' : '✕'} ${plain(`${name}: ${verdict}`)}`
  if (!found) return [{ rank: 0, text: answer }]
  const sides = table(
    ['', 'Rows', 'Where'],
    found.sides.map(({ name, rows, place }) => [plain(name), rows.toLocaleString('en'), plain(place)]),
    [1],
  )
  const notes = [...(found.counts === null ? [] : [found.counts]), ...found.notes]
  return [
    { rank: 0, text: [answer, sides, ...notes.map((note) => `${plain(note)}.`)].join(SEPARATOR) },
    { rank: 1, text: shares(found) },
    { rank: 1, text: columns(found) },
    { rank: 1, text: fixList(found.finding, names.a, '').join(SEPARATOR) },
    { rank: 2, text: folded('Rows that differ', rows(found, names)) },
    { rank: 3, text: folded('What to declare', fenced(found.proposals)) },
  ].filter(({ text }) => text !== '')
}

const shares = ({ shares }: FoundInTable): string =>
  shares.length === 0
    ? ''
    : table(
        ['Column', 'Equal', 'Rows that differ', 'Greatest difference'],
        shares.map((share) => [
          plain(share.column),
          equalText(share),
          rowsOfText(share),
          greatestText(share),
        ]),
        [1, 2, 3],
      )

function columns({ finding, examples }: FoundInTable): string {
  const found = leadingFindings(finding.columns).flatMap(({ finding: one, followers }) => {
    const count = one.count === null ? 'all' : one.count.toLocaleString('en')
    return [
      [plain(one.column), count, plain(one.reason), plain(one.detail), plain(exampleText(one, examples))],
      ...(followers === '' ? [] : [['', '', '', `└ ${plain(followers)}`, '']]),
    ]
  })
  const lone = finding.rows.map(({ count, reason, detail }) => [
    'whole rows',
    count.toLocaleString('en'),
    plain(reason),
    plain(detail),
    '',
  ])
  const all = [...found, ...lone]
  return all.length === 0 ? '' : table(['Column', 'Rows', 'Reason', 'Why', 'Example'], all, [1])
}

function rows({ samples, finding }: FoundInTable, names: DiffPage['names']): string {
  const own = sideNames(names.a, names.b)
  const lines = samples
    .map((sample) => toDifferingRow(sample, finding.matchedBy.columns))
    .flatMap((row) => row.values.map((value) => [plain(keyText(row, own)), ...cellsOf(value)]))
  return lines.length === 0 ? '' : table(['Row', 'Column', plain(names.a), plain(names.b)], lines)
}

const cellsOf = ({ column, baseline, engine }: DifferingRow['values'][number]): string[] => [
  plain(column),
  ...[baseline, engine].map((parts) => {
    if (parts === null) return ''
    const { before, middle, after } = parts
    const isMarked = middle !== '' && baseline !== null && engine !== null
    return `${plainPart(before)}${isMarked ? `<b>${plainPart(middle)}</b>` : plainPart(middle)}${plainPart(after)}`
  }),
]

/** Of a value whose parts stand side by side, blanks at an edge count. */
const plainPart = (text: string): string => {
  const [, start = '', middle = '', end = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? []
  return `${start && ' '}${plain(middle)}${end && ' '}`
}

const folded = (title: string, text: string): string =>
  text === '' ? '' : ['<details>', `<summary>${title}</summary>`, '', text, '', '</details>'].join('\n')

/** Lines as they are, between fences longer than any in them. */
function fenced(blocks: readonly string[][]): string {
  if (blocks.length === 0) return ''
  const text = blocks.map((lines) => lines.join('\n')).join('\n\n')
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}
