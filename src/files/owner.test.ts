import { describe, expect, it } from 'vitest'
import { isGone, ownerWord, parseOwner, thisOwner } from './owner.ts'

describe('an owner', () => {
  it('is the same again from its word', async () => {
    const me = await thisOwner()
    expect(parseOwner(me.host, ownerWord(me))).toEqual(me)
    const unknown = { ...me, boot: '', start: '', namespace: '' }
    expect(parseOwner(me.host, ownerWord(unknown))).toEqual(unknown)
  })

  it('is gone where its process has ended, or another has its number', async () => {
    const me = await thisOwner()
    expect(await isGone(me)).toBe(false)
    expect(await isGone({ ...me, start: '1' })).toBe(true)
    expect(await isGone({ ...me, pid: 2 ** 30 })).toBe(true)
  })

  it('of another machine or PID namespace may still run, whatever runs here under its number', async () => {
    const gone = { ...(await thisOwner()), start: '1' }
    expect(await isGone({ ...gone, host: 'elsewhere' })).toBe(false)
    expect(await isGone({ ...gone, namespace: '1' })).toBe(false)
  })
})
