import { dayAfter, daysBetween } from '../../model/units/day.ts'
import { gravest } from '../../verdict/evidence/outcome.ts'
import type { Verdict } from '../../verdict/verdict.ts'
import type { HistoryPoint } from '../model/job.ts'
import type { Cell } from '../model/overview.ts'
import { usualStep } from '../pace.ts'

/**
 * A cell for every day of the judged window on which a run was due, by the pace of the runs, then for those to come.
 *
 * @param points of one candidate, all epochs
 * @param ran UTC days on which anything of the job ran
 */
export function stripOf(
  verdict: Verdict,
  points: readonly HistoryPoint[],
  ran: readonly string[],
): { strip: Cell[]; enough: number | null } {
  if (verdict.decision === 'nothing') return { strip: [], enough: null }
  const { epoch, gates, asOf } = verdict
  const { asked, days, first } = gates.window
  const own = points.filter((point) => point.epoch === epoch.number)
  const begin = [first, dayAfter(asOf, 1 - asked.within)].toSorted().at(-1) ?? first
  const due = dueDays(begin, asOf, ran)
  const past = due.map((day): Cell => ({ day, state: stateOn(day, own, ran) }))
  const left = Math.max(0, asked.most - days)
  return {
    strip: [...past, ...Array.from({ length: left }, (): Cell => ({ day: null, state: 'to-come' }))],
    enough: enoughAt(past, epoch.completeDays, asked.days, left),
  }
}

function stateOn(day: string, points: readonly HistoryPoint[], ran: readonly string[]): Cell['state'] {
  const states = points.filter((point) => point.day === day).map(({ state }) => state)
  return gravest(states) ?? (ran.includes(day) ? 'incomplete' : 'missing')
}

/** Days on which something ran, and those on which it should have, by the usual distance of runs. */
function dueDays(begin: string, end: string, ran: readonly string[]): string[] {
  const days = [...new Set(ran)].filter((day) => day >= begin && day <= end).toSorted()
  const step = usualStep(days)
  const due: string[] = []
  for (const [index, day] of days.entries()) {
    due.push(day)
    const next = days[index + 1] ?? dayAfter(end, 1)
    for (
      let at = dayAfter(day, step);
      daysBetween(at, next) >= step / 2 && at < next;
      at = dayAfter(at, step)
    )
      due.push(at)
  }
  return due
}

/** Where the fewest days asked for are full: among those measured, or among those to come. */
function enoughAt(
  past: readonly Cell[],
  complete: readonly string[],
  asked: number,
  left: number,
): number | null {
  let measured = 0
  for (const [index, { day }] of past.entries()) {
    if (day !== null && complete.includes(day)) measured += 1
    if (measured === asked) return index
  }
  const at = past.length + (asked - measured) - 1
  return at < past.length + left ? at : null
}
