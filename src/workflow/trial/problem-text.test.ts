import { describe, expect, it } from 'vitest'
import { UserError } from '../../errors.ts'
import { unreadableTable } from '../../tables/find/output.ts'
import { problemText } from './problem-text.ts'

const NAMES = ['create', 'append', 'delete']
const textOf = (problemOf: (name: string, index: number) => UserError) =>
  problemText(new Map(NAMES.map((name, index) => [name, problemOf(name, index)])))

describe('why the tables of a trial cannot be had', () => {
  it('is said once where no Python reads them, whichever version of a table was asked for', () => {
    const text = textOf((_, version) => {
      const tried = [{ python: 'python3', detail: "No module named 'deltalake'" }]
      return new UserError('lakeLibraryMissing', { path: `delta:orders@${version}`, format: 'delta', tried })
    })
    expect(text?.match(/No module named/g)).toHaveLength(1)
    expect(text).toMatch(/^delta:orders@0 .*deltalake pyarrow\.$/)
  })

  it('is said once with the names of the others where only these differ', () => {
    const text = textOf((operation) => {
      const problem = `was not reported: append {"stage":"${operation}"}`
      return new UserError('operationMisreported', { operation, problem })
    })
    expect(text).toBe(
      `operation 'create' was not reported: append {"stage":"create"} (also 'append', 'delete')`,
    )
  })

  it('is said of each table where the reasons differ', () => {
    expect(textOf((name, index) => unreadableTable(name, `lacks ${index}`))).toBe(
      "table 'create' lacks 0; table 'append' lacks 1; table 'delete' lacks 2",
    )
    expect(problemText(new Map())).toBeNull()
  })
})
