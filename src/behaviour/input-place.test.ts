import { describe, expect, it } from 'vitest'
import { touchesInput } from './input-place.ts'

describe('a folder of a job with an input', () => {
  it.each([
    ['/w/data', '/w/data', true],
    ['/w/data/dt={partition}', '/w/data', true],
    ['/w/data/dt={partition}', '/w/data/dt=2026-11-20', true],
    ['/w/data/dt={partition}/a-*.csv', '/w/data/dt=1/a-2.csv', true],
    ['/w/data/dt={partition}', '/w/data/schemas', false],
    ['/w/data', '/w/database', false],
    ['/w/{partition}.csv', '/w/lib', false],
  ])('with %s: %s is of the input: %s', (template, path, expected) => {
    expect(touchesInput(template, path, true)).toBe(expected)
  })

  it('may hold files of code, which are none of it', () => {
    expect(touchesInput('/w', '/w/job.py', false)).toBe(false)
    expect(touchesInput('/w/in.json', '/w/in.json', false)).toBe(true)
  })
})
