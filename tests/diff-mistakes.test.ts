import { describe, expect, it } from 'vitest'
import { etlCompare } from './etl-compare.ts'
import { scratchTables } from './scratch-tables.ts'

const ROWS = "SELECT 1 AS id, 'name' AS name, 1.25 AS amount"

describe('a mistake in what diff is given', () => {
  const same = (...options: string[]) => ['a.parquet', 'a.parquet', ...options]
  it.each<[string, string[], string, object]>([
    ['a path that is not there', ['a.parquet', 'nowhere'], 'sourceMissing', { path: 'nowhere' }],
    ['a key that neither side has', same('--key', 'nope'), 'columnUnknown', { columns: ['nope'] }],
    [
      'a key that one side lacks',
      ['a.parquet', 'other.parquet', '--key', 'id'],
      'keyMissing',
      { path: 'other.parquet', columns: ['id'] },
    ],
    [
      'no column in common',
      ['a.parquet', 'other.parquet'],
      'noCommonColumns',
      { columns: ['id', 'name', 'amount'], others: ['x'] },
    ],
    ['a file that is none', ['a.parquet', 'broken.parquet'], 'sourceUnreadable', { path: 'broken.parquet' }],
    ['a folder with two schemas', ['a.parquet', 'mixed'], 'sourceSchemasDiffer', { path: 'mixed' }],
    [
      'a table and a folder of tables',
      ['tables', 'tables/x.parquet'],
      'sourceKindsDiffer',
      { tables: ['x', 'y'], example: 'tables/x.parquet' },
    ],
    [
      'a reason that is none',
      same('--accept', 'name=triming'),
      'reasonUnknown',
      { hint: expect.stringContaining("'trimming'") },
    ],
    ...['--abs', '--rel', '--accept'].map((option): [string, string[], string, object] => [
      `${option} of a column that neither side has`,
      same(option, `amout=${option === '--accept' ? 'trimming' : 1}`),
      'columnUnknown',
      { columns: ['amout'] },
    ]),
    ['too little memory', same('--memory', '1MB'), 'memoryTooSmall', { memory: '1MB' }],
    [
      'two tolerances of one column',
      same('--abs', 'amount=1', '--abs', 'amount=2'),
      'toleranceRepeated',
      { column: 'amount' },
    ],
    [
      'a tolerance that is no number',
      same('--abs', 'much'),
      'optionInvalid',
      { option: '--abs', value: 'much' },
    ],
    [
      'a memory that is none',
      same('--memory', 'lots'),
      'optionInvalid',
      { option: '--memory', value: 'lots' },
    ],
  ])('exits with 2: %s', async (_, args, code, data) => {
    await using folder = await scratchTables(
      {
        'a.parquet': ROWS,
        'other.parquet': 'SELECT 1 AS x',
        'tables/x.parquet': 'SELECT 1 AS x',
        'tables/y.parquet': 'SELECT 1 AS y',
        'mixed/1.parquet': 'SELECT 1 AS x',
        'mixed/2.parquet': "SELECT 'y' AS x",
      },
      { 'broken.parquet': 'not parquet at all' },
    )
    expect(await etlCompare(['diff', ...args], folder.path)).toMatchObject({
      code: 2,
      mistake: { code, data },
    })
  })

  it('names the options that --tolerance is called here', async () => {
    await using folder = await scratchTables({ 'a.parquet': ROWS })
    const { code, stderr } = await etlCompare(['diff', ...same('--tolerance', '1')], folder.path)
    expect([code, stderr]).toEqual([2, expect.stringMatching(/--abs .*--rel /s)])
  })
})
