import { describe, expect, it } from 'vitest'
import { Executors } from './executors.ts'

const GIB = 2 ** 30

describe('what was paid', () => {
  it('is the cores of each executor for as long as it lived', () => {
    const executors = new Executors()
    executors.added('1', 0, 4, 0)
    executors.added('2', 1000, 2, 0)
    executors.removed('1', 3000)
    expect(executors.coreMsUntil(4000)).toBe(4 * 3000 + 2 * 3000)
    expect(executors.end(5000)).toMatchObject({ coreMs: 4 * 3000 + 2 * 4000, mostCores: 6, executors: 2 })
  })

  it.each([
    ['the heap and a tenth of it', { 'spark.executor.memory': '10g' }, 11 * GIB],
    ['at least 384 MiB besides the heap', { 'spark.executor.memory': '1024' }, GIB + 384 * 2 ** 20],
    ['what is set', { 'spark.executor.memory': '4g', 'spark.executor.memoryOverhead': '1g' }, 5 * GIB],
  ])('of memory is %s', (_, settings, bytes) => {
    const executors = new Executors()
    executors.configured(settings)
    executors.added('1', 0, 1, 0)
    expect(executors.end(10).byteMs).toBeCloseTo(10 * bytes, 0)
  })

  it('of memory is that of a resource profile where there is one, and unknown where a setting is no amount', () => {
    const executors = new Executors()
    executors.profile(3, { memory: { Amount: 2048 }, memoryOverhead: { Amount: 1024 } })
    executors.added('1', 0, 1, 3)
    expect(executors.end(10).byteMs).toBe(10 * 3 * GIB)
    const odd = new Executors()
    odd.configured({ 'spark.executor.memory': 'much' })
    odd.added('1', 0, 1, 0)
    expect(odd.end(10).byteMs).toBeNull()
  })

  it('of an executor whose clock ran back is nothing, not less', () => {
    const executors = new Executors()
    executors.added('1', 5000, 4, 0)
    executors.removed('1', 3000)
    expect(executors.end(6000).coreMs).toBe(0)
  })
})
