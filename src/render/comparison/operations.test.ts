import { describe, expect, it } from 'vitest'
import { unmeasured } from '../../model/measures/measure.ts'
import type { Operation, StoredTable, TableFinding, Trial } from '../../model/record/schema.ts'
import { firstDifference, operationRows } from '../../report/operations.ts'
import { operationLines, protocolTexts } from './operations.ts'

const NONE = { inserted: null, updated: null, deleted: null }
const PLAIN = { reader: 1, writer: 2, features: [] as string[] }

/** A table at a version, after these commits, with what each inserted. */
const left = (snapshot: number, operations: string[], inserted: number | null = null): StoredTable => ({
  rows: 1,
  fingerprint: 'f',
  snapshot: `${snapshot}`,
  commits: { count: operations.length, operations, rows: operations.map(() => ({ ...NONE, inserted })) },
  protocol: PLAIN,
})

const trial = (engine: string, operations: Operation[], tables: Trial['tables'], more: Partial<Trial> = {}) =>
  ({ engine, outcome: 'ok', warmup: false, measures: {}, tables, operations, ...more }) as Trial

const seconds = (...each: [string, number][]): Operation[] =>
  each.map(([name, value]) => ({ name, seconds: value }))

const compared = (...trials: Trial[]) => ({
  baseline: 'spark',
  judged: 'total' as const,
  trials,
  parity: { passes: true },
})
const finding = (table: string, outcome: TableFinding['outcome'], engine = 'polars') =>
  ({ engine, table, outcome, passes: outcome === 'exact' }) as TableFinding

const TABLES = { create: left(0, ['WRITE'], 6000), merge: left(1, ['MERGE'], 20) }
const SPARK = [2, 2.02].map((value) =>
  trial('spark', seconds(['create', value], ['merge', 2 * value]), TABLES),
)
const POLARS = [0.5, 0.51].map((value) =>
  trial('polars', seconds(['create', value], ['merge', value]), TABLES),
)
const SAME = [finding('create', 'exact'), finding('merge', 'exact')]

describe('operations of a comparison', () => {
  it('have each engine’s geometric mean, a winner, and whether the tables are the same', () => {
    const [create] = operationRows(compared(...SPARK, ...POLARS), SAME)
    expect(create).toMatchObject({
      name: 'create',
      figures: [
        {
          engine: 'spark',
          seconds: { value: expect.closeTo(2.01, 2), range: { lower: 2, upper: 2.02 } },
          ratio: null,
        },
        { engine: 'polars', seconds: { value: expect.closeTo(0.505, 3) }, ratio: expect.closeTo(0.251, 3) },
      ],
      winners: ['polars'],
      states: [{ engine: 'polars', outcome: 'exact', passes: true }],
    })
  })

  it('have no winner where the tables differ, and name the first that does', () => {
    const rows = operationRows(compared(...SPARK, ...POLARS), [
      finding('create', 'exact'),
      finding('merge', 'different'),
    ])
    expect(rows.map(({ winners }) => winners)).toEqual([['polars'], []])
    expect(firstDifference(rows)).toEqual({ operation: 'merge', engines: ['polars'] })
    expect(operationLines(rows)).toContain(
      '✕ The tables first differ after merge: polars. From there on, no operation has a winner.',
    )
  })

  it('may have differed before the first that is known to, where what was left before was not compared', () => {
    const rows = operationRows(compared(...SPARK, ...POLARS), [finding('merge', 'different')])
    const lines = operationLines(rows)
    expect(lines).toContain(
      '✕ The tables first differ after merge: polars. They may have differed before: what create left was not compared. From there on, no operation has a winner.',
    )
    expect(lines.find((line) => line.startsWith('create'))).toMatch(/ not compared$/)
  })

  it('have no winner after the first whose tables differ, since the work is not the same from there on', () => {
    const rows = operationRows(compared(...SPARK, ...POLARS), [
      finding('create', 'different'),
      finding('merge', 'exact'),
    ])
    expect(rows.map(({ winners }) => winners)).toEqual([[], []])
  })

  it('have no winner where one engine left alone what the others changed, and say so', () => {
    const idle = POLARS.map((each) => ({ ...each, tables: { ...TABLES, merge: left(1, []) } }))
    const rows = operationRows(compared(...SPARK, ...idle), SAME)
    expect(rows.map(({ winners }) => winners)).toEqual([['polars'], []])
    expect(operationLines(rows)).toContain(
      '– polars changed nothing in merge, the others did: no winner, since the times are not of the same work',
    )
  })

  it('have times of an engine that lacks another operation, and its reason for the one that it lacks', () => {
    const lacking: Operation[] = [
      { name: 'create', seconds: 0.1 },
      { name: 'merge', seconds: unmeasured('it has no MERGE') },
    ]
    const duckdb = trial('duckdb', lacking, {}, { outcome: 'unsupported' })
    const rows = operationRows(compared(...SPARK, duckdb), [finding('create', 'exact', 'duckdb')])
    expect(rows.map(({ figures }) => figures[1])).toMatchObject([
      { seconds: { value: expect.closeTo(0.1) }, lack: null },
      { seconds: null, lack: 'it has no MERGE' },
    ])
    expect(operationLines(rows)).toContain('– duckdb does not support merge: it has no MERGE')
  })

  it('are all that any trial reached, where one engine failed', () => {
    const failed = trial('polars', seconds(['create', 1]), {}, { outcome: 'failed' })
    const rows = operationRows(compared(failed, ...SPARK), [])
    expect(rows.map(({ name }) => name)).toEqual(['create', 'merge'])
    expect(rows[0]?.figures[1]).toEqual({ engine: 'polars', seconds: null, ratio: null, lack: null })
  })

  it('are none in records of before', () =>
    expect(operationLines(operationRows(compared({ ...trial('spark', [], {}) }), []))).toEqual([]))
})

