import { mean } from './sample.ts'

/** Geometric mean, in the unit of `values`. @throws RangeError where one is not above 0, or there is none */
export function geometricMean(values: readonly number[]): number {
  if (!values.every((value) => value > 0)) throw new RangeError('a geometric mean needs values above 0')
  return Math.exp(mean(values.map((value) => Math.log(value))))
}
