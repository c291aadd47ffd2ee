import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { eventsOf } from './events.ts'

describe("a daemon's answer", () => {
  it('is read a value a line, however it was cut', async () => {
    const bytes = Buffer.from('{"a":"é"}\r\n\n{"b":2}\n{"c":3}')
    const pieces = [bytes.subarray(0, 7), bytes.subarray(7, 12), bytes.subarray(12)]
    expect(await Array.fromAsync(eventsOf(Readable.from(pieces)))).toEqual([{ a: 'é' }, { b: 2 }, { c: 3 }])
  })

  it('that breaks off throws why', async () => {
    const answer = new Readable({ read: () => undefined })
    answer.push('{"a":1}\n')
    const all = Array.fromAsync(eventsOf(answer))
    setImmediate(() => answer.destroy(new Error('hang up')))
    await expect(all).rejects.toThrow('hang up')
  })
})
