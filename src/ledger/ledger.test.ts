import { describe, expect, it } from 'vitest'
import { runRecord, textOf } from '../../tests/run-record.ts'
import { RECORD_VERSION, type TableFinding } from '../model/record/schema.ts'
import { UPCASTS, type Upcast, upcast } from '../model/record/upcast.ts'
import { LedgerContents } from './contents.ts'
import { parseRecord } from './parse.ts'
import { idOfPath, recordPath } from './path.ts'

describe("a record's path", () => {
  it('is its UTC date and its id', () => {
    const { id, when } = runRecord()
    expect(recordPath({ id, when })).toBe('runs/2026/10/01/20261001T031700Z-00000000.json')
    expect(idOfPath(recordPath({ id, when }))).toBe(id)
  })

  it.each(['../../../etc/passwd', 'a/b/c/d/e/f', 'short', 'with space', 'line\nfeed', ''])(
    'is never made of a hostile id: %j',
    (id) => expect(() => recordPath({ id, when: '2026-10-01T03:17:00Z' })).toThrow(/valid/),
  )

  it.each(['../../../x', '', '+002026-10-01'])('is never made of a hostile time: %j', (when) =>
    expect(() => recordPath({ id: '20261001-abcd', when })).toThrow(/valid/),
  )

  it.each([
    'runs/2026/10/01/20261001T031700Z-00000000.json.1.partial',
    'runs/2026/10/20261001T031700Z-00000000.json',
    'runs/README.md',
    'runs/2026/10/01/short.json',
    'x/runs/2026/10/01/20261001T031700Z-00000000.json',
  ])('is none: %s', (path) => expect(idOfPath(path)).toBeUndefined())
})

describe('upcasting', () => {
  const renamed: Upcast = ({ engineName, ...rest }) => ({ ...rest, engine: engineName })
  const counted: Upcast = (old) => ({ ...old, count: 1 })

  it('has a function for every older version of the record', () =>
    expect(UPCASTS).toHaveLength(RECORD_VERSION - 1))

  it('takes an old record through each version up to the newest', () => {
    const chain = [renamed, counted]
    expect(upcast({ version: 1, engineName: 'spark' }, chain).value).toEqual({
      version: 3,
      engine: 'spark',
      count: 1,
    })
    expect(upcast({ version: 2, engine: 'spark' }, chain).value).toEqual({
      version: 3,
      engine: 'spark',
      count: 1,
    })
    expect(upcast({ version: 3, engine: 'x' }, chain).value).toEqual({ version: 3, engine: 'x' })
  })

  it('leaves what it is given unchanged', () => {
    const old = Object.freeze({ version: 1, engineName: 'spark' })
    upcast(old, [renamed])
    expect(old).toEqual({ version: 1, engineName: 'spark' })
  })

  it('makes a partition of what version 1 called the key, in its input too', () => {
    const old = { version: 1, key: '2026-11-20', input: { source: 'key', bytes: 0 } }
    expect(upcast(old).value).toEqual({
      version: 2,
      partition: '2026-11-20',
      input: { source: 'partition', bytes: 0 },
    })
  })

  it('says what to do about a newer version', () =>
    expect(upcast({ version: 4 }, [renamed]).reason).toBe(
      'is version 4, but this etl-compare reads versions up to 2. Update etl-compare',
    ))

  it.each([null, 7, 'text', [], {}, { version: '1' }, { version: 0 }, { version: 1.5 }])(
    'finds no version in %j',
    (value) => expect(upcast(value).reason).toBe('is not a run record: it has no version'),
  )

  it('turns an upcast that fails on a broken record into a reason', () => {
    const fails: Upcast = (old) => ({ n: (old.missing as { length: number }).length })
    expect(parseRecord('{"version":1}', [fails]).reason).toMatch(/upgraded/)
  })
})

describe('parsing a record', () => {
  it('returns it', () => expect(parseRecord(textOf(runRecord())).record).toEqual(runRecord()))

  it('names the place of the first mistake', () => {
    const broken = { ...runRecord(), trials: [{ ...runRecord().trials[0], order: 'first' }] }
    expect(parseRecord(JSON.stringify(broken)).reason).toMatch(
      /^is not a run record: trials\.0\.order: .*number/,
    )
  })

  it('tells a file that was cut off', () =>
    expect(parseRecord(textOf(runRecord()).slice(0, 4096)).reason).toBe(
      'is not valid JSON: it may be cut off',
    ))
})

