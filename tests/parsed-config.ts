import { parseConfig } from '../src/model/config/parse.ts'

/** A configuration with the job `orders`, to whose end lines are added, for tests. */
export const job = (lines: string) => `version: 1
jobs:
  orders:
    input: data/orders
    baseline: spark
    engines:
      spark: { run: [spark-submit, job.py] }
      duckdb: { run: [python, job.py, "{input}"] }
    tables: { orders: { key: [id] } }
${lines}`

export function problems(text: string) {
  const parsed = parseConfig(text)
  return 'problems' in parsed ? parsed.problems : []
}

export function read(text: string) {
  const parsed = parseConfig(text)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return parsed.config
}

export const orders = (text: string) => {
  const { orders: found } = read(text).jobs
  if (!found) throw new Error('no job orders')
  return found
}
