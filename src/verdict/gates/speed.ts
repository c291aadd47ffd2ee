import { z } from 'zod'
import { MIN_OBSERVATIONS } from '../../statistics/confidence-sequence.ts'
import { decideAll } from '../../statistics/decision.ts'
import { outlook } from '../../statistics/outlook.ts'
import { mean } from '../../statistics/sample.ts'
import { daysOf } from '../epochs.ts'
import { type Comparison, type Frame, isComplete } from '../evidence/comparison.ts'
import type { State, Wait } from '../forms.ts'
import { type Bound, lacksMargin } from '../speed/bounds.ts'
import { type SpeedFacts, speedFacts } from '../speed/facts.ts'
import { machineOf } from '../speed/observed.ts'
import { type Evidence, type Gate, gateShape } from './gate.ts'

/** Above this part of comparisons without a time that counts, those that have one are a choice of the best. */
const MOST_WITHOUT = 0.1
/** A class of machines with this part of the observations or more has a say of its own. */
const LEAST_OF_CLASS = 0.1

/** What keeps speed open. */
const open = z.enum([
  /** The clock in force has no margin, only the other one has. */
  'margin',
  /** Too many comparisons have no time that counts. */
  'times',
  /** Fewer than five observations. */
  'few',
  /** The clocks round more than the difference. */
  'clock',
  /** A class of machines contradicts the whole. */
  'class',
  /** The bound lies inside the interval. */
  'spread',
])

const schema = z.strictObject({
  ...gateShape,
  open: open.nullable(),
  ...speedFacts.shape,
  /** The class of machines whose mean lies on the other side of the bound; null where none does. */
  contradiction: z.string().nullable(),
})

/** The judged clock of the candidate against the baseline's, against the limit in minutes, or both. */
export const speed: Gate<typeof schema> = {
  schema,
  basis: 'evidence',
  isDeciding: () => true,
  judge: (evidence) => {
    const { facts, bounds } = evidence.speed
    const decided = decideAll(bounds.map(({ decision }) => decision))
    const contradiction = contradictionOf(bounds, decided)
    const why = openness(evidence, decided, contradiction)
    return why === null
      ? { ...facts, state: decided, open: null, needs: null, contradiction }
      : { ...facts, state: 'not yet', open: why, needs: needsOf(why, evidence, contradiction), contradiction }
  },
}

function openness(
  { policy, frame, speed: { bounds, facts } }: Evidence,
  decided: State,
  contradiction: string | null,
): z.infer<typeof open> | null {
  if (lacksMargin(policy, frame)) return 'margin'
  if (lostTimes(facts) > MOST_WITHOUT * facts.without.of) return 'times'
  if (decided !== 'not yet') return contradiction === null ? null : 'class'
  if (bounds.some(({ x }) => x.length < MIN_OBSERVATIONS)) return 'few'
  return bounds.some(isHidden) ? 'clock' : 'spread'
}

function needsOf(
  why: z.infer<typeof open>,
  { epoch: { comparisons }, frame, speed: { bounds, facts } }: Evidence,
  contradiction: string | null,
): Wait | null {
  switch (why) {
    case 'margin':
    case 'clock':
      return null
    case 'times':
      return atLeast(Math.ceil(lostTimes(facts) / MOST_WITHOUT) - facts.without.of)
    case 'class': {
      const { n, classes } = facts
      const count = classes.find(({ hostClass }) => hostClass === contradiction)?.observations ?? 0
      return atLeast(Math.floor(count / LEAST_OF_CLASS) + 1 - n)
    }
    case 'few':
      return fewestDays(comparisons, frame)
    case 'spread':
      return outlookOf(bounds, frame)
  }
}

const atLeast = (days: number): Wait => ({ least: Math.max(1, days), most: null })

/** Comparisons without a time that counts; a ratio also needs one of the baseline, and sides that are not far apart. */
export const lostTimes = ({
  without: { failed, both, apart, unlike, unmeasured, baseline },
  bounds,
}: SpeedFacts): number =>
  failed + both + unlike + unmeasured + (bounds.some(({ what }) => what === 'ratio') ? apart + baseline : 0)

/** No number of days tells a difference that the clocks do not. */
const isHidden = ({ x, ln, allowance, decision }: Bound): boolean =>
  decision.outcome === 'not yet' && allowance > 0 && Math.abs(mean(x) - ln) <= allowance

/** A class of machines, of a tenth of the observations or more, whose own mean lies on the other side of a bound. */
function contradictionOf(bounds: readonly Bound[], decided: State): string | null {
  if (decided === 'not yet') return null
  for (const { observations, ln, decision } of bounds) {
    if (decision.outcome !== decided) continue
    const byClass = Map.groupBy(observations, ({ comparison }) => machineOf(comparison))
    for (const [hostClass, each] of byClass) {
      const isSmall = each.length < LEAST_OF_CLASS * observations.length
      const isAbove = mean(each.map(({ value }) => value)) > ln
      if (!isSmall && isAbove !== (decided === 'fail')) return hostClass
    }
  }
  return null
}

/** Before the fifth observation there is no interval, and nobody knows how wide it will be. */
export const fewestDays = (comparisons: readonly Comparison[], { averageDays }: Frame): Wait =>
  atLeast(averageDays * MIN_OBSERVATIONS - daysOf(comparisons.filter(isComplete)).length)

/** The slower of the bounds decides how long it takes. */
function outlookOf(bounds: readonly Bound[], { averageDays }: Frame): Wait {
  const all = bounds.map(({ x, ln, alpha, inflation, allowance }) =>
    outlook(x, nearer(ln, mean(x), allowance), alpha, inflation),
  )
  const known = all.filter((each) => each !== null)
  const most = known.map((each) => each.most)
  return {
    least: averageDays * Math.max(...known.map(({ fewest }) => fewest)),
    most: most.every((each) => each !== null) ? averageDays * Math.max(...most) : null,
  }
}

/** A bound moved towards the mean by what clocks leave unsaid. */
const nearer = (ln: number, to: number, allowance: number): number =>
  to + Math.sign(ln - to) * Math.max(0, Math.abs(ln - to) - allowance)
