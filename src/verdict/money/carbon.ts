import { z } from 'zod'
import { platformOf } from '../../model/config/platforms.ts'
import type { Side } from '../../model/record/sides.ts'
import { type Estimate, gramsOf } from '../../pricing/carbon.ts'
import { runsAYear } from '../../pricing/savings.ts'
import { billedComparisons } from '../billing/bills.ts'
import type { Evidence } from '../gates/gate.ts'
import { meanOfDays, meanSeconds } from '../speed/mean-of-days.ts'
import { figure, known, missing } from './figure.ts'

const estimate = z.strictObject({ low: z.number(), mid: z.number(), high: z.number() })
const sides = z.strictObject({ baseline: estimate, candidate: estimate })

/** Grams of CO2e by SCI, and what they rest on. */
export const carbon = z.strictObject({
  run: figure(sides),
  year: figure(sides),
  /** Of processors and grids, each once. */
  sources: z.array(z.string()),
})

export type CarbonFacts = z.infer<typeof carbon>

/** What the mean run emits on each side's platform, through the interval of its mean time. */
export function carbonOf({ policy, subject, epoch, frame }: Evidence): CarbonFacts {
  const [ofBaseline, ofCandidate] = [subject.baseline, subject.candidate].map((name) =>
    platformOf(policy, name),
  )
  const declared = [ofBaseline, ofCandidate].flatMap((each) => each?.carbon ?? [])
  const sources = [...new Set(declared.flatMap(({ processor, grid }) => [processor.source, grid.source]))]
  if (!ofBaseline?.carbon || !ofCandidate?.carbon)
    return { run: missing('carbon'), year: missing('carbon'), sources }
  if (frame.judged === 'p95') return { run: missing('service'), year: missing('service'), sources }
  const observed = billedComparisons(epoch.comparisons, frame)
  const secondsOf = (side: Side): Estimate | null => {
    const seconds = meanOfDays(observed, frame, (each) => meanSeconds(each, frame.judged, side))
    return seconds && { low: Math.max(0, seconds.lower), mid: seconds.value, high: seconds.upper }
  }
  const [baseline, candidate] = [secondsOf('baseline'), secondsOf('candidate')]
  if (!baseline || !candidate) return { run: missing('interval'), year: missing('interval'), sources }
  const run = {
    baseline: gramsOf(ofBaseline, ofBaseline.carbon, baseline),
    candidate: gramsOf(ofCandidate, ofCandidate.carbon, candidate),
  }
  return { run: known(run), year: overAYear(run, policy.runsPerDay), sources }
}

function overAYear(run: z.infer<typeof sides>, runsPerDay: number | undefined): CarbonFacts['year'] {
  if (runsPerDay === undefined) return missing('runsPerDay')
  const runs = runsAYear(runsPerDay)
  const times = ({ low, mid, high }: Estimate) => ({ low: low * runs, mid: mid * runs, high: high * runs })
  return known({ baseline: times(run.baseline), candidate: times(run.candidate) })
}
