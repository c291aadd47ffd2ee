const MIB = 2 ** 20

/** How near a search comes: it ends once a failure lies within this share of what worked, or within these bytes; whichever is more. */
export interface Tolerance {
  share: number
  bytes: number
}

/** What a search begins with, in bytes. */
export interface Search {
  /** What the first try had. */
  most: number
  /** Nothing at or below it is tried. */
  floor: number
  /** Where the answer may lie: the second try; null where nothing is known. */
  guess: number | null
  tolerance: Tolerance
}

/** One run with so much memory. */
export interface Try {
  bytes: number
  worked: boolean
}

/** What tries come to, in bytes. */
export interface Found {
  /** The least from which on all that was tried worked; null where even the most failed. */
  least: number | null
  /** The most that failed; null where nothing did. */
  failed: number | null
  /** Amounts that worked though as much or more failed, ascending: memory alone does not decide there. */
  against: number[]
}

/** An amount that once failed and once worked counts as failed, so success is claimed only above every failure. */
export function foundIn(tries: readonly Try[]): Found {
  const failed = Math.max(...tries.flatMap(({ bytes, worked }) => (worked ? [] : [bytes])))
  const working = tries.flatMap(({ bytes, worked }) => (worked ? [bytes] : []))
  const least = Math.min(...working.filter((bytes) => bytes > failed))
  return {
    least: Number.isFinite(least) ? least : null,
    failed: Number.isFinite(failed) ? failed : null,
    against: [...new Set(working.filter((bytes) => bytes <= failed))].toSorted((a, b) => a - b),
  }
}

/** Whether the least that worked has done so twice, and what failed is near it. */
export const isSettled = (tries: readonly Try[], search: Search): boolean =>
  isClosed(tries, search) && isRepeated(tries)

function isRepeated(tries: readonly Try[]): boolean {
  const { least } = foundIn(tries)
  return tries.filter(({ bytes }) => bytes === least).length > 1
}

/** Whether nothing between the most that failed and the least that worked is worth a try. */
function isClosed(tries: readonly Try[], { floor, tolerance }: Search): boolean {
  const { least, failed } = foundIn(tries)
  return least !== null && least - (failed ?? floor) <= reach(least, tolerance)
}

/**
 * The amount to try next: the guess, then between the most that failed and the least that worked, until these are near each
 * other. Then the least once more, since one success may be luck; and half of the least that failed, since only a success
 * below a failure shows that memory is not all that decides.
 *
 * @param tries in their order; the first had the most
 * @returns null where the search is over
 */
export function nextAmount(tries: readonly Try[], search: Search): number | null {
  const { least, failed } = foundIn(tries)
  if (tries.length === 0) return search.most
  if (least === null || tries.length >= mostTries(search)) return null
  const low = failed ?? search.floor
  if (!isClosed(tries, search)) return tries.length === 1 ? second(search) : between(low, least)
  return isRepeated(tries) ? below(tries, search) : least
}

/** The most tries that a search takes; the last are for successes that do not repeat. */
export const mostTries = ({ most, floor, tolerance }: Search): number =>
  ONCE_EACH + halvings(floor, most, tolerance) + SPARE

/** The most, the guess, the least again, and one below a failure. */
const ONCE_EACH = 4
const SPARE = 4

const halvings = (low: number, high: number, tolerance: Tolerance): number => {
  if (high - low <= reach(high, tolerance)) return 0
  const middle = between(low, high)
  return 1 + Math.max(halvings(low, middle, tolerance), halvings(middle, high, tolerance))
}

const reach = (bytes: number, { share, bytes: least }: Tolerance): number =>
  Math.max(share * bytes, least, MIB)

/** Half the way by ratio, in whole MiB, and never one of the two. */
const between = (low: number, high: number): number =>
  Math.max(Math.floor(Math.sqrt(low * high) / MIB) * MIB, low + MIB)

/** The guess where it divides what is open, else as if there were none. */
function second({ most, floor, guess, tolerance }: Search): number {
  const whole = guess === null ? 0 : Math.ceil(guess / MIB) * MIB
  return whole > floor && most - whole > reach(most, tolerance) ? whole : between(floor, most)
}

/** Null where something was tried below an earlier failure already. */
function below(tries: readonly Try[], { floor }: Search): number | null {
  const failed = Math.min(...tries.flatMap(({ bytes, worked }) => (worked ? [] : [bytes])))
  const isDone = tries.some(({ bytes }, index) => (foundIn(tries.slice(0, index)).failed ?? 0) > bytes)
  const half = Math.floor(failed / 2 / MIB) * MIB
  return Number.isFinite(failed) && !isDone && half > floor ? half : null
}
