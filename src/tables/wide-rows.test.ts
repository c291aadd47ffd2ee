import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type DuckDB, openDuckDB } from '../duckdb/open.ts'
import { describeRelation } from './columns/schema.ts'
import { fingerprintStably } from './fingerprint/stable.ts'

let db: DuckDB
beforeEach(async () => {
  db = await openDuckDB({ threads: 2, memoryLimit: '100MB' })
})
afterEach(() => db[Symbol.asyncDispose]())

/** As many rows of one text, which DuckDB has once, however many rows there are. */
const wide = (rows: number, bytes: number, value = 't') =>
  `(SELECT i, ${value} AS v FROM range(${rows}) r(i), (SELECT repeat('x', ${bytes}) AS t))`

const fingerprintIn = async (on: DuckDB, relation: string) =>
  fingerprintStably(on, relation, await describeRelation(on, relation))

describe('rows with so much text that DuckDB would write out more than its memory', () => {
  it.each([
    ['as text', 't'],
    ['as bytes', 'encode(t)'],
    ['in a field', "{'a': 1, 'b': t}"],
  ])('are refused before they are: %s', async (_, value) => {
    await expect(fingerprintIn(db, wide(3000, 200_000, value))).rejects.toThrow(
      /^Its rows have so much text that 8\d\d MB of memory would be needed, but 79\.9 MB can be used for it\./,
    )
  })

  it.each([
    ['few', 20, 500_000],
    ['many, in one thread', 5000, 15_000],
    ['many that are narrow', 5000, 1000],
  ])('have the same fingerprint where they fit: %s', async (_, rows, bytes) => {
    await using roomy = await openDuckDB()
    const relation = wide(rows, bytes)
    expect(await fingerprintIn(db, relation)).toEqual(await fingerprintIn(roomy, relation))
    expect(await db.rows(`SELECT current_setting('threads') AS n`)).toEqual([{ n: 2n }])
  })
})
