import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../model/config/parse.ts'
import { makePlan, type PlanRequest } from './make-plan.ts'

const ENGINES = 'baseline: a, engines: { a: { run: [x] }, b: { run: [y] } }, tables: { t: {} }'
const sizesOf = (job: string, request: Partial<PlanRequest>) => {
  const parsed = parseConfig(`version: 1\njobs:\n  orders: { ${job}, ${ENGINES} }\n`)
  if ('problems' in parsed) throw new Error('the configuration is wrong')
  const loaded = { config: parsed.config, path: 'etl-compare.yml', shown: 'etl-compare.yml', folder: '/' }
  const asked = { jobs: [], trials: 2, runner: 'auto' as const, ...request }
  return makePlan(asked, loaded, { now: () => new Date('2026-11-20') }).map(({ size }) => size)
}

describe('a size', () => {
  it('that a job has no input of its own for is refused: it would be another name for the same bytes', () => {
    expect(() => sizesOf('input: data', { size: 'small' })).toThrow(
      expect.objectContaining({ code: 'sizeOfOwnInput', data: expect.objectContaining({ job: 'orders' }) }),
    )
  })

  it.each<[string, string, Partial<PlanRequest>]>([
    ['its path has {size}', 'input: "data/{size}"', {}],
    ['it is listed', 'input: data, sizes: [small]', {}],
    ['an input is given for it', 'input: data', { input: 'other' }],
    ['a generator makes it', 'input: fixture:orders', {}],
  ])('is taken where %s', (_, job, request) =>
    expect(sizesOf(job, { size: 'small', ...request })).toEqual(['small']),
  )
})

describe('a plan', () => {
  it('is refused before anything runs where no run record could hold it', () => {
    expect(() => sizesOf('input: data', { trials: 200 })).toThrow(
      expect.objectContaining({
        code: 'planTooLarge',
        data: { job: 'orders', trials: 400, engines: 2, tables: 1 },
      }),
    )
    expect(sizesOf('input: data', { trials: 50 })).toEqual(['own'])
  })
})
