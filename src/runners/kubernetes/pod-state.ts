import { z } from 'zod'

const named = z.object({ reason: z.string().default(''), message: z.string().default('') })

/** Of a pod, what is read. */
export const podSchema = z.object({
  metadata: z.object({
    name: z.string(),
    annotations: z.record(z.string(), z.string()).default({}),
    deletionTimestamp: z.string().optional(),
  }),
  spec: z.object({ nodeName: z.string().optional() }),
  status: z
    .object({
      phase: z.string().default('Pending'),
      reason: z.string().optional(),
      message: z.string().default(''),
      conditions: z.array(named.extend({ type: z.string(), status: z.string() })).default([]),
      containerStatuses: z
        .array(
          z.object({
            imageID: z.string().default(''),
            state: z
              .object({
                waiting: named.optional(),
                running: z.object({}).optional(),
                terminated: named.extend({ exitCode: z.int() }).optional(),
              })
              .default({}),
          }),
        )
        .default([]),
    })
    .prefault({}),
})

/** A pod as the API server tells it. */
export type PodState = z.output<typeof podSchema>

/** Of an event about a pod, what is read. */
export const eventSchema = named.extend({
  type: z.string().default('Normal'),
  involvedObject: z.object({ name: z.string().default('') }).prefault({}),
})

/** What the scheduler or a kubelet says that it did with a pod. */
export type PodEvent = z.output<typeof eventSchema>
