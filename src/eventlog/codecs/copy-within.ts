import { corrupt } from '../damage.ts'

/**
 * Repeats bytes that lie `distance` before `to`; they may overlap what is written.
 *
 * @returns where the copy ends
 * @throws DamagedLog where either lies outside
 */
export function copyWithin(target: Buffer, to: number, distance: number, length: number): number {
  if (distance === 0 || distance > to || to + length > target.length) throw corrupt('a copy lies outside')
  if (distance >= length) target.copyWithin(to, to - distance, to - distance + length)
  else for (let at = to; at < to + length; at++) target[at] = target[at - distance] as number
  return to + length
}
