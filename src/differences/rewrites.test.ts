import { describe, expect, it } from 'vitest'
import { isSame, outcomeOf, standingOf } from './outcome.ts'
import { ENTRIES } from './registry.ts'
import { REWRITES } from './rewrites.ts'

const REWRITTEN = ENTRIES.flatMap((entry) => {
  const rewrite = REWRITES.get(entry.id)
  return rewrite ? [{ entry, ...rewrite }] : []
})
const RUN = REWRITTEN.filter(({ code }) => code !== undefined)

describe('what is written in place of Spark’s code, on engines with its API', () => {
  it('is of entries of the catalogue, for engines that do not return what Spark does', () => {
    expect(REWRITTEN).toHaveLength(REWRITES.size)
    const needless = REWRITTEN.flatMap(({ entry, on }) =>
      on.filter((engine) => standingOf(entry, engine) === 'same').map((engine) => `${entry.id}: ${engine}`),
    )
    expect(needless).toEqual([])
  })

  it('was seen to return the same rows on Spark and on each engine that it is for', () => {
    const wrong = RUN.flatMap(({ entry, on }) => {
      const spark = outcomeOf(entry, 'spark-rewritten')
      const isProven = (engine: (typeof on)[number]) =>
        spark !== undefined && 'rows' in spark && isSame(spark, outcomeOf(entry, `${engine}-rewritten`))
      return on.filter((engine) => !isProven(engine)).map((engine) => `${entry.id}: ${engine}`)
    })
    expect(wrong).toEqual([])
  })

  it('returns what Spark’s code did, where that returned rows, unless it says that it does not', () => {
    const wrong = RUN.filter(({ entry, changes = false }) => {
      const before = outcomeOf(entry, 'spark')
      const kept = isSame(before, outcomeOf(entry, 'spark-rewritten'))
      return before !== undefined && 'rows' in before && kept === changes
    })
    expect(wrong.map(({ entry }) => entry.id)).toEqual([])
  })
})
