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
      /which includes it/,
    ],
    ['another outcome', { ...sound, outcome: 'SUCCESS' }, 'outcome', /must be one of ok, failed/],
    ['an unknown key', { ...sound, peakByte: 1 }, 'peakByte', /is unknown here. Did you mean 'peakBytes'/],
    [
      'a fingerprint of its own',
      { ...sound, tables: { t: { rows: 1, fingerprint: 'x' } } },
      'tables.t.fingerprint',
      /v1:/,
    ],
    [
      'more than a number of milliseconds',
      { ...sound, seconds: { total: 1e308 } },
      'seconds.total',
      /at most 1,000,000,000/,
    ],
    ['less than a clock tells', { ...sound, seconds: { total: 1e-300 } }, 'seconds.total', /at least 0\.001/],
    ['CPU of all the world', { ...sound, cpuSeconds: 1e17 }, 'cpuSeconds', /at most/],
    ['another century', { ...sound, started: '1999-11-20T03:17:00Z' }, 'started', /between 2000 and 2100/],
    [
      'a century elsewhere',
      { ...sound, started: '2000-01-01T00:00:00+02:00' },
      'started',
      /between 2000 and 2100/,
    ],
    ['lines in a partition', { ...sound, partition: 'a\nb' }, 'partition', /without control/],
    ['NUL in a reason', { ...sound, reason: 'a\0' }, 'reason', /without control/],
    [
      'a command to the terminal in a version',
      { ...sound, version: '\u001b[2J' },
      'version',
      /without control/,
    ],
    ['white space in a size', { ...sound, size: '1GB\n' }, 'size', /without control/],
    [
      'a table to hide',
      { ...sound, tables: { 'a\u202e': { rows: 1, fingerprint: `v1:${'0'.repeat(32)}` } } },
      'tables.a\u202e',
      /without control/,
    ],
    [
      'a table that would be dropped',
      { ...sound, tables: JSON.parse(`{"__proto__": {"rows": 1}}`) },
      'tables.__proto__',
      /cannot be used as a name/,
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
