/** Places values on an axis: 0 at its beginning, 1 at its end; beyond either where a value lies outside. */
export interface Scale {
  domain: Domain
  at(value: number): number
  /** Inside the axis, ascending. */
  ticks: number[]
}

export type Domain = readonly [least: number, most: number]

/** What ticks of a decade may be multiples of, the coarsest choice first. */
const MANTISSAS = [[1], [1, 3], [1, 2, 5], [1, 1.5, 2, 3, 5, 7]] as const

/** @param most ticks at most, 2 or more */
export function logScale(domain: Domain, most: number): Scale {
  const [low, high] = domain.map(Math.log) as [number, number]
  return { domain, at: (value) => (Math.log(value) - low) / (high - low), ticks: logTicks(domain, most) }
}

/** @param most ticks at most, 2 or more */
export function linearScale(domain: Domain, most: number): Scale {
  const [low, high] = domain
  return { domain, at: (value) => (value - low) / (high - low), ticks: linearTicks(domain, most) }
}

/** Room on both sides of a logarithmic axis, as a part of it; an axis of one value has a factor of two. */
export function padded(values: readonly number[], share: number): Domain {
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const factor = low === high ? Math.SQRT2 : (high / low) ** share
  return [low / factor, high * factor]
}

function logTicks([low, high]: Domain, most: number): number[] {
  const first = Math.floor(Math.log10(low))
  const decades = Array.from({ length: Math.ceil(Math.log10(high)) - first + 1 }, (_, index) => first + index)
  const choices = MANTISSAS.map((mantissas) =>
    decades
      .flatMap((decade) => mantissas.map((mantissa) => exact(mantissa * 10 ** decade)))
      .filter((tick) => isWithin(tick, low, high)),
  )
  const fine = choices.findLast((ticks) => ticks.length <= most) ?? []
  // On a short axis round numbers of equal distance say more than the few round multiples.
  if (fine.length < 3 && high / low < 10) return linearTicks([low, high], most)
  if (fine.length > 0 || decades.length <= most) return fine
  return (choices[0] ?? []).filter((_, index) => index % Math.ceil(decades.length / most) === 0)
}

function linearTicks([low, high]: Domain, most: number): number[] {
  const rough = (high - low) / most
  const decade = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((each) => each * decade).find((each) => each >= rough * 0.999) ?? rough
  const first = Math.ceil(low / step - 1e-9)
  const count = Math.floor(high / step + 1e-9) - first + 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => exact((first + index) * step))
}

/** Without the last digits of binary arithmetic. */
const exact = (value: number): number => Number(value.toPrecision(12))

const isWithin = (value: number, low: number, high: number): boolean =>
  value >= low * 0.999999 && value <= high * 1.000001
