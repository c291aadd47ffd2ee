const STEPS = 64

/** Sizes from one to another in equal ratios, both ends among them. */
export const sizesBetween = (from: number, to: number, steps = STEPS): number[] =>
  Array.from({ length: steps + 1 }, (_, i) => (i === steps ? to : from * (to / from) ** (i / steps)))

/**
 * The first size at which `isTrue` holds, to twelve digits, among sizes in equal ratios.
 *
 * @returns `from` where it holds there; undefined where it does nowhere up to `to`
 */
export function firstSize(from: number, to: number, isTrue: (size: number) => boolean): number | undefined {
  const sizes = sizesBetween(from, to)
  const index = sizes.findIndex(isTrue)
  if (index <= 0) return sizes[index]
  let [low, high] = [sizes[index - 1] as number, sizes[index] as number]
  while (Math.abs(high / low - 1) > 1e-12) {
    const middle = Math.sqrt(low * high)
    if (middle === low || middle === high) break
    if (isTrue(middle)) high = middle
    else low = middle
  }
  return high
}
