import { expect, it } from 'vitest'
import { Lines, MOST_LINE_BYTES } from './lines.ts'

const read = (...chunks: string[]) => {
  const lines = new Lines()
  const read = chunks.flatMap((chunk) => [...lines.push(Buffer.from(chunk))].map(String))
  return { read, rest: lines.rest.toString(), tooLong: lines.tooLong }
}

it('lines go on over chunks', () =>
  expect(read('a', 'b\nc', '\n\nd')).toEqual({ read: ['ab', 'c', ''], rest: 'd', tooLong: 0 }))

it('a line that is too long is counted, and the next one is read', () => {
  const chunk = Buffer.alloc(MOST_LINE_BYTES / 2 + 1, 'x')
  const lines = new Lines()
  const all = [chunk, chunk, chunk, Buffer.from('\nb\n')].flatMap((each) => [...lines.push(each)].map(String))
  expect([all, lines.tooLong]).toEqual([['b'], 1])
})
