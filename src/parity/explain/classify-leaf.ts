import { isDistinct } from '../../canonical/hash.ts'
import type { DuckDB } from '../../duckdb/open.ts'
import type { Tolerance } from '../../model/config/model.ts'
import { REASONS } from '../../reasons/catalogue.ts'
import { decimalsOf } from '../../reasons/numbers/fewer-decimals.ts'
import type { BesideColumn } from '../../reasons/reason.ts'
import type { Steps } from '../../reasons/steps.ts'
import type { DataType } from '../../types/data-type.ts'
import { codeOf, decode } from '../recognise/code.ts'
import type { Leaf } from '../recognise/leaves.ts'
import { type NamedCases, recognise, withSteps } from '../recognise/recognise.ts'
import { closeness } from './closeness.ts'
import { findFewerDecimals } from './decimals.ts'
import type { EqualValues } from './equal-values.ts'
import { findPatterns } from './find-patterns.ts'
import { decideGroups, type Group } from './patterns.ts'
import { speltDistance } from './spelt-distance.ts'

/** Pairs of one leaf with their reasons. */
export interface ClassifiedLeaf {
  leaf: Leaf
  groups: Group[]
  /** SQL for its pairs that differ: pair, code, close, apart, rel, seconds. A pair may be there several times. */
  coded: string
}

/**
 * Says why the values of a leaf differ.
 *
 * @param pairs query with a row a pair of the column: pair, a, b, and of its own values the columns beside it
 */
export async function classifyLeaf(
  db: DuckDB,
  leaf: Leaf,
  pairs: string,
  tolerance: Tolerance | null,
  equal: EqualValues,
  beside: readonly BesideColumn[],
): Promise<ClassifiedLeaf> {
  const { steps, cases: known, ...distances } = recogniseLeaf(leaf)
  const decimals = decimalsOf(leaf.target)
  const computed = withSteps(differing(leaf, pairs), steps)
  const found = decimals && (await findFewerDecimals(db, computed, decimals, equal))
  const shown = leaf.path === '' ? await findPatterns(db, computed, leaf, beside, equal) : []
  const cases = [...shown, ...(found ? [found] : []), ...known]
  const close = tolerance ? isClose(leaf.target, tolerance, distances.seconds) : 'false'
  const coded = `(SELECT pair, a, b, ${codeOf(cases)} AS code, ${close} AS close, ${measured(distances)} FROM ${computed})`
  const rows = await db.rows(`SELECT * REPLACE (try(a::VARCHAR) AS a, try(b::VARCHAR) AS b,
      try(far_a::VARCHAR) AS far_a, try(far_b::VARCHAR) AS far_b)
    FROM (SELECT code, count(*) AS count, count(*) FILTER (close IS NOT TRUE) AS beyond, count(apart) AS numbers,
      count(seconds) AS times, max(apart) AS apart, max(rel) AS rel, max(seconds) AS seconds, min(pair) AS pair,
      arg_min_null(a, pair) AS a, arg_min_null(b, pair) AS b, arg_max(a, apart) AS far_a, arg_max(b, apart) AS far_b
    FROM ${coded} GROUP BY code)`)
  const groups = rows.flatMap((row) => readGroups(row, cases, leaf.path))
  const decided = await decideGroups(groups, equal)
  return { leaf, coded, groups: await asSpelt(db, coded, leaf.target, decided) }
}

/** Durations are compared as numbers of seconds, which a tolerance of times is meant for too. */
function recogniseLeaf({ a, b, target }: Leaf): ReturnType<typeof recognise> {
  const found = recognise(target)
  const areDurations = [a, b].some(({ kind }) => kind === 'duration')
  return areDurations && found.numbers ? { ...found, seconds: `(${found.numbers.apart})::DOUBLE` } : found
}

/**
 * Numbers that differ by a cent are 0.01 apart as written, and a little more or less in binary. Of those that a tolerance
 * would declare, the reported distance suffices for all pairs; of texts there is none where that isn't known.
 */
async function asSpelt(
  db: DuckDB,
  coded: string,
  type: DataType,
  groups: readonly Group[],
): Promise<Group[]> {
  const isText = type.kind === 'text'
  const candidates = groups.flatMap(({ code, reason, spelt, greatestAbs }) => {
    const abs = spelt ?? greatestAbs
    const isOpen = REASONS[reason]?.declare === 'abs' && abs !== null
    return isOpen && (isText || abs < (greatestAbs ?? 0)) ? [{ code, abs }] : []
  })
  if (candidates.length === 0) return [...groups]
  const isBeyond = candidates.map(
    ({ code, abs }) => `code = ${code} AND (${closeness(type, 'a', 'b', { abs, rel: 0 })}) IS NOT TRUE`,
  )
  const rows = await db.rows(`SELECT DISTINCT code FROM ${coded} WHERE ${isBeyond.join(' OR ')}`)
  const beyond = new Set(rows.map(({ code }) => Number(code)))
  return groups.map((group) => {
    const found = candidates.find(({ code }) => code === group.code)
    if (!found) return group
    if (!beyond.has(group.code)) return { ...group, greatestAbs: found.abs }
    return isText ? { ...group, numbers: 0 } : group
  })
}

/** Those of nested values are filtered here; a column's own that are equal were left out before. */
function differing({ path, target, within }: Leaf, pairs: string): string {
  const inside = within(pairs)
  return path === '' ? inside : `(SELECT * FROM ${inside} WHERE ${isDistinct('a', 'b', target)})`
}

function isClose(type: DataType, tolerance: Tolerance, seconds: string | undefined): string {
  const asNumbers = closeness(type, 'a', 'b', tolerance)
  const asTimes =
    seconds !== undefined && tolerance.seconds !== undefined && `${seconds} <= ${tolerance.seconds}`
  return (
    [asNumbers, asTimes]
      .filter(Boolean)
      .map((close) => `coalesce(${close}, false)`)
      .join(' OR ') || 'false'
  )
}

function measured({ numbers, seconds = 'NULL::DOUBLE' }: Pick<Steps, 'numbers' | 'seconds'>): string {
  if (!numbers) return `NULL::DOUBLE AS apart, NULL::DOUBLE AS rel, ${seconds} AS seconds`
  const { apart, greater } = numbers
  const finite = (value: string) => `CASE WHEN isfinite(${apart}) AND isfinite(${greater}) THEN ${value} END`
  return `${finite(apart)} AS apart, ${finite(`${apart} / nullif(${greater}, 0)`)} AS rel, ${seconds} AS seconds`
}

/** A group for each reason of a code. */
function readGroups(row: Record<string, unknown>, cases: readonly NamedCases[], path: string): Group[] {
  const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)
  const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
  const code = Number(row.code)
  const group = {
    path,
    code,
    count: Number(row.count),
    beyond: Number(row.beyond),
    numbers: Number(row.numbers),
    times: Number(row.times),
    greatestAbs: numberOf(row.apart),
    spelt: speltDistance(textOf(row.far_a), textOf(row.far_b)),
    greatestRel: numberOf(row.rel),
    greatestSeconds: numberOf(row.seconds),
    example: { pair: Number(row.pair), a: textOf(row.a), b: textOf(row.b) },
  }
  return decode(code, cases).map((claim) => ({ ...group, ...claim }))
}
