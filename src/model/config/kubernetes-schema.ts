import { z } from 'zod'
import { duration, text } from './values.ts'

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const named = (what: string) =>
  z
    .string({ error: `must be the name of ${what}` })
    .regex(
      new RegExp(String.raw`^${LABEL}(?:\.${LABEL})*$`),
      `must be the name of ${what}: small letters, digits, - and .`,
    )

/** The cluster that `--runner kubernetes` runs pods in, and the volume between it and this machine. */
export const kubernetes = z
  .strictObject({
    claim: named('a PersistentVolumeClaim').describe(
      'PersistentVolumeClaim that input and output lie on. Pods mount nothing else of yours.',
    ),
    path: text("the folder where the claim's files are on this machine").describe(
      "Folder where the claim's files are on this machine. Inputs and mounts must lie below it.",
    ),
    context: text('a context of the kubeconfig')
      .exactOptional()
      .describe('Context of the kubeconfig. Default: its current one.'),
    namespace: named('a namespace')
      .exactOptional()
      .describe("Namespace of the claim and the pods. Default: the context's, else default."),
    serviceAccount: named('a service account')
      .default('etl-compare-spark')
      .describe(
        'Service account of engines with cluster:, whose Spark makes pods for its executors. Default: etl-compare-spark.',
      ),
    wait: duration
      .default(300)
      .describe('How long a pod may wait for a node that has room, such as 2min. Default: 5min.'),
  })
  .transform(({ wait: waitSeconds, ...rest }) => ({ ...rest, waitSeconds }))
  .meta({ id: 'kubernetes', description: 'Where --runner kubernetes runs pods.' })
