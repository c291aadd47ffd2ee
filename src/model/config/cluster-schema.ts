import { z } from 'zod'
import { bytes } from './values.ts'

const MASTERS = 'must be a master such as spark://host:7077, sc://host:15002 or yarn'

/** As Spark splits it: several hosts of a standalone cluster; those of no other master are looked at. */
const hostsOf = (master: string): string[] => /^(?:spark|sc):\/\/([^/;]*)/.exec(master)?.[1]?.split(',') ?? []
const BRACKETS = 'must have IPv6 addresses in brackets, such as spark://[::1]:7077'

/** A worker's own daemon, and the least heap that Spark takes for an executor. */
const worker = bytes.pipe(z.number().min(1280 * 2 ** 20, 'must be at least 1280MiB'))

/** Where Spark's executors run, where that is not the driver's machine. */
export const cluster = z
  .strictObject({
    master: z
      .string({ error: MASTERS })
      .regex(/^(?:(?:spark|sc):\/\/[^\s/]+(?:\/\S*)?|k8s:\/\/\S+|yarn)$/, MASTERS)
      .refine((master) => hostsOf(master).every((host) => !/^[^[]*:[^[]*:/.test(host)), {
        error: BRACKETS,
        abort: true,
      })
      .refine(
        (master) => hostsOf(master).every((host) => /^(?:\[[^\][]+\]|[^:[\]]+)(?::\d+)?$/.test(host)),
        MASTERS,
      )
      .exactOptional()
      .describe(
        'Master of a cluster that runs already, such as spark://host:7077, or sc://host:15002 for Spark Connect. Default: each trial has a cluster of its own, of containers on this machine or, with --runner kubernetes, of pods.',
      ),
    cpus: z
      .int('must be a whole number of cores')
      .min(1, 'must be at least 1')
      .exactOptional()
      .describe('Cores of each worker; with a master, of each executor.'),
    memory: worker
      .exactOptional()
      .describe('Memory of each worker, such as 2GiB; with a master, of each executor.'),
  })
  .refine(
    ({ master, cpus, memory }) => master !== undefined || (cpus !== undefined && memory !== undefined),
    'needs cpus: and memory: of each worker, or the master: of a cluster that runs already',
  )
  .meta({ id: 'cluster', description: 'A Spark cluster that the command runs on, as its driver.' })
