import { describe, expect, it } from 'vitest'
import { unmeasured } from '../model/measures/measure.ts'
import { MOST_REPORTED_BYTES, parseUnsupported } from './reported.ts'
import { parseOperations } from './reported-operations.ts'

const NAMES = ['create', 'query', 'upsert']
const lines = (...all: unknown[]) => all.map((line) => JSON.stringify(line)).join('\n')
const problemsOf = (text: string) => Object.fromEntries(parseOperations(text, NAMES).problems)

describe('operations that an engine reports', () => {
  it('are in the job’s order, with seconds and the version after each', () => {
    const text = lines(
      { stage: 'ready' },
      { stage: 'query', seconds: 0.25, version: null },
      { stage: 'create', seconds: 2, version: 0 },
      { stage: 'tidy up', seconds: 1 },
      { stage: 'tidy up', seconds: 1 },
    )
    const { done, problems } = parseOperations(text, NAMES)
    expect(done).toEqual([
      { name: 'create', seconds: 2, version: '0' },
      { name: 'query', seconds: 0.25 },
    ])
    expect(problems.size).toBe(0)
  })

  it('have the reason of one that the engine lacks, which does not make it lack the whole program', () => {
    const text = lines({ stage: 'upsert', unsupported: 'no MERGE', version: 3 })
    expect(parseOperations(text, NAMES).done).toEqual([
      { name: 'upsert', seconds: unmeasured('no MERGE'), version: '3' },
    ])
    expect(parseUnsupported(text)).toBeUndefined()
  })

  it('do not count where one has several lines, not even the first', () => {
    const { done, problems } = parseOperations(
      lines({ stage: 'create', seconds: 2 }, { stage: 'create', seconds: 9 }),
      NAMES,
    )
    expect(done).toEqual([])
    expect(problems.get('create')).toMatch(/^was reported 2 times: append one line for each operation/)
  })

  it('do not count where one failed, whatever else is reported of it', () => {
    const text = lines(
      { stage: 'upsert', seconds: 1 },
      { stage: 'upsert', failed: 'another \u001b[31mwriter changed the table' },
    )
    expect(parseOperations(text, NAMES).done).toEqual([])
    expect(problemsOf(text)).toEqual({ upsert: 'failed: another writer changed the table' })
  })

  it.each([
    [{ version: -1, seconds: 1 }, 'has version -1, which must be a whole number from 0'],
    [{ version: 1.5, seconds: 1 }, 'has version 1.5, which must be a whole number from 0'],
    [{ version: '1', seconds: 1 }, 'has version "1", which must be a whole number from 0'],
    [{ version: 2 ** 53, seconds: 1 }, 'has version 9007199254740992, which must be a whole number from 0'],
    [{ seconds: -2 }, 'has seconds -2, which must be a number from 0'],
    [{ seconds: null, version: 1 }, 'has no seconds'],
    [{ seconds: 'x'.repeat(99) }, `has seconds "${'x'.repeat(38)}…, which must be a number from 0`],
    [{ version: 1 }, 'has no seconds'],
    [{ unsupported: true }, 'has unsupported true, which must be a text that says why'],
    [{ seconds: 1, failed: ' ' }, 'has failed " ", which must be a text that says why'],
    [{ seconds: 1, unsupported: 'no MERGE' }, 'has both seconds and unsupported: report one of them'],
  ])('do not count where a line is wrong, and name what is: %j', (line, problem) => {
    const text = lines({ stage: 'upsert', ...line })
    expect(parseOperations(text, NAMES).done).toEqual([])
    expect(problemsOf(text)).toEqual({ upsert: problem })
  })

  it('do not count where a number is too large to be one', () =>
    expect(problemsOf('{"stage": "upsert", "seconds": 1e999}')).toEqual({
      upsert: expect.stringContaining('must be a number from 0'),
    }))

  it('hint at what may have been meant for one that was not reported', () => {
    const hintsOf = (text: string) => Object.fromEntries(parseOperations(text, NAMES).hints)
    expect(hintsOf(lines({ stage: 'upsrt', seconds: 1 }, { stage: 'create', seconds: 1 }))).toEqual({
      upsert: "was not reported, but 'upsrt' was: use the name of the operation",
    })
    expect(parseOperations(lines({ stage: 'ready' }), ['read']).hints.size).toBe(0)
    const run = hintsOf(`${lines({ stage: 'create', seconds: 1 })}{"stage": "query", "seconds": 1}`)
    expect(run).toEqual({
      create: expect.stringContaining('has lines that are not JSON objects'),
      query: expect.stringContaining('has lines that are not JSON objects'),
      upsert: expect.stringContaining('has lines that are not JSON objects'),
    })
    const long = lines({ stage: 'create', seconds: 1 }, { stage: 'x'.repeat(MOST_REPORTED_BYTES) })
    expect(hintsOf(long.slice(0, MOST_REPORTED_BYTES))).toEqual({
      query: expect.stringContaining('was not reported in the first 64 KiB of the file ETL_STAGES'),
      upsert: expect.stringContaining('append less'),
    })
  })
})
