import { REASONS } from '../../reasons/catalogue.ts'
import { type Counted, countOf, type Details, sidesOf } from '../../reasons/reason.ts'
import { REGISTRY } from '../../reasons/registry.ts'
import { unexplained } from '../../reasons/unexplained.ts'
import type { EqualValues } from './equal-values.ts'

/** What is known of pairs of one reason. */
interface Distances {
  count: number
  /** Pairs that the tolerance doesn't allow. */
  beyond: number
  /** Of the pairs, those whose values are both finite numbers, and those whose are both times. */
  numbers: number
  times: number
  /** Greatest |a−b| and |a−b|/max(|a|,|b|) of finite numbers, and greatest seconds between times. */
  greatestAbs: number | null
  greatestRel: number | null
  greatestSeconds: number | null
  example: { pair: number; a: string | null; b: string | null }
}

/** Pairs of values of one leaf, one code, and one of its reasons, as SQL counted them. */
export interface Group extends Distances, Counted {
  /** The leaf's. */
  path: string
  /** Of the two numbers that are farthest apart, the distance as they are spelt. */
  spelt: number | null
}

/** All pairs of one reason. */
export interface Folded extends Distances {
  reason: string
  /** What the reason's words need: which side, which unit. */
  details: Details
  /** Where inside the values, the most frequent place first. */
  paths: string[]
}

/** Fewer pairs than this part of the unexplained ones look by chance like what they are taken for. */
const CHANCE = 1 / 10

/** Decides what only all pairs of a leaf show. */
export async function decideGroups(groups: readonly Group[], equal: EqualValues): Promise<Group[]> {
  const rows = async () => (await equal.count('a IS NOT NULL')) + countPairs(groups)
  let decided = [...groups]
  for (const { decide } of REGISTRY) if (decide) decided = await decide(decided, rows)
  return unexplainChance(decided)
}

/** One group a reason, most frequent first, of equals the one whose example is first. */
export function foldGroups(groups: readonly Group[]): Folded[] {
  const reasons = Map.groupBy(groups, ({ reason }) => reason)
  return [...reasons.values()].flatMap(fold).toSorted(byCount)
}

export const byCount = (a: Distances, b: Distances): number =>
  b.count - a.count || a.example.pair - b.example.pair

/** Pairs that differ: those with several reasons are in several groups. */
export const countPairs = (groups: readonly Pick<Group, 'code' | 'count'>[]): number =>
  sum([...new Map(groups.map(({ code, count }) => [code, count])).values()])

/** What chance brings about between unlike values is no reason: few such pairs among many that have none. */
function unexplainChance(groups: readonly Group[]): Group[] {
  const most = countOf(groups, unexplained.id) * CHANCE
  const isChance = ({ reason, part }: Group) =>
    REASONS[reason]?.mayBeChance?.(part) && countOf(groups, reason) < most
  const codes = new Set(groups.filter(isChance).map(({ code }) => code))
  const decided = groups.map((group) =>
    codes.has(group.code) ? { ...group, reason: unexplained.id } : group,
  )
  return [...new Map(decided.map((group) => [`${group.code} ${group.reason}`, group])).values()]
}

function fold(groups: readonly Group[]): Folded[] {
  const sorted = groups.toSorted(byCount)
  const [first] = sorted
  if (!first) return []
  return [
    {
      reason: first.reason,
      count: sum(groups.map(({ count }) => count)),
      beyond: sum(groups.map(({ beyond }) => beyond)),
      numbers: sum(groups.map(({ numbers }) => numbers)),
      times: sum(groups.map(({ times }) => times)),
      greatestAbs: greatest(groups.map(({ greatestAbs }) => greatestAbs)),
      greatestRel: greatest(groups.map(({ greatestRel }) => greatestRel)),
      greatestSeconds: greatest(groups.map(({ greatestSeconds }) => greatestSeconds)),
      example: groups.reduce((a, b) => (b.example.pair < a.example.pair ? b : a)).example,
      details: first.details ?? (REASONS[first.reason]?.details ?? sidesOf)(sorted),
      paths: [...new Set(sorted.map(({ path }) => path))],
    },
  ]
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, value) => total + value, 0)

function greatest(numbers: readonly (number | null)[]): number | null {
  const known = numbers.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}
