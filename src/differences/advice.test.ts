import { describe, expect, it } from 'vitest'
import { advisedEntries } from './advice.ts'

const targets = (baseline: string, engine: string) =>
  advisedEntries(['rank-of-null'], { baseline, engine }).flatMap(({ advice }) =>
    advice.map(({ target }) => target),
  )

describe('what to write in a port', () => {
  it('is for the engine that the candidate’s name tells, or for any', () => {
    expect(targets('spark', 'duckdb-v2')).toEqual(['duckdb'])
    expect(targets('Spark', 'Polars')).toEqual(['polars'])
    expect(targets('old', 'new')).toEqual(['duckdb', 'polars'])
  })

  it('is said of no port from another engine than Spark, and of no engine against itself', () => {
    expect(targets('polars', 'duckdb')).toEqual([])
    expect(targets('duckdb', 'spark')).toEqual([])
    expect(targets('spark', 'spark')).toEqual([])
    expect(targets('spark-3', 'spark-4')).toEqual([])
  })

  it('is said of no job whose baseline is declared to be another engine', () => {
    expect(advisedEntries(['rank-of-null'], { baseline: 'old', engine: 'new', isOfSpark: false })).toEqual([])
  })

  it('is of no port’s code where Spark’s own runs on another engine', () => {
    expect(targets('spark', 'comet')).toEqual([])
    expect(targets('spark', 'sqlframe-duckdb')).toEqual([])
    for (const engine of ['sail', 'duckdb_spark', 'duckdb-spark']) {
      const [one] = advisedEntries(['python-udf'], { baseline: 'spark', engine })
      expect(one?.advice.map(({ target }) => target)).toEqual([engine.replace('-', '_')])
    }
  })

  it('is of Spark’s API for the engines on which it was seen to return what Spark does', () => {
    const advice = (engine: string) =>
      advisedEntries(['log'], { baseline: 'spark', engine }).flatMap(({ advice }) =>
        advice.map(({ text }) => text),
      )
    expect(advice('sail')).toEqual(['ln(x)'])
    expect(advice('sqlframe')).toEqual([])
  })

  it('leaves out entries that other versions have, and those the engine agrees in', () => {
    expect(advisedEntries(['gone', '__proto__'], { baseline: 'spark', engine: 'duckdb' })).toEqual([])
    expect(advisedEntries(['max-by-null'], { baseline: 'spark', engine: 'polars' })).toEqual([])
  })
})