describe('a record that is hostile or absurd', () => {
  const tableFinding: TableFinding = {
    engine: 'polars',
    table: 'events',
    outcome: 'exact',
    passes: true,
    baselineRows: 1,
    engineRows: 1,
    onlyBaseline: 0,
    onlyEngine: 0,
    changed: 0,
    matchedBy: { how: 'rows', columns: [] },
    ignored: [],
    columns: [],
    rows: [],
    notes: [],
    summary: '',
  }
  const sound = runRecord()
  const [first] = sound.trials
  const withTrial = (changes: object) => ({ ...sound, trials: [{ ...first, ...changes }] })

  it.each(['__proto__', '\\u005f_proto__', '__\\u0070roto__'])(
    'is none with a table that parsing would drop: %s',
    (name) => {
      const text = textOf(sound).replace('"events"', `"${name}"`)
      expect(JSON.parse(text)).not.toEqual(sound)
      expect(parseRecord(text)).toEqual({
        reason: "is not a run record: trials.0.tables.__proto__: '__proto__' cannot be used as a name",
      })
    },
  )

  it('is sound where only its text speaks of such a name', () => {
    const record = { ...sound, tool: '__proto__ \u0001' }
    expect(parseRecord(JSON.stringify(record)).record).toEqual(record)
  })

  const absurd: [string, object, RegExp][] = [
    ['candidates', { ...sound, k: 1001 }, /k: /],
    ['no level', { ...sound, alpha: 1e-300 }, /alpha: /],
    ['a level', { ...sound, alpha: 0.99 }, /alpha: /],
    [
      'a measure',
      withTrial({ measures: { totalMs: 1e300 } }),
      /trials\.0\.measures\.totalMs: must be less than 10{18}$/,
    ],
    [
      'less than nothing',
      withTrial({ measures: { totalMs: -1 } }),
      /trials\.0\.measures\.totalMs: must not be negative$/,
    ],
    ['rows', withTrial({ tables: { t: { rows: -1, fingerprint: 'v1:a' } } }), /trials\.0\.tables\.t\.rows: /],
    ['cores', withTrial({ host: { ...first?.host, cores: -3 } }), /trials\.0\.host\.cores: /],
    ['bytes of input', { ...sound, input: { ...sound.input, bytes: -5 } }, /input\.bytes: must not be/],
    ['an empty job', { ...sound, job: '' }, /job: must not be empty/],
    ['a job that objects drop', { ...sound, job: '__proto__' }, /job: must not be '__proto__'/],
    ['an engine that objects drop', withTrial({ engine: '__proto__' }), /trials\.0\.engine: must not be/],
    [
      'a second baseline',
      { ...sound, baseline: 'polars' },
      /trials\.0\.role: must be baseline for .* polars/,
    ],
    ['an order', { ...sound, trials: [first, first] }, /trials\.1\.order: must be unique/],
    [
      'no baseline that was compared with',
      { ...sound, trials: sound.trials.slice(1, 2), parity: { ...sound.parity, findings: [tableFinding] } },
      /trials: must hold one of the baseline spark/,
    ],
    ['seconds of the tool', { ...sound, toolSeconds: { trials: 1e300 } }, /toolSeconds\.trials: /],
    ['a year', { ...sound, when: '9999-01-01T00:00:00Z' }, /when: must lie between 2000 and 2100/],
    ['a day', { ...sound, when: '2026-02-30T00:00:00Z' }, /when: /],
    ['a time of recording', { ...sound, recordedAt: 'today' }, /recordedAt: /],
    ['a partition', { ...sound, partition: 'a\nb' }, /partition: must be text without control/],
    ['a job', { ...sound, job: '\u001b[2J' }, /job: must be text without control/],
    ['a size', { ...sound, size: 'own\u0000' }, /size: must be text without control/],
    ['a baseline', { ...sound, baseline: '\u202espark' }, /baseline: must be text without control/],
    ['an engine', withTrial({ engine: 'a\u009bb' }), /trials\.0\.engine: must be text without control/],
  ]

  it.each(absurd)('is named by its place: %s', (_, record, reason) => {
    const parsed = parseRecord(JSON.stringify(record))
    expect(parsed.reason).toMatch(reason)
  })

  it('is named likewise after thousands of others', () => {
    const parsedOnes = absurd.map(([, record]) => parseRecord(JSON.stringify(record)))
    for (let count = 0; count < 2000; count += 1) parseRecord(textOf(sound))
    expect(absurd.map(([, record]) => parseRecord(JSON.stringify(record)))).toEqual(parsedOnes)
    expect(parseRecord(textOf(sound)).record).toEqual(sound)
  })

  it.each(['"size": "small"', '"rows" : 1', '"kernel":"x"'])(
    'is none with a key that is there twice: %s',
    (twice) => {
      const text = textOf(sound).replace(new RegExp(`(?=${twice.split(':')[0]?.trim()})`), `${twice}, `)
      expect(parseRecord(text)).toEqual({ reason: 'is not a run record: it has the same key twice' })
    },
  )

  it('may have texts that look like keys', () => {
    const record = { ...sound, tool: '{"a": 1, "a": 2}' }
    expect(parseRecord(JSON.stringify(record)).record).toEqual(record)
  })

  it('is none with bytes that are not UTF-8', () => {
    const bytes = Buffer.from(textOf({ ...sound, tool: '\u00e9' }), 'latin1')
    expect(parseRecord(bytes)).toEqual({ reason: 'is not UTF-8 text' })
  })

  it('of a part says which', () => {
    const [step] = first?.steps ?? []
    const parts = [{ name: 'main', scope: 'whole', measures: { cpuSeconds: 1e200 } }]
    const { reason } = parseRecord(JSON.stringify(withTrial({ steps: [{ ...step, parts }] })))
    expect(reason).toContain('trials.0.steps.0.parts.0.measures.cpuSeconds: ')
  })
})

describe("a ledger's contents", () => {
  const [first, second] = [runRecord(1), runRecord(2)]

  it('are ordered by time, whatever the order of the files', () => {
    const contents = new LedgerContents()
    for (const record of [second, first]) contents.take(recordPath(record), textOf(record))
    expect(contents.result()).toEqual({ records: [first, second], leftOut: [] })
  })

  it('name a record that lies at the wrong date', () => {
    const contents = new LedgerContents()
    contents.take(recordPath(second), textOf(first))
    expect(contents.result()).toEqual({
      records: [],
      leftOut: [
        {
          path: recordPath(second),
          reason: `is in the wrong place: its date and id belong at ${recordPath(first)}`,
        },
      ],
    })
  })

  it('name the second record of one id', () => {
    const contents = new LedgerContents()
    const other = { ...first, when: second.when }
    for (const record of [other, first]) contents.take(recordPath(record), textOf(record))
    const { records, leftOut } = contents.result()
    expect(records).toEqual([first])
    expect(leftOut[0]).toEqual({
      path: recordPath(other),
      reason: `has the same id as ${recordPath(first)}, but ids are unique`,
    })
  })
})
