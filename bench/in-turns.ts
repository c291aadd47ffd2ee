/** One of the things that are measured against each other. */
export interface Side<T> {
  name: string
  /** @param repeat from 0 */
  measure: (repeat: number) => Promise<T>
}

/** Sides with what they cost, the one that the others are compared with first. */
export interface Measured<T> {
  title: string
  sides: { name: string; costs: readonly T[] }[]
}

/** Measures each side so many times, in turns: forwards, then backwards, so that no side is always the first. */
export async function inTurns<T>(
  title: string,
  sides: readonly Side<T>[],
  repeats: number,
): Promise<Measured<T>> {
  const measured = sides.map(({ name, measure }) => ({ name, measure, costs: [] as T[] }))
  for (let repeat = 0; repeat < repeats; repeat++) {
    for (const { name, measure, costs } of repeat % 2 === 0 ? measured : measured.toReversed()) {
      const begun = performance.now()
      costs.push(await measure(repeat))
      const seconds = ((performance.now() - begun) / 1000).toFixed(2)
      console.error(`${title}, ${repeat + 1} of ${repeats}, ${name}: ${seconds} s`)
    }
  }
  return { title, sides: measured.map(({ name, costs }) => ({ name, costs })) }
}
