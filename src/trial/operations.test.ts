import { describe, expect, it } from 'vitest'
import type { Table } from '../model/config/model.ts'
import { unmeasured } from '../model/measures/measure.ts'
import type { Operation } from '../model/record/schema.ts'
import { lackText, tablesLeft, versionBefore } from './operations.ts'

const table = (name: string, lake?: string): Table => ({
  ...{ name, key: [], ignore: [], accept: {}, tolerance: {} },
  ...(lake !== undefined && { lake }),
})
const STATE = 'delta:{output}/orders@{version}'
const JOB = {
  operations: ['create', 'query', 'upsert'],
  tables: {
    create: table('create', STATE),
    query: table('query'),
    upsert: table('upsert', STATE),
    other: table('other'),
  },
}
const done = (...operations: [string, (number | string)?][]): Operation[] =>
  operations.map(([name, version]) =>
    typeof version === 'string'
      ? { name, seconds: unmeasured(version) }
      : { name, seconds: 1, ...(version !== undefined && { version: `${version}` }) },
  )

const tablesOf = (done: Operation[], problems: [string, string][] = []) =>
  tablesLeft(JOB, { done, problems: new Map(problems), hints: new Map() })

describe('the tables that a trial left', () => {
  it('are those of its operations at their versions, and all others', () => {
    const { tables, problems } = tablesOf(done(['create', 0], ['query', 0], ['upsert', 4]))
    expect(tables.map(({ name, lake }) => [name, lake])).toEqual([
      ['create', 'delta:{output}/orders@0'],
      ['query', undefined],
      ['upsert', 'delta:{output}/orders@4'],
      ['other', undefined],
    ])
    expect(problems.size).toBe(0)
  })

  it('are none of an operation that the engine lacks', () => {
    const { tables, problems } = tablesOf(done(['create', 0], ['query'], ['upsert', 'no MERGE']))
    expect(tables.map(({ name }) => name)).toEqual(['create', 'query', 'other'])
    expect(problems.size).toBe(0)
  })

  it('can’t be found where an operation or its version was not reported', () => {
    const { problems } = tablesOf(done(['create'], ['query']))
    expect(Object.fromEntries(problems)).toEqual({
      create: expect.stringMatching(/^has no version: append \{"stage":"create"/),
      upsert: expect.stringMatching(/^was not reported: append \{"stage":"upsert"/),
    })
  })

  it('can’t be found where what was reported of an operation does not count', () => {
    const { tables, problems } = tablesOf(done(['create', 0], ['upsert', 4]), [['query', 'failed: no disk']])
    expect(tables.map(({ name }) => name)).toEqual(['create', 'upsert', 'other'])
    expect([...problems]).toEqual([['query', 'failed: no disk']])
  })

  it('had the version that the last operation before reported', () => {
    const all = done(['create', 0], ['query'], ['upsert', 4])
    expect(['create', 'query', 'upsert'].map((name) => versionBefore(all, name))).toEqual([null, '0', '0'])
  })
})

describe('an engine that lacks operations', () => {
  it('says which, and why', () => {
    const operations = done(['create', 0], ['upsert', 'no MERGE'])
    expect(lackText({ operations })).toBe('it does not support upsert (no MERGE)')
  })

  it('gives a reason that several share once', () => {
    const operations = done(
      ['create', 'no writer'],
      ['query'],
      ['history', 'no log'],
      ['upsert', 'no writer'],
    )
    expect(lackText({ operations })).toBe('it does not support create, upsert (no writer); history (no log)')
  })

  it('is none where it did all, or has no operations', () => {
    expect(lackText({ operations: done(['create', 0]) })).toBeUndefined()
    expect(lackText({})).toBeUndefined()
  })
})
