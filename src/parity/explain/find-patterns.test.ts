import { describe, expect, it } from 'vitest'
import { compare, reasonsOf, useComparison } from '../../../tests/compared.ts'

useComparison()

/** 100 rows: `x` is NULL in every fifth, `day` runs from a Thursday, `g` has four groups. */
const ROWS = `(SELECT i AS id, i % 4 AS g, if(i % 5 = 0, NULL, (i * 37) % 101) AS x, DATE '2026-01-01' + i::INTEGER AS day
  FROM range(100) t(i))`
const select = (v: string, also = '') => `SELECT id${also}, ${v} AS v FROM ${ROWS}`

describe('ranks by a column with NULL', () => {
  const number = (order: string) => select(`row_number() OVER (PARTITION BY g ORDER BY ${order})`, ', x')

  it.each([
    ['row_number in groups', number('x NULLS FIRST, id'), number('x NULLS LAST, id')],
    [
      'rank of all',
      select('rank() OVER (ORDER BY x NULLS FIRST)', ', x'),
      select('rank() OVER (ORDER BY x NULLS LAST)', ', x'),
    ],
    [
      'rank, where one side gives NULL none',
      select('rank() OVER (ORDER BY x NULLS FIRST)', ', x'),
      select('if(x IS NULL, NULL, rank() OVER (ORDER BY x NULLS LAST))', ', x'),
    ],
  ])('are told: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).toEqual(['null-order'])
    expect(await reasonsOf('v', b, a)).toEqual(['null-order'])
  })

  it('say which side puts NULL first, and by which column', async () => {
    const { columns } = await compare(number('x NULLS FIRST, id'), number('x NULLS LAST, id'))
    expect(columns[0]?.detail).toBe('A puts NULL first, B does not: ranks by x')
  })

  it.each([
    ['in the other direction', number('x NULLS FIRST, id'), number('x DESC NULLS FIRST, id')],
    ['without the column that has NULL', select('id + 1'), select('100 - id')],
    ['from 0 in place of 1', number('x, id'), number('x, id').replace(' AS v', ' - 1 AS v')],
    [
      'of which some are one less where x is NULL',
      select('id + 1', ', x'),
      select('id + 1 + x IS NULL::INT', ', x'),
    ],
    [
      'that do not begin with 1',
      `SELECT * REPLACE (v + 5 AS v) FROM (${number('x NULLS FIRST')})`,
      `SELECT * REPLACE (v + 5 AS v) FROM (${number('x NULLS LAST')})`,
    ],
  ])('are not taken for others: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).not.toContain('null-order')
  })
})

describe('numbers of weekdays', () => {
  const [sunday1, sunday0, monday1] = ['isodow(day) % 7 + 1', 'dayofweek(day)', 'isodow(day)']

  it.each([
    ['beside the day, an hour of one or two', select(sunday1, ', day'), select(sunday0, ', day')],
    ['beside the day, only Sunday has two', select(monday1, ', day'), select(sunday0, ', day')],
    ['alone, where each day has its own pair of numbers', select(sunday1), select(monday1)],
  ])('are told: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).toEqual(['weekday-numbering'])
  })

  it.each([
    ['alone and one apart, as any numbers from 0 and 1', select('id % 7'), select('id % 7 + 1')],
    ['of other days than those in the row', select(sunday1, ', day'), select('dayofweek(day + 1)', ', day')],
    ['alone, where a row has the same', select(sunday1), select(`if(id = 7, ${sunday1}, ${monday1})`)],
    [
      'of six days alone',
      `${select(sunday1)} WHERE isodow(day) <> 7`,
      `${select(monday1)} WHERE isodow(day) <> 7`,
    ],
    [
      'of one day',
      `${select(sunday1, ', day')} WHERE isodow(day) = 3`,
      `${select(sunday0, ', day')} WHERE isodow(day) = 3`,
    ],
    ['of which one is the same', select(sunday1, ', day'), select(`if(id = 7, 5, ${sunday0})`, ', day')],
  ])('are not taken for others: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).not.toContain('weekday-numbering')
  })
})

describe('numbers of weeks', () => {
  it.each(["strftime(day, '%U')::INT", "strftime(day, '%W')::INT", '(dayofyear(day) - 1) // 7 + 1'])(
    'are told beside the day: %s',
    async (other) => {
      expect(await reasonsOf('v', select('week(day)', ', day'), select(other, ', day'))).toEqual([
        'week-numbering',
      ])
    },
  )

  it.each([
    ['without the day', select('week(day)'), select("strftime(day, '%U')::INT")],
    ['one more than a week', select('week(day)', ', day'), select('week(day) + 1', ', day')],
  ])('are not taken for others: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).not.toContain('week-numbering')
  })
})

