import { describe, expect, it } from 'vitest'
import { orders, problems } from '../../../tests/parsed-config.ts'

/** The job `orders`, with a stack `spark` whose engine `spark` is given and `polars` beside it. */
const config = (spark: string, more = '') => `version: 1
stacks: { spark: { image: acme/spark } }
jobs:
  orders:
    input: data/orders
    baseline: spark
    engines:
      spark: { ${spark} }
      polars: { run: [python, job.py] }
    tables: { orders: { key: [id] } }
${more}`
const OWN = 'stack: spark, command: [x], cluster: { cpus: 1, memory: 2GiB }'

describe('an engine on a cluster', () => {
  it('keeps its stack, and has a place in the plan for each number of workers', () => {
    const { engines, workers } = orders(config(OWN, '    workers: [1, 2]'))
    expect(engines.spark?.steps[0]?.place).toEqual({
      ...{ name: 'spark', image: 'acme/spark' },
      cluster: { cpus: 1, memory: 2 ** 31 },
    })
    expect(workers).toEqual([1, 2])
  })

  it.each([
    [
      'without a size or a master',
      'stack: spark, command: [x], cluster: { cpus: 1 }',
      '    workers: [1]',
      'needs cpus: and memory:',
    ],
    ['without workers', OWN, '', 'add workers: to the job'],
    [
      'workers without a cluster',
      'stack: spark, command: [x]',
      '    workers: [1]',
      'no engine of the job has cluster:',
    ],
    ['a number twice', OWN, '    workers: [2, 2]', 'must not have a number twice'],
    ['no workers', OWN, '    workers: [0]', 'must be at least 1'],
    ['too little memory', OWN.replace('2GiB', '512MiB'), '    workers: [1]', 'must be at least 1280MiB'],
    [
      'a master at an IPv6 address without brackets',
      'run: [x], cluster: { master: "spark://::1:7077" }',
      '',
      'in brackets, such as spark://[::1]:7077',
    ],
    [
      'a master without a port number',
      'run: [x], cluster: { master: "spark://a:x" }',
      '',
      'spark://host:7077',
    ],
    ['a master that is none', 'run: [x], cluster: { master: "http://a" }', '', 'spark://host:7077'],
    [
      'a command without an image',
      'run: [x], cluster: { cpus: 1, memory: 2GiB }',
      '    workers: [1]',
      'need an image',
    ],
    [
      'workers on a master whose executors have no size',
      'run: [x], cluster: { master: "spark://a:7077" }',
      '    workers: [2]',
      'needs cpus: and memory: of each executor',
    ],
  ])('is a mistake %s', (_, spark, more, message) => {
    expect(problems(config(spark, more))).toMatchObject([{ message: expect.stringContaining(message) }])
  })

  it.each([
    'spark://a:7077,b:7077',
    'spark://[::1]:7077,[fe80::2]:7077',
    'sc://[::1]',
    'sc://host:15002/;token=x',
    'yarn',
    'k8s://https://host:6443',
  ])('may name the master %s', (master) => {
    expect(problems(config(`run: [x], cluster: { master: "${master}" }`))).toEqual([])
  })
})
