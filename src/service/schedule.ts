import { seededRandom } from '../simulate/random.ts'

/**
 * When requests are to be sent: moments of a Poisson process, in milliseconds since the load began, ascending. Clients that
 * know nothing of each other arrive so: also close together, which shows a queue that evenly spaced requests would not.
 * Given their number, they are spread over the time like independent uniform moments: partial sums of exponential gaps
 * over their whole sum (Devroye, Non-Uniform Random Variate Generation, 1986, V.3.1).
 *
 * @param seed the same moments for the same seed, so that engines get the same load
 */
export function arrivalsMs(count: number, seconds: number, seed: string): Float64Array {
  const random = seededRandom(seed)
  const arrivals = new Float64Array(count)
  const gap = () => -Math.log1p(-random.uniform())
  let sum = 0
  for (let index = 0; index < count; index += 1) {
    sum += gap()
    arrivals[index] = sum
  }
  const unit = (1000 * seconds) / (sum + gap())
  return arrivals.map((moment) => moment * unit)
}
