import type { Codec } from './codec.ts'

/** Text as it is: an event, perhaps after white space. */
export const PLAIN: Codec = {
  name: 'plain',
  matches: (start) => /^\s*\{/.test(start.toString('latin1')),
  decompress: (reader) => reader.rest(),
}
