import { z } from 'zod'
import { platformOf } from '../../model/config/platforms.ts'
import { type Estimate, gramsOf } from '../../pricing/carbon.ts'
import { runsAYear } from '../../pricing/savings.ts'
import type { Evidence } from '../gates/gate.ts'
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

/** What a run emits on each side's platform: the candidate through the interval of its time. */
export function carbonOf({ policy, subject, speed }: Evidence): CarbonFacts {
  const [ofBaseline, ofCandidate] = [subject.baseline, subject.candidate].map((name) =>
    platformOf(policy, name),
  )
  const declared = [ofBaseline, ofCandidate].flatMap((each) => each?.carbon ?? [])
  const sources = [...new Set(declared.flatMap(({ processor, grid }) => [processor.source, grid.source]))]
  if (!ofBaseline?.carbon || !ofCandidate?.carbon)
    return { run: missing('carbon'), year: missing('carbon'), sources }
  const { baselineSeconds, ratio } = speed.facts
  if (baselineSeconds === null || !ratio)
    return { run: missing('interval'), year: missing('interval'), sources }
  const { value, interval } = ratio
  const [low, mid, high] = [interval.lower, value, interval.upper].map(
    (times) => times * baselineSeconds,
  ) as [number, number, number]
  const run = {
    baseline: gramsOf(ofBaseline, ofBaseline.carbon, {
      low: baselineSeconds,
      mid: baselineSeconds,
      high: baselineSeconds,
    }),
    candidate: gramsOf(ofCandidate, ofCandidate.carbon, { low, mid, high }),
  }
  return { run: known(run), year: overAYear(run, policy.runsPerDay), sources }
}

function overAYear(run: z.infer<typeof sides>, runsPerDay: number | undefined): CarbonFacts['year'] {
  if (runsPerDay === undefined) return missing('runsPerDay')
  const runs = runsAYear(runsPerDay)
  const times = ({ low, mid, high }: Estimate) => ({ low: low * runs, mid: mid * runs, high: high * runs })
  return known({ baseline: times(run.baseline), candidate: times(run.candidate) })
}
