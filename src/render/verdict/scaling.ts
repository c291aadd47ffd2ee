import type { Clock } from '../../model/measures/clock.ts'
import { isCluster } from '../../model/record/deployment.ts'
import { SIDES } from '../../model/record/sides.ts'
import { formatBytes } from '../../model/units/bytes.ts'
import { describeLimits } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { Scaling, Serial } from '../../verdict/forecast/scaling.ts'
import type { Ran } from '../../verdict/move.ts'
import type { Judged } from '../../verdict/verdict.ts'
import { clockText } from '../clock.ts'
import { modesBeside, withMode } from '../deployment.ts'
import { noGrowthText } from './capacity.ts'
import { listed, rangeText, timesText } from './numbers.ts'

type Place = Scaling['places'][number]

/** A table of what both codes did at each limits, its heading first; empty where only one was measured. */
export function scalingRows({ subject, forecast: { scaling }, epoch, move: { ran } }: Judged): string[][] {
  if (scaling.places.length < 2) return []
  const modes = modesBeside(
    SIDES.map((side) => ({ name: subject[side], deployment: { ...ran[side], place: placeOf(ran[side]) } })),
  )
  const heading = [
    'limits',
    ...SIDES.flatMap((side) => [withMode(subject[side], modes), `peak of ${subject[side]}`]),
    'failed trials',
    'data',
  ]
  return [
    heading,
    ...scaling.places.map((place) => [
      describeLimits(place.limits),
      ...SIDES.flatMap((side) => [timeText(place[side], epoch.frame.judged), peakText(place[side])]),
      failuresText(place, subject),
      dataText(place),
    ]),
  ]
}

/** How many executors a cluster had differs from row to row. */
const placeOf = ({ place }: Ran): Ran['place'] => (isCluster(place) ? { ...place, executors: null } : place)

const timeText = ({ seconds }: Place['baseline'], clock: Clock): string =>
  seconds === null ? 'no time' : clockText(clock, seconds.value)

const peakText = ({ peakBytes }: Place['baseline']): string =>
  peakBytes === null ? 'not measured' : formatBytes(peakBytes)

function failuresText(place: Place, subject: Judged['subject']): string {
  const texts = SIDES.flatMap((side) => {
    const { trials, failed, outOfMemory } = place[side]
    if (failed === 0) return []
    const how = outOfMemory > 0 ? `${outOfMemory} out of memory` : `${failed} failed`
    return [`${subject[side]}: ${how} of ${trials}`]
  })
  return texts.join('; ') || 'none'
}

const dataText = ({ data: { equal, different, unknown } }: Place): string => {
  if (different > 0)
    return `different in ${different} of ${counted(equal + different + unknown, 'comparison')}`
  if (unknown > 0) return 'not known'
  return equal > 0 ? 'equal' : 'not compared'
}

const ONE_OF = { cores: 'core', workers: 'worker' }

/** What more cores, or more workers, shorten, and what they make of more input; nothing where only one number was measured. */
export const serialLines = ({ subject, forecast: { scaling } }: Judged): string[] =>
  SIDES.flatMap((side) => [
    ...serialText(subject[side], scaling.serial[side]),
    ...weakText(subject[side], scaling.weak[side], scaling.serial[side].of),
  ])

function serialText(engine: string, { of, value, reason }: Serial): string[] {
  if (!value) {
    const why = serialReason(reason, of)
    return why === null ? [] : [`No serial share of ${engine}, because ${why}.`]
  }
  const percent = (share: number) => `${Math.round(100 * share)} %`
  const few = value.counts === 2 ? `; two numbers of ${of} cannot show whether the law holds` : ''
  return [
    `More ${of} do not shorten ${percent(value.value)} of the time that ${engine} takes on one ${ONE_OF[of]} (Amdahl; interval ${rangeText(value, percent)})${few}.`,
  ]
}

function serialReason(reason: NonNullable<Serial['reason']>, of: Serial['of']): string | null {
  switch (reason.why) {
    case 'one-count':
    case 'latency':
      return null
    case 'slower-with-more':
      return `it takes longer with more ${of}`
    case 'faster-than-added':
      return `its time falls by more than ${of} are added`
    default:
      return noGrowthText(reason)
  }
}

/** `With 1 GB for each worker, spark takes 1.1× the time of 1 worker on 2 and 1.3× on 4.` */
function weakText(engine: string, weak: Scaling['weak']['baseline'], of: Serial['of']): string[] {
  const [first, ...others] = weak?.points ?? []
  if (!weak || !first) return []
  const base = counted(first.count, ONE_OF[of])
  const times = others.map(({ count, seconds }, index) => {
    const ratio = timesText(seconds / first.seconds)
    return index === 0 ? `${ratio} the time of ${base} on ${count}` : `${ratio} on ${count}`
  })
  return [`With ${formatBytes(weak.bytesEach)} for each ${ONE_OF[of]}, ${engine} takes ${listed(times)}.`]
}
