import { describe, expect, it } from 'vitest'
import { answerRows, firstDifferingAnswer } from './answers.ts'

const rowsOf = (text: string, status = 200, request = 1) => answerRows(request, 'GET /x', { status, text })
const isSame = (a: string, b: string) => firstDifferingAnswer(rowsOf(a), rowsOf(b)) === undefined

describe('answers of two services', () => {
  it('are rows by the place of each value', () => {
    expect(rowsOf('{"rows": [{"id": 7, "a b": "x"}], "next": null, "none": []}').slice(1)).toMatchObject([
      { at: '$.rows[0].id', type: 'number', number: 7, text: null },
      { at: '$.rows[0]["a b"]', type: 'string', text: 'x' },
      { at: '$.next', type: 'null', text: null },
      { at: '$.none', type: 'array', text: null },
    ])
  })

  it.each([
    ['{"a": 1, "b": 2}', '{ "b": 2.0, "a": 1e0 }', true],
    ['12.50', '1250e-2', true],
    ['9007199254740993', '9007199254740992', false],
    ['123456789012345678.10', '123456789012345678.1', true],
    ['123456789012345678.10', '123456789012345678.11', false],
    ['0', '-0.0', true],
    ['1', '"1"', false],
    ['null', '"null"', false],
    ['true', '"true"', false],
    ['[1, 2]', '[2, 1]', false],
    ['[]', '{}', false],
    ['{"a": null}', '{}', false],
    ['no JSON', 'no JSON ', false],
    ['', '', true],
  ])('with %s and %s are the same: %s', (a, b, same) => {
    expect(isSame(a, b)).toBe(same)
  })

  it('are compared as a whole where they are very deep or long', () => {
    const deep = (value: string) => `${'['.repeat(5000)}${value}${']'.repeat(5000)}`
    expect(rowsOf(deep('1'))).toHaveLength(2)
    expect(isSame(deep('1'), deep('2'))).toBe(false)
    const long = (last: number) => JSON.stringify([...Array(20_000).keys(), last])
    expect(rowsOf(long(0))).toHaveLength(2)
    expect(isSame(long(0), long(1))).toBe(false)
  })

  it('first differ in the earliest request, and where that is', () => {
    const baseline = [...rowsOf('{"n": 1}', 200, 1), ...rowsOf('{"n": 2}', 200, 2), ...rowsOf('1', 404, 3)]
    const candidate = [...rowsOf('{"n": 1.01}', 200, 1), ...rowsOf('{}', 200, 2), ...rowsOf('1', 200, 3)]
    const first = (abs: number) => firstDifferingAnswer(baseline, candidate, { abs, rel: 0 })
    expect(first(0)).toEqual({ request: 1, call: 'GET /x', at: '$.n', values: ['1', '1.01'] })
    expect(first(0.1)).toMatchObject({ request: 2, at: '$.n', values: ['2', null] })
  })

  it('have statuses that no tolerance for numbers is for', () => {
    const [ok = [], other = []] = [200, 203].map((status) => rowsOf('1', status, 1))
    expect(firstDifferingAnswer(ok, other, { abs: 5, rel: 0 })).toMatchObject({
      at: 'status',
      values: ['200', '203'],
    })
  })

  it('may be none, but an error', () => {
    expect(answerRows(1, 'GET /x', { error: 'timeout' })).toMatchObject([
      { at: 'status', type: 'error', text: 'timeout' },
    ])
  })
})
