import { describe, expect, it } from 'vitest'
import { CALLS } from './calls.ts'
import { isSame, outcomeOf } from './outcome.ts'
import { ENTRIES } from './registry.ts'

describe('code in calls of the DataFrame API', () => {
  const inCalls = ENTRIES.filter(({ id }) => CALLS.has(id))

  it('is of entries of the catalogue', () => {
    expect(inCalls).toHaveLength(CALLS.size)
  })

  it('returns on Spark what the code of its entry does', () => {
    const other = inCalls.filter(
      (entry) => !isSame(outcomeOf(entry, 'spark'), outcomeOf(entry, 'spark-calls')),
    )
    expect(other.map(({ id }) => id)).toEqual([])
  })
})
