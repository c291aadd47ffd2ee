import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../src/duckdb/open.ts'
import type { TableFinding } from '../src/model/record/schema.ts'
import { compareTables } from '../src/parity/compare.ts'
import type { SideTable } from '../src/parity/relate/side.ts'
import { describeStored } from '../src/tables/columns/schema.ts'
import { PAIRS } from './parity-pairs/index.ts'
import type { Pair } from './parity-pairs/pair.ts'

let db: DuckDB
beforeAll(async () => {
  db = await openDuckDB({ threads: 1 })
})
afterAll(() => db[Symbol.asyncDispose]())

async function side(select: string): Promise<SideTable> {
  const relation = `(${select})`
  return { relation, columns: await describeStored(db, relation) }
}

async function compare(a: string, b: string, options: Pair): Promise<TableFinding> {
  const { key = [], ignore = [], accept = {}, tolerance = {} } = options
  const table = { name: 'pairs', key, ignore, accept, tolerance }
  const names = { engine: 'b', baseline: 'a', table }
  return (await compareTables(db, names, await side(a), await side(b))).finding
}

/** What a finding says of the matters that the pair speaks of. */
function said(finding: TableFinding, { reasons, onlyA, onlyB, changed }: Partial<Pair>): Partial<Pair> {
  return {
    outcome: finding.outcome,
    passes: finding.passes,
    ...(reasons && { reasons: [...new Set(finding.columns.map(({ reason }) => reason))].toSorted() }),
    ...(onlyA !== undefined && { onlyA: finding.onlyBaseline ?? -1 }),
    ...(onlyB !== undefined && { onlyB: finding.onlyEngine ?? -1 }),
    ...(changed !== undefined && { changed: finding.changed ?? -1 }),
  }
}

function expected(
  { outcome, passes }: Pair,
  { reasons, onlyA, onlyB, changed }: Partial<Pair>,
): Partial<Pair> {
  return {
    outcome,
    passes,
    ...(reasons && { reasons: reasons.toSorted() }),
    ...(onlyA !== undefined && { onlyA }),
    ...(onlyB !== undefined && { onlyB }),
    ...(changed !== undefined && { changed }),
  }
}

/** The pair read the other way round; reasons have a direction of their own. */
const mirrored = ({ onlyA, onlyB, changed }: Pair): Partial<Pair> => ({
  ...(onlyB !== undefined && { onlyA: onlyB }),
  ...(onlyA !== undefined && { onlyB: onlyA }),
  ...(changed !== undefined && { changed }),
})

describe.each(Object.entries(PAIRS))('%s', (_, pairs) => {
  it.each(pairs)('$outcome: $trap', async (pair) => {
    expect(said(await compare(pair.a, pair.b, pair), pair)).toEqual(expected(pair, pair))
  })

  it.each(pairs)('$outcome, the other way round: $trap', async (pair) => {
    const mirror = mirrored(pair)
    expect(said(await compare(pair.b, pair.a, pair), mirror)).toEqual(expected(pair, mirror))
  })
})
