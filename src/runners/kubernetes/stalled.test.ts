import { describe, expect, it } from 'vitest'
import { impatient, stalled, waitedMs } from './stalled.ts'
import { UNSEEN } from './timeline.ts'

const title = { image: 'acme/job:1', namespace: 'jobs' }

describe('a pod that does not run', () => {
  it.each([
    ['ErrImagePull', 'podImageMissing'],
    ['InvalidImageName', 'podImageMissing'],
    ['CreateContainerConfigError', 'podNotCreated'],
  ])('is given up at once with %s', (reason, code) => {
    const waiting = { reason, message: 'because' }
    expect(stalled({ ...UNSEEN, waiting }, title)).toMatchObject({ code, data: { detail: 'because' } })
  })

  it('is waited for while its container is made', () => {
    expect(
      stalled({ ...UNSEEN, waiting: { reason: 'ContainerCreating', message: '' } }, title),
    ).toBeUndefined()
  })

  it('has waited since it last got on, and not while its image is pulled', () => {
    const waited = (times: object) => waitedMs({ ...UNSEEN, times }, 10_000)
    expect(waited({ asked: 1000 })).toBe(9000)
    expect(waited({ asked: 1000, scheduled: 4000 })).toBe(6000)
    expect(waited({ asked: 1000, scheduled: 2000, pulling: 3000 })).toBeNull()
    expect(waited({ asked: 1000, scheduled: 2000, pulling: 3000, pulled: 8000 })).toBe(2000)
    expect(waited({ asked: 1000, scheduled: 2000, running: 3000 })).toBeNull()
  })

  it('is given up in the words of the scheduler, or of the last event', () => {
    const { data: scheduler } = impatient({ ...UNSEEN, unscheduled: 'Insufficient cpu' }, title, 60)
    expect(scheduler).toMatchObject({ waited: '60 s', detail: 'Insufficient cpu' })
    const mounting = { ...UNSEEN, node: 'node-1', warning: 'no such volume' }
    expect(impatient(mounting, title, 60)).toMatchObject({
      code: 'podNotCreated',
      data: { detail: 'no such volume' },
    })
  })
})
