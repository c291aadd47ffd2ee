import { describe, expect, it } from 'vitest'
import { parseConfig } from './parse.ts'

const GOOD = {
  inputs: '{ orders: data, rates: ref/rates.csv }',
  run: '[a, "{input.orders}", "--rates={input.rates}"]',
  more: '',
}

const text = ({ inputs, run, more }: Partial<typeof GOOD>) => `version: 1
jobs:
  j:
    inputs: ${inputs ?? GOOD.inputs}
    baseline: a
    engines:
      a: { run: ${run ?? GOOD.run} }
      b: { run: [b], env: { RATES: "{input.rates}", FORMAT: "{input}" } }
    tables: { t: }
    ${more ?? ''}
`

const problems = (yaml: string) => {
  const parsed = parseConfig(yaml)
  return 'problems' in parsed ? parsed.problems : []
}

describe('several inputs of a job', () => {
  it('are its input, by name', () => {
    const parsed = parseConfig(text({}))
    expect('config' in parsed && parsed.config.jobs.j).toMatchObject({
      input: { kind: 'several', templates: { orders: 'data', rates: 'ref/rates.csv' } },
      sizes: ['own'],
    })
  })

  it.each<[string, Partial<typeof GOOD>, number, string, string]>([
    ['an unknown name in a command', { run: '[a, "{input.ordes}"]' }, 7, 'engines.a.run', "'orders'?"],
    ['{input} alone', { run: '[a, "{input}"]' }, 7, 'engines.a.run', 'Use {input.orders}, {input.rates}'],
    [
      'an unknown name in env:',
      { more: 'env: { X: "{input.x}" }' },
      10,
      'env.X',
      'inputs: has orders, rates',
    ],
    [
      'names that are one variable',
      { inputs: '{ a-b: x, A_b: y }', run: '[a]' },
      4,
      'inputs.A_b',
      'ETL_INPUT_A_B',
    ],
    ['a name that is none', { inputs: '{ "a b": x }', run: '[a]' }, 4, 'inputs.a b', 'letters'],
    ['columns of no input', { more: 'columns: { order: [id] }' }, 10, 'columns.order', "'orders'?"],
    ['input: beside them', { more: 'input: data' }, 4, 'inputs', 'Keep one'],
    ['none at all', { inputs: '{}' }, 4, 'inputs', '1 to 100'],
    ['a list', { inputs: '[data]' }, 4, 'inputs', 'map of names to paths'],
    [
      'a fixture among them',
      { inputs: '{ orders: x, rates: "fixture:weblogs" }' },
      4,
      'inputs.rates',
      'alone',
    ],
  ])('are refused with line and key: %s', (_, change, line, key, message) => {
    expect(problems(text(change))).toContainEqual({
      line,
      key: `jobs.j.${key}`,
      message: expect.stringContaining(message),
    })
  })

  it('are each refused at their own place, where one line has two', () => {
    const two = problems(text({ run: '[a, "{input.x}", "{input.y}"]' }))
    expect(two.map(({ key }) => key)).toEqual(['jobs.j.engines.a.run', 'jobs.j.engines.a.run'])
  })

  it('are not named in a job that has input:', () => {
    const yaml = text({}).replace(/inputs: .*/, 'input: data')
    expect(problems(yaml).map(({ message }) => message)).toEqual([
      expect.stringContaining('has {input.orders}, but the job has input:'),
      expect.stringContaining('has {input.rates}, but the job has input:'),
    ])
  })

  it('are missing where there is neither, also beside another mistake', () => {
    const yaml = text({ more: 'sizes: 3' }).replace(/ {4}inputs: .*\n/, '')
    expect(problems(yaml).map(({ key }) => key)).toEqual(['jobs.j.input', 'jobs.j.sizes'])
  })
})
