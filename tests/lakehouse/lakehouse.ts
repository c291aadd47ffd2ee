import { join } from 'node:path'
import { etlCompare, root } from '../etl-compare.ts'

/** A Python with PyIceberg and delta-rs. */
export const PYTHON = join(root, 'docker/pythonic/.venv/bin/python')

/** A configuration whose stack has that Python. */
export const configWith = (catalogs: Record<string, Record<string, string>>): string =>
  JSON.stringify({
    version: 1,
    catalogs,
    stacks: { pythonic: { project: join(root, 'docker/pythonic') } },
    jobs: {
      orders: {
        input: '.',
        baseline: 'spark',
        engines: { spark: { run: ['true'] }, polars: { run: ['true'] } },
        tables: { orders: null },
      },
    },
  })

/** What `diff` finds of the one table of two paths: its outcome, and rows and reasons where there are any. */
export const found = (folder: string, a: string, b: string, ...options: string[]) =>
  foundIn({ folder }, a, b, ...options)

/** The same with further variables of the environment. */
export async function foundIn(
  { folder, env = {} }: { folder: string; env?: Record<string, string> },
  a: string,
  b: string,
  ...options: string[]
) {
  const ended = await etlCompare(['diff', a, b, '--json', ...options], folder, env)
  if (ended.code === 2) throw new Error(ended.stderr)
  const { tables } = JSON.parse(ended.stdout)
  const { finding, a: left } = tables[0]
  const { outcome, passes, baselineRows, engineRows, columns, emptied, layout } = finding
  const reasons = columns.map(({ column, reason }: Record<string, string>) => `${column} ${reason}`)
  const rows = [baselineRows, engineRows]
  return { outcome, passes, rows, reasons, emptied, layout, path: left.path as string }
}