describe('times an hour apart', () => {
  /** Ten minutes apart from an instant on, and the same an hour later. */
  const times = (from: string, type: string, shift = '1 HOUR') =>
    [`0 HOUR`, shift].map(
      (by) =>
        `SELECT i AS id, (TIMESTAMP '${from}' + to_minutes(10 * i) + INTERVAL ${by})::${type} AS v FROM range(6) t(i)`,
    ) as [string, string]

  it.each([
    ['the hour that comes twice in New York', '2026-11-01 05:00:00', 'TIMESTAMPTZ'],
    ['the hour that is skipped in Berlin', '2026-03-29 00:00:00', 'TIMESTAMPTZ'],
    ['in local time', '2026-10-25 02:00:00', 'TIMESTAMP'],
    ['in nanoseconds', '2026-10-25 02:00:00', 'TIMESTAMP_NS'],
    ['before 1970', '1967-10-29 05:00:00', 'TIMESTAMPTZ'],
  ])('are told where clocks change: %s', async (_, from, type) => {
    const [a, b] = times(from, type)
    expect(await reasonsOf('v', a, b)).toEqual(['clock-change'])
  })

  it('are told though all other times are the same', async () => {
    const [a, b] = times('2026-11-01 05:00:00', 'TIMESTAMPTZ')
    const others = "SELECT i + 100, TIMESTAMPTZ '2026-11-01 09:00:00+00' + to_hours(i) FROM range(500) t(i)"
    const { columns } = await compare(`${a} UNION ALL ${others}`, `${b} UNION ALL ${others}`)
    expect(columns).toMatchObject([{ reason: 'clock-change', count: 6 }])
    expect(columns[0]?.detail).toContain('America/New_York')
  })

  it.each([
    ['hours before', ...times('2026-11-01 02:00:00', 'TIMESTAMPTZ')],
    ['the last hours that there are', ...times('294247-01-10 02:00:00', 'TIMESTAMP')],
    ['a minute too late', ...times('2026-11-01 05:11:00', 'TIMESTAMPTZ')],
    ['the day after', ...times('2026-11-02 05:00:00', 'TIMESTAMPTZ')],
    ['two hours apart', ...times('2026-11-01 05:00:00', 'TIMESTAMPTZ', '2 HOUR')],
    [
      'all of a day',
      ...times('2026-11-01 05:00:00', 'TIMESTAMPTZ').map((side) => side.replaceAll('range(6)', 'range(144)')),
    ],
  ] as [string, string, string][])('are another zone elsewhere: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).not.toContain('clock-change')
  })
})

describe('quotients of decimals', () => {
  const quotient = (type: string, of = '(id + 1) / 7') => select(`(${of})::${type}`)

  it.each([
    ['a DOUBLE', quotient('DOUBLE'), quotient('DECIMAL(23,13)')],
    ['2 decimals', quotient('DECIMAL(10,2)'), quotient('DECIMAL(23,13)')],
  ])('with another scale are told: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).toEqual(['division-scale'])
  })

  it.each([
    ['noise of a sum', select('(id / 10)::DOUBLE + 0.1 + 0.2'), select('(id / 10 + 0.3)::DECIMAL(23,13)')],
    ['decimals that end', quotient('DECIMAL(10,2)', 'id / 8'), quotient('DECIMAL(23,13)', 'id / 8')],
    ['other values', quotient('DECIMAL(10,2)'), quotient('DECIMAL(23,13)', '(id + 1) / 7.1')],
    [
      'decimals of one scale',
      quotient('DECIMAL(23,13)'),
      quotient('DECIMAL(23,13)', 'round((id + 1) / 7, 2)'),
    ],
  ])('are not taken for others: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).not.toContain('division-scale')
  })
})

describe('a column that has only NULL on one side', () => {
  const text = 'id::VARCHAR'

  it.each([
    ['in every row', select('NULL::VARCHAR'), select(text)],
    ['of no type', select('NULL'), select(text)],
    ['where the other has some NULL too', select('NULL::VARCHAR'), select(`if(id < 90, NULL, ${text})`)],
  ])('is told: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).toEqual(['schema-drift'])
  })

  it.each([
    ['one value is the same', select(`if(id = 5, ${text}, NULL)`), select(text)],
    ['the other has one value, as of a default', select('NULL::VARCHAR'), select("'none yet'")],
  ])('is not taken for it: %s', async (_, a, b) => {
    expect(await reasonsOf('v', a, b)).toEqual(['null'])
  })
})
