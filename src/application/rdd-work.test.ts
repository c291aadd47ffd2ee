import { describe, expect, it } from 'vitest'
import { jobStart } from './events/schemas.ts'
import { RddWork } from './rdd-work.ts'

/** A job with one stage, whose RDD a method made. */
const job = (id: number, method: string, query?: string) =>
  jobStart.parse({
    'Job ID': id,
    'Submission Time': 0,
    'Stage IDs': [id],
    'Stage Infos': [{ 'Stage ID': id, 'RDD Info': [{ Scope: JSON.stringify({ id: '3', name: method }) }] }],
    Properties: query === undefined ? {} : { 'spark.sql.execution.id': query },
  })

describe('work by RDDs', () => {
  it('is that of jobs of no query', () => {
    const work = new RddWork()
    work.started(job(1, 'parallelize'))
    work.started(job(2, 'mapPartitions', '7'))
    work.task(1, 30)
    work.task(2, 500)
    expect(work.seen).toEqual({ ms: 30, readsFiles: false })
  })

  it.each([
    ['textFile', true],
    ['newAPIHadoopFile', true],
    ['parallelize', false],
    ['WholeStageCodegen (1)', false],
  ])('by %s reads files: %s, also where a query scans it', (method, readsFiles) => {
    const work = new RddWork()
    work.started(job(1, method, '7'))
    expect(work.seen.readsFiles).toBe(readsFiles)
  })
})
