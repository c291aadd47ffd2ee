import { formatBytes } from '../../model/units/bytes.ts'
import { binaryBytes } from '../../plan/plan.ts'
import { counted } from '../../text/text.ts'
import type { Gates, Judged } from '../../verdict/verdict.ts'
import { rangeText } from './numbers.ts'

type Capacity = Gates['capacity']

/** Of runs whose records have no bytes of input. */
export const UNKNOWN_INPUT = 'the size of the input is unknown'

export function capacityEvidence({ gates: { capacity }, subject }: Judged): string {
  const { basis, unsizedPeakBytes, targetBytes, lost, reason } = capacity
  const target = formatBytes(targetBytes ?? 0)
  const far = farText(capacity)
  switch (basis) {
    case 'no-sizes':
      return `peak ${formatBytes(unsizedPeakBytes ?? 0)} of ${subject.candidate}; ${UNKNOWN_INPUT}`
    case 'ran':
      return `${peakText(capacity)}, which is twice the volume of ${formatBytes(capacity.volumeBytes ?? 0)} or more`
    case 'lost':
      return `${lost?.count} of ${counted(lost?.of ?? 0, 'trial')} at ${target} or more ran out of memory`
    case 'lost-early':
      return `${counted(lost?.count ?? 0, 'trial')} below ${target} ran out of memory`
    case 'exceeds':
      return exceedingText(capacity)
    case 'predicted':
      return expectedText(capacity, target, far)
    case 'no-fit':
      return [
        peakText(capacity),
        ...(far ? [`${target} is ${far}`] : []),
        ...(reason ? [noGrowthText(reason)] : []),
      ].join('; ')
    case 'no-volume':
    case 'no-memory':
      return peakText(capacity)
  }
}

export function capacityNeeds({ gates: { capacity } }: Judged): string | null {
  const { basis, state, targetBytes, lost } = capacity
  if (state !== 'not yet') return null
  const target = `${formatBytes(targetBytes ?? 0)}, twice the declared volume`
  switch (basis) {
    case 'no-sizes':
      return 'runs with a known input size: record --input'
    case 'no-volume':
      return 'volume: in the policy (the input of one production run)'
    case 'no-memory':
      return 'a memory limit (limits: memory) to compare the peak with'
    case 'lost':
      return lost?.hadAsMuch
        ? 'new code or more memory'
        : 'successful runs at that size, with as much memory as the node has'
    case 'lost-early':
      return `new code or more memory, and successful runs at ${target}`
    case 'exceeds':
      return 'successful runs with as much memory as the node has (limits:), or a larger node'
    case 'no-fit':
      return `a run at ${target}${capacity.reason?.why === 'heap' ? '' : ', or runs at a wider range of sizes'}`
    case 'predicted':
    case 'ran':
      return `a run at ${target}`
  }
}

/** Why nothing is fitted, as a clause. */
export function noGrowthText(reason: NonNullable<Capacity['reason']>): string {
  switch (reason.why) {
    case 'few-runs':
      return `fewer than ${reason.needed} runs`
    case 'close-sizes':
      return `sizes span a factor of ${reason.span.toFixed(2)}; a fit needs ${reason.needed}`
    case 'no-line':
      return 'the measurements do not fit a line'
    case 'falls-to-zero':
      return 'the fit falls to zero at this size'
    case 'heap':
      return 'the peak of a JVM is what its heap was allowed, not what it needs'
  }
}

/** Little more than what was measured is no extrapolation that anybody fears. */
export const FAR = 1.05

/** `4 times beyond what was measured (3 GB)`. */
export const beyondText = (times: number, largest: number): string =>
  `${Number(times.toPrecision(2))} times beyond what was measured (${formatBytes(largest)})`

function expectedText({ predicted, memoryBytes, node }: Capacity, target: string, far: string): string {
  const peak = rangeText(predicted ?? { lower: 0, upper: 0 }, formatBytes)
  const memory = `${binaryBytes(memoryBytes ?? 0, ' ')} of memory${node === null ? '' : ` on a ${node}`}`
  return `expected peak ${peak} at ${target}${far && `, ${far}`}, with ${memory}`
}

function exceedingText({ exceeding, memoryBytes, node }: Capacity): string {
  const { bytes, inputBytes } = exceeding ?? { bytes: 0, inputBytes: 0 }
  const of = node === null ? 'its node' : `a ${node}`
  return `peak ${formatBytes(bytes)} at ${formatBytes(inputBytes)} of input, more than the ${binaryBytes(memoryBytes ?? 0, ' ')} of ${of}`
}

/** How far the target lies beyond the largest input measured; empty where it does not. */
const farText = ({ peak, targetBytes }: Capacity): string =>
  peak === null || targetBytes === null || targetBytes <= FAR * peak.inputBytes
    ? ''
    : beyondText(targetBytes / peak.inputBytes, peak.inputBytes)

const peakText = ({ peak }: Capacity): string =>
  peak === null
    ? 'no peak was measured'
    : `peak ${formatBytes(peak.bytes)} at ${formatBytes(peak.inputBytes)} of input`
