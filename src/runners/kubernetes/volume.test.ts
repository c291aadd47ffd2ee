import { describe, expect, it } from 'vitest'
import { onClaim, volumeOf } from './volume.ts'

const volume = { claim: 'data', path: '/mnt/data' }
const mounted = (source: string) =>
  onClaim(volume, { source, target: '/etl/input', readOnly: true }, 'The input')

describe('a file or folder on a claim', () => {
  it('is mounted by its path below the claim’s folder', () => {
    expect(mounted('/mnt/data/in/orders')).toEqual({
      subPath: 'in/orders',
      target: '/etl/input',
      readOnly: true,
    })
    expect(mounted('/mnt/data')).toMatchObject({ subPath: '' })
    expect(mounted('/mnt/data/..orders')).toMatchObject({ subPath: '..orders' })
  })

  it.each(['/mnt', '/home/me/in', '/mnt/data2'])('is a mistake elsewhere: %s', (source) => {
    expect(() => mounted(source)).toThrow(expect.objectContaining({ code: 'claimOutside' }))
  })

  it('lies below the configuration where its path is relative', () => {
    const { path } = volumeOf({ claim: 'data', path: 'data' }, '/home/me')
    expect(path).toBe('/home/me/data')
  })
})
