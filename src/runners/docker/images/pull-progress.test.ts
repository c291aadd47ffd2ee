import { describe, expect, it } from 'vitest'
import { type Layers, type PullEvent, progressOf, withEvent } from './pull-progress.ts'

const told = (...events: PullEvent[]) => progressOf(events.reduce<Layers>(withEvent, new Map()))

describe('the progress of a pull', () => {
  it('counts bytes and layers, those already present apart', () => {
    expect(
      told(
        { status: 'Pulling from acme/job', id: '1.4' },
        { status: 'Already exists', id: 'a', progressDetail: {} },
        { status: 'Pulling fs layer', id: 'b', progressDetail: {} },
        { status: 'Pulling fs layer', id: 'c' },
        { status: 'Downloading', id: 'b', progressDetail: { current: 30, total: 100 } },
        { status: 'Downloading', id: 'c', progressDetail: { current: 5, total: 50 } },
        { status: 'Download complete', id: 'c', progressDetail: {} },
      ),
    ).toEqual({ bytesDone: 80, bytesTotal: 150, layers: 3, present: 1 })
  })

  it("knows a layer's size from its unpacking, where it came too fast to be seen", () => {
    expect(
      told(
        { status: 'Pulling fs layer', id: 'b' },
        { status: 'Download complete', id: 'b' },
        { status: 'Extracting', id: 'b', progressDetail: { current: 32, total: 64 } },
        { status: 'Pull complete', id: 'b' },
      ),
    ).toEqual({ bytesDone: 64, bytesTotal: 64, layers: 1, present: 0 })
  })

  it('never runs backwards, when a download begins anew', () => {
    expect(
      told(
        { status: 'Downloading', id: 'b', progressDetail: { current: 90, total: 100 } },
        { status: 'Downloading', id: 'b', progressDetail: { current: 10, total: 100 } },
      ).bytesDone,
    ).toBe(90)
  })

  it('takes no seconds for bytes', () => {
    const unpacking = { status: 'Extracting', id: 'b', progressDetail: { current: 7, units: 's' } }
    expect(told({ status: 'Pulling fs layer', id: 'b' }, unpacking).bytesDone).toBe(0)
  })

  it('of an image that is up to date has no layers', () => {
    expect(told({ status: 'Digest: sha256:1' }, { status: 'Status: Image is up to date for x' }).layers).toBe(
      0,
    )
  })
})
