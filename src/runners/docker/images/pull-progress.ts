import { z } from 'zod'

/** A line of the daemon's answer to a pull. */
export const pullEventSchema = z.object({
  status: z.string().optional(),
  id: z.string().optional(),
  /** `units` other than bytes: a daemon that tells seconds of unpacking. */
  progressDetail: z
    .object({ current: z.number().optional(), total: z.number().optional(), units: z.string().optional() })
    .nullish(),
  error: z.string().optional(),
})
export type PullEvent = z.infer<typeof pullEventSchema>

interface Layer {
  isPresent: boolean
  /** Compressed, as it is downloaded; 0 until the daemon tells. */
  total: number
  done: number
}

/** What is known of every layer so far, by the daemon's short id. */
export type Layers = ReadonlyMap<string, Layer>

/** How far a pull has come. Of bytes only those of layers whose size the daemon has told. */
export interface PullProgress {
  bytesDone: number
  bytesTotal: number
  layers: number
  /** Layers that the daemon had before. */
  present: number
}

const DOWNLOADED = ['Verifying Checksum', 'Download complete', 'Extracting', 'Pull complete']
const OF_LAYERS = ['Pulling fs layer', 'Already exists', 'Waiting', 'Downloading', ...DOWNLOADED]

/** The layers after one more event. */
export function withEvent(layers: Layers, { status = '', id, progressDetail }: PullEvent): Layers {
  if (id === undefined || !OF_LAYERS.includes(status)) return layers
  const before = layers.get(id) ?? { isPresent: false, total: 0, done: 0 }
  const { current = 0, total = 0, units = 'bytes' } = progressDetail ?? {}
  const known = Math.max(before.total, units === 'bytes' ? total : 0)
  const done = status === 'Downloading' ? Math.max(before.done, current) : before.done
  return new Map(layers).set(id, {
    isPresent: before.isPresent || status === 'Already exists',
    total: known,
    done: DOWNLOADED.includes(status) ? known : done,
  })
}

export function progressOf(layers: Layers): PullProgress {
  const all = [...layers.values()]
  return {
    bytesDone: all.reduce((sum, { done }) => sum + done, 0),
    bytesTotal: all.reduce((sum, { total }) => sum + total, 0),
    layers: all.length,
    present: all.filter(({ isPresent }) => isPresent).length,
  }
}
