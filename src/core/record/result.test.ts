import { describe, expect, it } from 'vitest'
import { parseResults } from './result.ts'

const sound = { engine: 'spark', started: '2026-11-20T03:17:00Z', seconds: { total: 900, work: 700 } }

describe('measured results', () => {
  it('are one, or a list', () => {
    expect(parseResults(sound)).toEqual({ results: [{ ...sound, outcome: 'ok' }] })
    expect(parseResults([sound, sound])).toMatchObject({ results: [{}, {}] })
  })

  it.each<[string, unknown, string, RegExp]>([
    ['no time', { ...sound, started: undefined }, 'started', /must be a time with its zone/],
    ['a time without a zone', { ...sound, started: '2026-11-20T03:17:00' }, 'started', /with its zone/],
    ['no seconds', { ...sound, seconds: undefined }, 'seconds', /must be { "total": SECONDS }/],
    ['text for a number', { ...sound, seconds: { total: '9' } }, 'seconds.total', /must be the seconds/],
    ['less than nothing', { ...sound, cpuSeconds: -1 }, 'cpuSeconds', /0 or more/],
    [
      'more work than there was time',
      { ...sound, seconds: { total: 1, work: 2 } },
      'seconds.work',
      /a part of/,
    ],
    ['another outcome', { ...sound, outcome: 'SUCCESS' }, 'outcome', /must be one of ok, failed/],
    ['an unknown key', { ...sound, peakByte: 1 }, 'peakByte', /is unknown here. Did you mean 'peakBytes'/],
    [
      'a fingerprint of its own',
      { ...sound, tables: { t: { rows: 1, fingerprint: 'x' } } },
      'tables.t.fingerprint',
      /v1:/,
    ],
    ['text', 'x', '', /must be an object/],
  ])('with %s are told by index, key and mend', (_, value, key, message) => {
    expect(parseResults([sound, value])).toEqual({
      problems: [{ index: 1, key, message: expect.stringMatching(message) }],
    })
  })

  it('of nothing are a problem', () => {
    expect(parseResults([])).toMatchObject({ problems: [{ index: 0 }] })
  })
})
