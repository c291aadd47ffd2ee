import { describe, expect, it } from 'vitest'
import { ignoredText, MOST_REPORTED_BYTES, parseHeap, parseReported, parseUnsupported } from './reported.ts'

const lines = (...all: unknown[]) => all.map((line) => JSON.stringify(line)).join('\n')

describe('what an engine says of itself', () => {
  it('is its stages, in order, and its settings as text', () => {
    const text = lines(
      { stage: 'ready' },
      {
        settings: {
          'spark.master': 'local[2]',
          'spark.sql.shuffle.partitions': 64,
          'spark.ui.enabled': false,
        },
      },
      { stage: 'load', seconds: 1.5 },
    )
    expect(parseReported(text)).toEqual({
      stages: [{ name: 'load', seconds: 1.5 }],
      settings: {
        'spark.master': 'local[2]',
        'spark.sql.shuffle.partitions': '64',
        'spark.ui.enabled': 'false',
      },
    })
  })

  it('may be its heap after full collections, or why it is not known; of several reports the last', () => {
    const reason = 'no full collection took place'
    const told = { heapAfterFullGcBytes: null, reason }
    expect(parseHeap(lines({ stage: 'ready' }))).toEqual({})
    expect(parseHeap(lines(told, { heapAfterFullGcBytes: 5e8 }))).toEqual({ heapAfterFullGcBytes: 5e8 })
    expect(parseHeap(lines(told))).toEqual({ heapAfterFullGcBytes: { value: null, reason } })
    for (const wrong of [-1, 1.5, '5', {}, true])
      expect(parseHeap(lines({ heapAfterFullGcBytes: wrong }))).toEqual({})
    expect(parseHeap(lines({ heapAfterFullGcBytes: null, reason: 7 }))).toEqual({
      heapAfterFullGcBytes: { value: null, reason: 'the engine gave no reason' },
    })
  })

  it('may be the call that it lacks, with bounds', () => {
    const text = lines(
      { stage: 'ready' },
      { unsupported: 7 },
      { unsupported: ' ' },
      { unsupported: 'x'.repeat(500) },
    )
    expect(parseUnsupported(text)).toBe('x'.repeat(200))
    expect(parseUnsupported(lines({ stage: 'ready' }))).toBeUndefined()
  })

  it('never holds a setting that may be a secret', () => {
    const settings = {
      'fs.s3a.secret.key': 'x',
      'spark.hadoop.fs.s3a.access.key': 'x',
      'fs.azure.account.key.acme': 'x',
      'spark.authenticate.secret': 'x',
      'javax.jdo.option.ConnectionPassword': 'x',
      'spark.executor.memory': '4g',
    }
    expect(parseReported(lines({ settings })).settings).toEqual({ 'spark.executor.memory': '4g' })
  })

  it('is bounded, and leaves out what is of another form', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`name${index}`, 'x'.repeat(500)]),
    )
    const { settings = {} } = parseReported(lines({ settings: many }))
    expect(Object.keys(settings)).toHaveLength(50)
    expect(new Set(Object.values(settings).map(({ length }) => length))).toEqual(new Set([200]))
    const stages = Array.from({ length: 80 }, () => ({ stage: 'x'.repeat(500), seconds: 1 }))
    expect(parseReported(lines(...stages)).stages.map(({ name }) => name.length)).toEqual(Array(50).fill(64))
    const odd = lines(
      { stage: 'a', seconds: -1 },
      { stage: 2, seconds: 1 },
      { settings: [1] },
      { settings: 'x' },
      { settings: { '': 1, a: {}, b: null } },
      7,
      null,
    )
    expect(parseReported(`${odd}\nnot JSON\n{"settings":{"__proto__":"x"}}`)).toEqual({ stages: [] })
  })

  it('may have lines that are not JSON objects, which are numbered and not quoted: they may hold secrets', () => {
    const good = lines({ stage: 'ready' })
    expect(ignoredText(`${good}\n\n${good}\n`)).toEqual([])
    expect(ignoredText(`${good}\n{'stage': 'ready', 'key': 'x'}\n`)).toEqual([
      'line 2 of ETL_STAGES ignored: it is not a JSON object',
    ])
    expect(ignoredText(`7\n${good}\n${good}${good}`)).toEqual([
      '2 lines of ETL_STAGES ignored, first line 1: they are not JSON objects',
    ])
  })

  it('is read up to a length, at which a line may be cut, and more than that is not ignored in silence', () => {
    const long = `${`${lines({ stage: 'x'.repeat(1000) })}\n`.repeat(100)}`
    expect(ignoredText(long.slice(0, MOST_REPORTED_BYTES))).toEqual([
      'only the first 64 KiB of ETL_STAGES read: append less',
    ])
  })
})
