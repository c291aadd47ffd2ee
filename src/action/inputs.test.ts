import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { commentInputs, measureInputs, readInputs } from './inputs.ts'

interface ActionFile {
  inputs: Record<string, { default?: string }>
  runs: { steps: { id?: string; run?: string; uses?: string; env?: Record<string, string> }[] }
}

const actionFile = (path: string): ActionFile =>
  parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'))

/** Variables as the steps of a file map inputs to them, with what was given or the default in place. */
const mapped = (path: string, given: Record<string, string> = {}): NodeJS.ProcessEnv => {
  const { inputs, runs } = actionFile(path)
  const variables = Object.assign({}, ...runs.steps.map(({ env = {} }) => env)) as Record<string, string>
  return Object.fromEntries(
    Object.entries(variables).map(([variable, value]) => {
      const [, input = ''] = /inputs\.([\w-]+)/.exec(value) ?? []
      return [variable, given[input] ?? inputs[input]?.default ?? '']
    }),
  )
}

describe("the action's inputs", () => {
  it('have the defaults of action.yml', () => {
    expect(readInputs(measureInputs, mapped('action.yml'))).toEqual({
      name: 'etl-compare',
      comment: 'update',
      config: 'etl-compare.yml',
      ledger: null,
      jobs: [],
      engines: [],
      sizes: [],
      partition: '',
      trials: '2',
      runner: 'auto',
      report: 'report',
      'fail-on': ['engine', 'parity'],
    })
  })

  it('reach the program, each that action.yml declares', () => {
    const { inputs } = actionFile('action.yml')
    const outside = ['token', 'working-directory']
    expect(Object.keys(measureInputs.shape).toSorted()).toEqual(
      Object.keys(inputs)
        .filter((name) => !outside.includes(name))
        .toSorted(),
    )
  })

  it('reach the second half, too', () => {
    const env = mapped('comment/action.yml')
    expect(readInputs(commentInputs, { ...env, ETL_COMPARE_ARTIFACT: '/tmp/x' })).toMatchObject({
      artifact: '/tmp/x',
      comment: 'update',
      name: 'etl-compare',
    })
  })

  it('are lists, separated by commas', () => {
    const env = mapped('action.yml', { jobs: 'orders, sessions', sizes: 'small,medium', 'fail-on': 'never' })
    expect(readInputs(measureInputs, env)).toMatchObject({
      jobs: ['orders', 'sessions'],
      sizes: ['small', 'medium'],
      'fail-on': [],
    })
  })

  it.each([
    ['comment', 'sticky', /^with: comment: "sticky" must be update, new, off\.$/],
    [
      'fail-on',
      'engine,verdicts',
      /^with: fail-on: "engine,verdicts" must be never, or some of engine, parity, checks, verdict\.$/,
    ],
    ['runner', 'k8s', /^with: runner: "k8s" must be auto/],
    ['trials', '3', /^with: trials: "3" must be an even number/],
    ['trials', '1e9', /^with: trials: "1e9" must be an even number from 2 to 1,000/],
    ['trials', '--json', /^with: trials: "--json" must be/],
    ['name', '../x', /^with: name: "\.\.\/x" must be letters/],
  ])('say what %s must be where it is %s', (input, value, message) => {
    const read = () => readInputs(measureInputs, mapped('action.yml', { [input]: value }))
    expect(read).toThrow(expect.objectContaining({ code: 'actionInputInvalid' }))
    expect(read).toThrow(message)
  })
})

describe('the files of the actions', () => {
  it.each(['action.yml', 'comment/action.yml'])(
    '%s puts no expression into a shell, and pins what it uses',
    (path) => {
      for (const { run, uses } of actionFile(path).runs.steps) {
        expect(run ?? '').not.toContain('${{')
        if (uses !== undefined) expect(uses).toMatch(/^[\w/-]+@[0-9a-f]{40}$/)
      }
    },
  )
})
