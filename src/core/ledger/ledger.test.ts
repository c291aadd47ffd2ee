import { describe, expect, it } from 'vitest'
import { runRecord, textOf } from '../../../tests/run-record.ts'
import { RECORD_VERSION } from '../record/schema.ts'
import { LedgerContents } from './contents.ts'
import { parseRecord } from './parse.ts'
import { idOfPath, recordPath } from './path.ts'
import { UPCASTS, type Upcast, upcast } from './upcast.ts'

describe("a record's path", () => {
  it('is its UTC date and its id', () => {
    const { id, when } = runRecord()
    expect(recordPath({ id, when })).toBe('runs/2026/10/01/20261001T031700Z-00000000.json')
    expect(idOfPath(recordPath({ id, when }))).toBe(id)
  })

  it.each(['../../../etc/passwd', 'a/b/c/d/e/f', 'short', 'with space', 'line\nfeed', ''])(
    'is never made of a hostile id: %j',
    (id) => expect(() => recordPath({ id, when: '2026-10-01T03:17:00Z' })).toThrow('lead astray'),
  )

  it.each(['../../../x', '', '+002026-10-01'])('is never made of a hostile time: %j', (when) =>
    expect(() => recordPath({ id: '20261001-abcd', when })).toThrow('lead astray'),
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

  it('says what to do about a newer version', () =>
    expect(upcast({ version: 4 }, [renamed]).reason).toBe(
      'is of version 4, and this etl-compare knows versions up to 2: update etl-compare',
    ))

  it.each([null, 7, 'text', [], {}, { version: '1' }, { version: 0 }, { version: 1.5 }])(
    'finds no version in %j',
    (value) => expect(upcast(value).reason).toBe('is no run record: it names no version'),
  )

  it('turns an upcast that fails on a broken record into a reason', () => {
    const fails: Upcast = (old) => ({ n: (old.missing as { length: number }).length })
    expect(parseRecord('{"version":1}', [fails]).reason).toMatch(
      /^could not be brought up to today's version/,
    )
  })
})

describe('parsing a record', () => {
  it('returns it', () => expect(parseRecord(textOf(runRecord())).record).toEqual(runRecord()))

  it('names the place of the first mistake', () => {
    const broken = { ...runRecord(), trials: [{ ...runRecord().trials[0], order: 'first' }] }
    expect(parseRecord(JSON.stringify(broken)).reason).toMatch(
      /^is no run record: trials\.0\.order: .*number/,
    )
  })

  it('tells a file that was cut off', () =>
    expect(parseRecord(textOf(runRecord()).slice(0, 4096)).reason).toBe(
      'is no JSON: it was cut off, or is something else',
    ))
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
          reason: `is in the wrong place: by its date and id it belongs at ${recordPath(first)}`,
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
      reason: `has the id of ${recordPath(first)}, and an id stands for one run`,
    })
  })
})
