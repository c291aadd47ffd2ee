const PLAIN = /^(-?)(\d+)(?:\.(\d+))?$/

/** The distance of two numbers as they are spelt: 0.01 of 1.02 and 1.01, though binary fractions are a little more apart. */
export function speltDistance(a: string | null, b: string | null): number | null {
  const [left, right] = [PLAIN.exec(a ?? ''), PLAIN.exec(b ?? '')]
  if (!left || !right) return null
  const scale = Math.max(left[3]?.length ?? 0, right[3]?.length ?? 0)
  const difference = scaled(left, scale) - scaled(right, scale)
  return Number(`${difference < 0n ? -difference : difference}e-${scale}`)
}

/** A number times 10^scale. */
const scaled = ([, sign = '', whole = '', decimals = '']: RegExpExecArray, scale: number): bigint =>
  BigInt(`${sign}${whole}${decimals.padEnd(scale, '0')}`)