describe('what operations committed', () => {
  it('is in common words, once where all engines did the same, and of each where they did not', () => {
    const asSelect = { ...TABLES, create: left(0, ['CREATE TABLE AS SELECT'], 6000) }
    const twice = { create: TABLES.create, merge: left(2, ['DELETE', 'WRITE'], 20) }
    const rows = operationRows(
      compared(
        trial('spark', SPARK[0]?.operations ?? [], asSelect),
        trial('polars', POLARS[0]?.operations ?? [], twice),
      ),
      SAME,
    )
    const lines = operationLines(rows).join('\n')
    expect(lines).toMatch(/^create +spark, polars +0 write: 6,000 inserted$/m)
    expect(lines).toMatch(/^merge +spark +1 merge: 20 inserted$/m)
    expect(lines).toMatch(/^ +polars +1 delete: 20 inserted; 2 write: 20 inserted$/m)
  })

  it('is nothing that a writer did not report, and may be no commit', () => {
    const tables = { create: left(7, ['VACUUM START', 'VACUUM END']), merge: left(7, []) }
    const lines = operationLines(
      operationRows(compared(trial('spark', seconds(['create', 1], ['merge', 1]), tables)), []),
    ).join('\n')
    expect(lines).toMatch(/^create +spark +6 vacuum start; 7 vacuum end$/m)
    expect(lines).toMatch(/^merge +spark +no commit$/m)
  })
})

describe('what the tables ask of readers and writers', () => {
  const rowsOf = (protocol: StoredTable['protocol']) =>
    operationRows(
      compared(
        trial('spark', seconds(['create', 1]), {
          create: { ...TABLES.create, ...(protocol && { protocol }) },
        }),
        trial('polars', seconds(['create', 1]), { create: TABLES.create }),
      ),
      [],
    )

  it('is said once where it is the same', () =>
    expect(protocolTexts(rowsOf(PLAIN))).toEqual([
      'Protocol of the tables: spark, polars reader 1, writer 2, no features.',
    ]))

  it('is said of each engine where it differs, and fails nothing', () => {
    const rows = rowsOf({ reader: 3, writer: 7, features: ['deletionVectors', 'timestampNtz'] })
    expect(protocolTexts(rows)).toEqual([
      'Protocol of the tables: spark reader 3, writer 7, deletionVectors and timestampNtz; polars reader 1, writer 2, no features.',
    ])
    expect(firstDifference(rows)).toBeUndefined()
  })
})
