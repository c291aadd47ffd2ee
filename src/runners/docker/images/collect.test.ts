import { describe, expect, it } from 'vitest'
import { parseConfig } from '../../../model/config/parse.ts'
import { collectImages, namedBy } from './collect.ts'

const parsed = parseConfig(`version: 1
stacks:
  spark: { project: docker/spark, build: { context: docker/spark } }
  bare: { project: docker/bare }
  acme: { image: acme/job:1.4 }
jobs:
  one:
    input: data
    baseline: spark
    engines:
      spark: { stack: spark, command: [a] }
      acme: { stack: acme, command: [a] }
      own: { image: acme/job:1.4, command: [b] }
      split: { steps: [{ name: x, stack: spark, command: [a] }, { name: y, stack: spark, command: [a] }] }
      plain: { run: [c] }
    tables: { t: }
`)
const images = 'config' in parsed ? collectImages(parsed.config) : []

describe('the images of a configuration', () => {
  it('are named once each, with what runs in them', () => {
    expect(images.map(({ source, stacks, engines }) => [source.name, stacks, engines])).toEqual([
      ['etl-compare/spark', ['spark'], { one: ['spark', 'split'] }],
      ['acme/job:1.4', ['acme'], { one: ['acme', 'own'] }],
    ])
  })

  it('are chosen by stack or by name', () => {
    const chosen = (...names: string[]) => namedBy(images, names).map(({ source }) => source.name)
    expect(chosen('spark')).toEqual(['etl-compare/spark'])
    expect(chosen('acme/job:1.4')).toEqual(['acme/job:1.4'])
    expect(chosen()).toHaveLength(2)
    expect(chosen('nobody')).toEqual([])
  })
})
