/** Random numbers for simulations in tests and benchmarks: the same for the same seed, everywhere. */
export interface Noise {
  /** Uniform in [0, 1). */
  uniform(): number
  /** Standard normal. */
  normal(): number
}

/** Mulberry32 (Tommy Ettinger, public domain) with Box & Muller's transformation. */
export function seededNoise(seed: number): Noise {
  let state = seed >>> 0
  const uniform = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
  return { uniform, normal }
}

/** `n` values of an AR(1) process with mean 0 and variance 1: each is rho × the last one, and noise. */
export function autoregressive(noise: Noise, n: number, rho: number): number[] {
  const x = [noise.normal()]
  const fresh = Math.sqrt(1 - rho ** 2)
  while (x.length < n) x.push(rho * (x.at(-1) ?? 0) + fresh * noise.normal())
  return x
}
