import { expect, it } from 'vitest'
import { endings, inputOf, ON_A_DAY, run } from './dropin-engines.ts'
import { scratch } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const MINUTES = 60_000
const OK = ['ok', null]
const lacks = (call: RegExp) => ['unsupported', expect.stringMatching(call)]

/** The table «What runs» of docs/dropin.md, but for what tests/dropin.test.ts runs. */
it.each([
  {
    what: 'with a Python function',
    place: 'customer_tiers_udf/1MB',
    options: async () => ON_A_DAY,
    ends: { sail: OK, sqlframe: lacks(/: udf$/), duckdb_spark: lacks(/: udf$/) },
  },
  {
    what: 'of Parquet',
    place: 'customer_tiers/own',
    options: async (folder: string) => [
      ...['--partition', '2026-11-20'],
      ...['--input', await inputOf('customer_tiers', folder, '--format', 'parquet')],
    ],
    ends: { sail: OK, sqlframe: OK, duckdb_spark: lacks(/: RuntimeConfig\.set: /) },
  },
  {
    what: 'of bills',
    place: 'billing/own',
    options: async () => ['--partition', '2026-11'],
    ends: {
      sail: lacks(/try_divide/),
      sqlframe: lacks(/: types as text that have DECIMAL/),
      duckdb_spark: lacks(/: Column$/),
    },
  },
  {
    what: 'of sessions, on Comet',
    place: 'sessions/1MB',
    options: async () => [...ON_A_DAY, '--engines', 'spark,comet'],
    ends: {},
  },
])(
  'a program $what delivers the same data on every engine that lacks none of its calls',
  async ({ place, options, ends }) => {
    await using folder = await scratch()
    const [job = ''] = place.split('/')
    const { code } = await run(job, folder.path, await options(folder.path))
    const record = await recordOf(folder.path, place)
    expect(endings(record)).toEqual({ spark: OK, comet: OK, ...ends })
    expect([code, record.parity.outcome]).toEqual([0, 'exact'])
  },
  15 * MINUTES,
)
