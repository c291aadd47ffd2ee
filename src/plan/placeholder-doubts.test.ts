import { describe, expect, it } from 'vitest'
import { parseConfig } from '../model/config/parse.ts'
import { placeholderDoubts } from './placeholder-doubts.ts'

/** What is doubted of a job whose candidate has these arguments. */
function doubts(
  argument: string,
  { input = 'data/dt={partition}', more = '', at = 'day.csv', after = '' } = {},
): string[] {
  const parsed = parseConfig(`version: 1
jobs:
  orders:
    input: ${JSON.stringify(input)}
    baseline: a
    engines:
      a: { run: [a, "{input}", "--to={output}/{job}-{size}", "{partition}"] }
      b: { run: [b, ${JSON.stringify(argument)}]${more} }
    tables: { orders: { at: ${JSON.stringify(`{output}/${at}`)} } }
${after}
`)
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  const { orders } = parsed.config.jobs
  return orders ? placeholderDoubts(orders, Object.values(orders.engines)) : []
}

describe('a placeholder that nothing fills in', () => {
  it('is doubted in a command, with its place, what is near, and what is known', () => {
    expect(doubts('--in={inptu}')).toEqual([
      "jobs.orders.engines.b has {inptu} (did you mean '{input}'?), which is not replaced. Placeholders there: {input}, {output}, {partition}, {job}, {size}, {namespace}, {storage}",
    ])
    expect(doubts('{date}')).toEqual([expect.stringMatching(/^jobs\.orders\.engines\.b has \{date\}, which/)])
  })

  it('is doubted in setup, teardown, the input and at:, where not all are filled in', () => {
    expect(doubts('x', { more: ', setup: [s, "{ky}"], teardown: [t, "{oops}"]' })).toHaveLength(2)
    expect(doubts('x', { input: 'data/{output}' })).toEqual([
      'jobs.orders.input has {output}, which is not replaced. Placeholders there: {partition}, {job}, {size}',
    ])
    expect(doubts('x', { at: 'dt={partition}' })).toEqual([
      expect.stringContaining('tables.orders.at has {partition}'),
    ])
  })

  it('is {port} of a job that is no service', () => {
    expect(doubts('{port}')).toHaveLength(1)
    const service = '    service: { ready: GET /health, requests: r.ndjson, rate: 1/s, for: 1s }'
    expect(doubts('{port}', { after: service })).toEqual([])
  })

  it('is told once, however often it stands', () => {
    expect(doubts('{a_b} {a_b}')).toHaveLength(1)
  })

  it.each([
    '{"a":1}',
    '{"a": {"b": [1]}}',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the shell's
    '${HOME}/x',
    '{a,b}',
    '{1..3}',
    '{}',
    '{ print }',
    'f() { :; }',
    '{{',
  ])('is not seen in %s', (argument) => expect(doubts(argument)).toEqual([]))
})
