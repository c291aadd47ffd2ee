import { expect, it } from 'vitest'
import { Life } from './life.ts'

it('an end before the start is none: the last event counts', () => {
  const life = new Life()
  life.started(5000, { id: null, attempt: null, name: null })
  life.saw(9000)
  life.ended(1000, 0)
  expect(life.lived).toMatchObject({ startMs: 5000, endMs: 9000, hasEnd: false })
})
