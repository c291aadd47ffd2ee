import { expect, it } from 'vitest'
import { parsePulled } from './pulled.ts'

it.each([
  ['in 2.345s (2.345s including waiting). Image size: 1234 bytes.', 2345, 1234],
  ['in 350ms (1.2s including waiting). Image size: 5 bytes.', 350, 5],
  ['in 1h2m3.5s (2h including waiting)', 3_723_500, 0],
  ['in 12.5s', 12_500, 0],
])('a kubelet says what a pull took: %s', (words, milliseconds, imageBytes) => {
  expect(parsePulled(`Successfully pulled image "r/a in b:1" ${words}`)).toEqual({ milliseconds, imageBytes })
})

it('nothing was pulled where the image was there', () => {
  expect(parsePulled('Container image "a" already present on machine')).toBeUndefined()
})
