import { describe, expect, it } from 'vitest'
import { maintain } from './maintenance.ts'

const NO = 'PyIceberg has no compaction'

describe('the tasks of maintenance', () => {
  it('are timed one by one, and one that the engine cannot do has the reason instead', async () => {
    const ran: string[] = []
    const { tasks, failure } = await maintain(
      { compact: NO, expire: ['expire'], orphans: ['orphans'] },
      async ([program = '']) => {
        ran.push(program)
        return undefined
      },
    )
    expect(ran).toEqual(['expire', 'orphans'])
    expect(tasks).toEqual([
      { name: 'compact', seconds: { value: null, reason: NO } },
      { name: 'expire', seconds: expect.any(Number) },
      { name: 'orphans', seconds: expect.any(Number) },
    ])
    expect(failure).toBeUndefined()
  })

  it('end with the first that fails', async () => {
    const { tasks, failure } = await maintain({ compact: ['a'], expire: ['b'] }, async () => 'exited with 3')
    expect(tasks).toEqual([{ name: 'compact', seconds: { value: null, reason: 'exited with 3' } }])
    expect(failure).toBe('maintenance compact: exited with 3')
  })
})
