import type { CodeChange } from '../../report/model/code-change.ts'
import type { EpochOfHistory, JobPage } from '../../report/model/job.ts'
import type { EngineMark } from '../../report/model/shared.ts'
import { printable } from '../../text/text.ts'
import { firstFew } from '../verdict/numbers.ts'
import { dayNear } from './dates.ts'
import { shortName } from './figures.ts'

const MOST_NAMED = 4
/** Digests and long settings are told apart by their beginning. */
const DIGITS = 19
const WIDEST = 40

/** What an engine is called on each side; empty where that is said already. */
type Names = Record<CodeChange['side'], string>

/** `polars 2.0 → 2.1`, `image sha256:0a1b… → sha256:9f8e…`, `its code changed`. */
function changeText({ what, name, from, to }: CodeChange): string {
  if (what === 'code') return 'its code changed'
  const [subject, then, now] = [name ?? what, from, to].map((text) =>
    text === null ? null : shortName(printable(text), what === 'image' ? DIGITS : WIDEST),
  )
  if (then === null) return `${subject} ${now} added`
  return now === null ? `${subject} ${then} removed` : `${subject} ${then} → ${now}`
}

/** `polars: polars 2.0 → 2.1; spark: its code changed`. */
export function changesText(changes: readonly CodeChange[], names: Names): string {
  const bySide = Map.groupBy(changes, ({ side }) => side)
  return [...bySide]
    .map(([side, own]) => {
      const text = firstFew(own.map(changeText), MOST_NAMED)
      return names[side] === '' ? text : `${names[side]}: ${text}`
    })
    .join('; ')
}

/** Of a side that is named already, in a few words: its own version where that changed, `new code` where nothing is known. */
export function shortChange(changes: readonly CodeChange[], name: string): string {
  const versions = changes.filter(({ what }) => what === 'version')
  const change = versions.find((each) => each.name === name) ?? versions[0] ?? changes[0]
  return change === undefined || change.what === 'code' ? `${shortName(name)}: new code` : changeText(change)
}

/** `No longer different: orders.amount. Newly different: orders.day.`; nothing where neither is. */
function differsText({ differs }: Pick<EpochOfHistory, 'differs'>): string {
  const of = (title: string, names: readonly string[] = []) =>
    names.length > 0 ? [`${title}: ${firstFew(names.map(printable), MOST_NAMED)}.`] : []
  return [...of('No longer different', differs?.noLonger), ...of('Newly different', differs?.newly)].join(' ')
}

/** More are told by the chart alone. */
const MOST_EPOCHS = 10

export interface EpochLine {
  engine: EngineMark
  /** `from 8 Nov`. */
  when: string
  text: string
  /** What it changed of the data; empty where that is nothing. */
  differs: string
}

/** What each new epoch changed, the newest first. */
export const epochsText = ({ histories, baseline, asOf }: JobPage): EpochLine[] =>
  histories
    .flatMap(({ engine, epochs }) =>
      epochs.filter(({ number }) => number > 1).map((epoch) => ({ engine, epoch })),
    )
    .toSorted((a, b) => (a.epoch.firstDay < b.epoch.firstDay ? 1 : -1))
    .slice(0, MOST_EPOCHS)
    .map(({ engine, epoch }) => ({
      engine,
      when: `from ${dayNear(epoch.firstDay, asOf)}`,
      text: `epoch ${epoch.number}: ${changesText(epoch.changes, { baseline: baseline.name, candidate: '' }) || 'new code'}`,
      differs: differsText(epoch),
    }))
