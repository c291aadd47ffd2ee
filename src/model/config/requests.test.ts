import { describe, expect, it } from 'vitest'
import { parseRequests } from './requests.ts'

const problemsOf = (text: string): string[] => {
  const parsed = parseRequests(text)
  return 'problems' in parsed
    ? parsed.problems.map(({ line, key, message }) => `${line} ${key} ${message}`)
    : []
}

describe('a file of requests', () => {
  it('has one a line, known by its number', () => {
    const text = `{"method": "GET", "path": "/orders?limit=5"}

{"method": "POST", "path": "/orders", "headers": {"x-trace": "1"}, "body": {"id": 7}}
`
    expect(parseRequests(text)).toEqual({
      requests: [
        { line: 1, method: 'GET', path: '/orders?limit=5', headers: {} },
        { line: 3, method: 'POST', path: '/orders', headers: { 'x-trace': '1' }, body: { id: 7 } },
      ],
    })
  })

  it.each([
    ['', '1  has no request'],
    [
      '{"method": "GET", "path": "/"}\nGET /',
      '2  is not valid JSON, such as {"method": "GET", "path": "/orders/7"}',
    ],
    ['[]', '1  must be an object such as'],
    ['{"method": "get", "path": "/"}', '1 method must be one of GET'],
    ['{"method": "GET"}', '1 path must be text that begins with /'],
    ['{"method": "GET", "path": "http://elsewhere/"}', '1 path must begin with /'],
    ['{"method": "GET", "path": "/a b"}', '1 path must begin with / and be percent-encoded'],
    ['{"method": "GET", "path": "/", "boddy": 1}', '1 boddy is unknown here. Known keys: method'],
    [
      '{"method": "GET", "path": "/", "headers": {"a": "x\\r\\nb: y"}}',
      '1 headers.a must be text of one line',
    ],
    ['{"method": "GET", "path": "/", "headers": {"Host": "x"}}', '1 headers.Host must not set connection'],
  ])('is refused with its line and key: %s', (text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem)
  })

  it('names all problems at once', () => {
    expect(problemsOf('x\n{"method": "GET", "path": "/"}\ny')).toHaveLength(2)
  })
})
