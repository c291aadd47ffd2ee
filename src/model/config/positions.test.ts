import { expect, it } from 'vitest'
import { parseConfig } from './parse.ts'

const JOBS = 30_000
const configOf = (line: (n: number) => string) =>
  `version: 1\njobs:\n${Array.from({ length: JOBS }, (_, n) => `  ${line(n)}\n`).join('')}`

it('every problem of a long configuration has its line, in seconds and not minutes', () => {
  const parsed = parseConfig(configOf((n) => `j${n}: { inptu: x }`))
  const problems = 'problems' in parsed ? parsed.problems : []
  const unknown = problems.filter(({ message }) => message.startsWith('is unknown'))
  expect(unknown.map(({ line }) => line)).toEqual(Array.from({ length: JOBS }, (_, n) => n + 3))
}, 60_000)

it('a name that a long configuration has twice is told with the line of the second', () => {
  expect(parseConfig(configOf((n) => `j${n === JOBS - 1 ? 0 : n}: {}`))).toEqual({
    problems: [{ line: JOBS + 2, column: 3, key: '', message: 'is not valid YAML: Map keys must be unique' }],
  })
})
