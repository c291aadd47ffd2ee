/** What a node says of a pull: of its bytes it tells those of the whole image, not those that it lacked. */
export interface NodePull {
  milliseconds: number
  /** As the node's runtime keeps it; 0 where it does not say. */
  imageBytes: number
}

const PULLED =
  /^Successfully pulled image .* in (\S+?)(?: \(\S+ including waiting\))?(?:\. Image size: (\d+) bytes)?\.?$/s
const PART = /(\d+(?:\.\d+)?)(h|ms|m|s|µs|us|ns)/g
const MS = { h: 3_600_000, m: 60_000, s: 1000, ms: 1, µs: 1e-3, us: 1e-3, ns: 1e-6 }

/**
 * What a kubelet says that a pull took.
 *
 * @returns undefined where it says that nothing was pulled
 */
export function parsePulled(message: string): NodePull | undefined {
  const [, took = '', bytes = '0'] = PULLED.exec(message) ?? []
  return took === '' ? undefined : { milliseconds: goMilliseconds(took), imageBytes: Number(bytes) }
}

/** A duration as Go writes it, such as `1m2.5s`. */
const goMilliseconds = (text: string): number =>
  [...text.matchAll(PART)].reduce(
    (sum, [, amount, unit]) => sum + Number(amount) * MS[unit as keyof typeof MS],
    0,
  )
