import { z } from 'zod'
import type { ResultProblem } from '../result.ts'
import { hasKey, listOf, problemsOf, type ReadResults, type ResultFormat } from './format.ts'

const ENDED: Record<string, 'ok' | 'failed' | 'timeout' | 'cancelled'> = {
  SUCCEEDED: 'ok',
  FAILED: 'failed',
  ERROR: 'failed',
  TIMED_OUT: 'timeout',
  CANCELLED: 'cancelled',
}

/** CSV has texts alone, and so has the JSON of the statement API. */
const number = (what: string) =>
  z
    .union([z.number(), z.string().regex(/^-?\d+(\.\d+)?([eE][-+]?\d+)?$/)], {
      error: `must be ${what}, a number`,
    })
    .transform(Number)

const text = (what: string) => z.string({ error: `must be ${what}` }).min(1, `must be ${what}`)

/** `2026-11-20T03:17:00.000Z`, or with a space and `+00:00` as tables show it. */
const time = text('a time with its zone, such as 2026-11-20T03:17:00.000Z')
  .transform((written) => written.replace(' ', 'T'))
  .pipe(
    z.iso.datetime({ offset: true, error: 'must be a time with its zone, such as 2026-11-20T03:17:00.000Z' }),
  )

const flag = z
  .union([z.boolean(), z.enum(['true', 'false'])], { error: 'must be true or false' })
  .transform((value) => value === true || value === 'true')

/** One row of docs/databricks-billing.sql: what a run used of one SKU, at its list price. */
const row = z.object({
  job_run_id: text('the id of the run'),
  started: time,
  ended: time,
  result_state: z.enum(Object.keys(ENDED), {
    error: `must be ${Object.keys(ENDED).join(', ')}. Leave out runs that did not run or have not ended`,
  }),
  sku_name: text('the name of the SKU'),
  usage_unit: text('the unit of usage_quantity, such as DBU'),
  usage_quantity: number('the quantity used').refine(
    (quantity) => quantity >= 0,
    'must be 0 or more. Rows that retract others are negative: sum them with those, as docs/databricks-billing.sql does',
  ),
  is_serverless: flag,
  list_price: number('the list price of a unit. Without it, the bill would be too low').refine(
    (price) => price >= 0,
    'must be the list price of a unit, 0 or more',
  ),
  currency_code: z
    .string({ error: 'must be a code such as USD' })
    .regex(/^[A-Z]{3}$/, 'must be a code such as USD'),
})

type Row = z.output<typeof row> & { index: number }

/** The rows of docs/databricks-billing.sql: a run is one or more of them. */
export const databricks: ResultFormat = {
  isOne: (json) => listOf(json).some((each) => hasKey(each, 'job_run_id')),
  read(json): ReadResults {
    const parsed = listOf(json).map((each) => row.safeParse(each))
    const wrong = parsed.flatMap(({ error }, index) => problemsOf(error, index))
    if (wrong.length > 0) return { problems: wrong }
    const rows = parsed.flatMap(({ data }, index): Row[] => (data ? [{ ...data, index }] : []))
    const runs = [...Map.groupBy(rows, (each) => each.job_run_id).values()]
    const problems = runs.flatMap(contradictions)
    if (problems.length > 0) return { problems }
    const classic = runs.filter((run) => run.some(({ is_serverless }) => !is_serverless)).length
    const doubts =
      classic > 0
        ? [
            `${classic} of ${runs.length} runs used no serverless compute. The cloud bills their machines, which system.billing.usage does not have, so no billed amount is kept of them.`,
          ]
        : []
    return { results: runs.flatMap(resultOf), doubts }
  },
}

const ALIKE = ['started', 'ended', 'result_state', 'currency_code'] as const

/** What all rows of a run must say alike. */
function contradictions([first, ...rest]: readonly Row[]): ResultProblem[] {
  return rest.flatMap((each) =>
    ALIKE.filter((key) => first && each[key] !== first[key]).map((key) => ({
      index: each.index,
      key,
      message:
        key === 'currency_code'
          ? `mixes currencies in one run (${first?.[key]}, ${each[key]}). Nothing is converted: select one in the query`
          : `must be the same in all rows of run ${each.job_run_id}`,
    })),
  )
}

function resultOf(rows: readonly Row[]) {
  const [first] = rows
  if (!first) return []
  const total = (Date.parse(first.ended) - Date.parse(first.started)) / 1000
  const amount = rows.reduce((sum, each) => sum + each.usage_quantity * each.list_price, 0)
  const isServerless = rows.every(({ is_serverless }) => is_serverless)
  return [
    {
      started: first.started,
      seconds: { total },
      outcome: ENDED[first.result_state],
      ...(isServerless && {
        billed: {
          source: 'Databricks, system.billing.usage at system.billing.list_prices',
          amount,
          currency: first.currency_code,
        },
      }),
    },
  ]
}
