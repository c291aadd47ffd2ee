import { describe, expect, it } from 'vitest'
import { parseConfig } from './parse.ts'

const STATE = "{ key: [id], at: 'delta:{output}/orders@{version}' }"

const parse = (lines: string) =>
  parseConfig(`version: 1
jobs:
  orders:
    input: data/orders
    baseline: spark
    env: { MODE: full }
    engines:
      spark: { run: [spark-submit, job.py] }
      polars: { run: [python, job.py] }
${lines}`)

function jobOf(lines: string) {
  const parsed = parse(lines)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config.jobs.orders
}

function problemsOf(lines: string) {
  const parsed = parse(lines)
  return 'problems' in parsed ? parsed.problems.map(({ key, message }) => `${key} ${message}`) : []
}

describe('operations of a job', () => {
  it('are tables to compare, in their order, and engines get their names', () => {
    const job = jobOf(`    operations: { create: ${STATE}, query: null }
    tables: { log: null }`)
    expect(job?.operations).toEqual(['create', 'query'])
    expect(Object.keys(job?.tables ?? {})).toEqual(['create', 'query', 'log'])
    expect(job?.tables.create).toMatchObject({ lake: 'delta:{output}/orders@{version}' })
    expect(job?.engines.polars?.steps[0]?.env).toEqual({ MODE: 'full', ETL_OPERATIONS: 'create query' })
  })

  it('are none of a job that has only tables', () => {
    const job = jobOf('    tables: { orders: null }')
    expect(job?.operations).toEqual([])
    expect(job?.engines.spark?.steps[0]?.env).toEqual({ MODE: 'full' })
  })

  it.each([
    [`    operations: { create: { at: 'iceberg:lake.{namespace}.orders' } }`, 'operations.create.at'],
    [`    operations: { create: { at: 'delta:{output}/a@{version}/b' } }`, 'operations.create.at'],
    [`    operations: { create: { at: '{output}/orders@{version}' } }`, 'operations.create.at'],
    [
      `    operations: { create: { at: 'delta:{output}/orders@{versoin}' } }`,
      "path@{version} (did you mean '{version}'?)",
    ],
    [`    tables: { orders: ${STATE} }`, 'tables.orders.at'],
    [`    operations: { create: ${STATE} }\n    tables: { create: null }`, 'tables.create'],
    ['    operations: { 2: null, 1: null }', 'operations.1'],
    ['    operations: [create]', 'operations must be a map'],
  ])('are refused where their table could not be found, or their order is lost: %s', (lines, problem) => {
    expect(problemsOf(lines).join('\n')).toContain(problem)
  })
})
