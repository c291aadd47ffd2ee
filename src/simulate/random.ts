import { createHash } from 'node:crypto'

/** A stream of numbers that is the same for the same seed, on any machine. */
export interface Random {
  /** Uniform in [0, 1). */
  uniform(): number
  /** Normal with mean 0 and standard deviation 1. */
  normal(): number
}

/**
 * Counter-based: block n is SHA-256 of the seed and n, of which four numbers of 53 bits are taken. Slower than an
 * ordinary generator by far, and fast enough for ledgers.
 */
export function seededRandom(seed: string): Random {
  let [block, next]: [number, number[]] = [0, []]
  const uniform = (): number => {
    if (next.length === 0) {
      const digest = createHash('sha256').update(`${seed}\0${block}`).digest()
      next = [0, 8, 16, 24].map((at) => Number(digest.readBigUInt64BE(at) >> 11n) / 2 ** 53)
      block += 1
    }
    return next.shift() ?? 0
  }
  return {
    uniform,
    // Box and Muller 1958, one of the pair.
    normal: () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform()),
  }
}
