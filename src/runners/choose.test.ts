import { describe, expect, it } from 'vitest'
import type { Engine, Place } from '../model/config/model.ts'
import { chooseRunners, describeRunners } from './choose.ts'

const engine = (name: string, ...places: Omit<Place, 'name'>[]): Engine => ({
  name,
  steps: places.map((place, index) => ({
    name: `s${index}`,
    place: { ...place, name },
    command: ['x'],
    env: {},
  })),
})
const container = { image: 'acme/job:1' }
const either = engine('either', { project: 'p', ...container })
const process = engine('process', { run: ['x'] })
const image = engine('image', container)
const cluster = engine('cluster', { ...container, cluster: { cpus: 1, memory: 2 ** 31 } })
const kubernetes = { claim: 'data', path: '/data', serviceAccount: 'spark', waitSeconds: 300 }
const pod = { ...container, kubernetes }
const withExecutors = engine('withExecutors', { ...pod, cluster: { cpus: 1, memory: 2 ** 31 } })
const inCluster = engine('inCluster', { project: 'p', ...pod })
const mixed = engine('mixed', { run: ['x'] }, container)

describe('the runner of each engine', () => {
  it.each([
    ['processes where all can', [either, process], 'auto', { either: ['process'], process: ['process'] }],
    [
      'containers where not all can be processes',
      [either, image],
      'auto',
      { either: ['docker'], image: ['docker'] },
    ],
    [
      'its own where nothing is common',
      [process, image],
      'auto',
      { process: ['process'], image: ['docker'] },
    ],
    ['containers where asked', [either, image], 'docker', { either: ['docker'], image: ['docker'] }],
    ['none where it cannot as asked', [either, image], 'process', { either: ['process'], image: undefined }],
    ['none where one step cannot as asked', [mixed], 'docker', { mixed: undefined }],
    [
      "each step's own where no runner can run all",
      [mixed, image],
      'auto',
      { mixed: ['process', 'docker'], image: ['docker'] },
    ],
    [
      'that of its cluster, whatever is asked of the others',
      [either, cluster],
      'docker',
      { either: ['docker'], cluster: ['spark-cluster'] },
    ],
    [
      'pods only where asked, of a configuration that has a cluster for them',
      [inCluster],
      'kubernetes',
      { inCluster: ['kubernetes'] },
    ],
    [
      'pods for drivers of executors too, where pods are asked for',
      [inCluster, withExecutors],
      'kubernetes',
      { inCluster: ['kubernetes'], withExecutors: ['kubernetes'] },
    ],
    [
      'containers for drivers of executors, where pods are not asked for',
      [inCluster, withExecutors],
      'docker',
      { inCluster: ['docker'], withExecutors: ['spark-cluster'] },
    ],
    ['processes before pods', [inCluster], 'auto', { inCluster: ['process'] }],
    ['none where pods are asked for without a cluster', [image], 'kubernetes', { image: undefined }],
    [
      'one for all that have no cluster',
      [either, image, cluster],
      'auto',
      { either: ['docker'], image: ['docker'], cluster: ['spark-cluster'] },
    ],
  ])('is %s', (_, engines, choice, expected) => {
    expect(chooseRunners(engines, choice)).toEqual(expected)
  })

  it('is told in one word where it is one', () => {
    expect(describeRunners({ spark: ['docker'], polars: ['docker', 'docker'] })).toBe('containers')
    expect(describeRunners({ spark: ['docker'], polars: ['process'], duckdb: ['process'] })).toBe(
      'polars and duckdb as processes, spark as containers',
    )
    expect(describeRunners({ spark: ['docker'], polars: ['process', 'docker'] })).toBe(
      'polars as processes and containers, spark as containers',
    )
  })
})
