import { randomBytes } from 'node:crypto'
import type { V1EnvVar, V1Pod, V1PodSecurityContext, V1ResourceRequirements } from '@kubernetes/client-node'

/** A folder or file of the claim inside a pod. */
export interface ClaimMount {
  /** Its path on the claim; empty: all of it. */
  subPath: string
  target: string
  readOnly: boolean
}

/** One pod, as the runner wants it. */
export interface PodSpec {
  name: string
  image: string
  /** In place of the image's entrypoint; else its arguments. */
  command: readonly string[] | null
  args: readonly string[]
  env: Readonly<Record<string, string>>
  /** Variables whose values Kubernetes fills in. */
  filled?: readonly V1EnvVar[]
  /** Whose token it has; absent: nobody's. */
  serviceAccount?: string
  user: { uid: number; gid: number }
  claim: string
  mounts: readonly ClaimMount[]
  readOnlyRoot: boolean
  /** What it is given, and no more; null: the namespace's defaults. */
  cpus: number | null
  memoryBytes: number | null
  labels: Readonly<Record<string, string>>
  annotations: Readonly<Record<string, string>>
}

/** What every pod of the tool has, so that it is found again. */
export const OURS = { 'app.kubernetes.io/managed-by': 'etl-compare' }

/** Label of a Spark driver's executors, with the name of its pod. */
export const DRIVER = 'dev.etl-compare.driver'

/** One that no other pod has. */
export const podName = (): string => `etl-compare-${randomBytes(6).toString('hex')}`

export const CONTAINER = 'engine'

/** How long what was asked to end may take: the meter inside ends its tree in less. */
export const GRACE_SECONDS = 7

/**
 * What the API server is asked for: a pod without privileges, without a token unless it needs one, that runs once. What it may have it
 * also asks for, so that it is of the class Guaranteed: the last one to be evicted, and with cores of its own where the node's
 * CPU manager hands out such.
 */
export function podManifest(spec: PodSpec): V1Pod {
  const { name, labels, annotations, user, claim, command, args, serviceAccount, filled = [] } = spec
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, labels: { ...labels, ...OURS }, annotations: { ...annotations } },
    spec: {
      restartPolicy: 'Never',
      terminationGracePeriodSeconds: GRACE_SECONDS,
      automountServiceAccountToken: serviceAccount !== undefined,
      ...(serviceAccount !== undefined && { serviceAccountName: serviceAccount }),
      enableServiceLinks: false,
      securityContext: securityOf(user),
      containers: [
        {
          name: CONTAINER,
          image: spec.image,
          imagePullPolicy: 'IfNotPresent',
          ...(command ? { command: command.map(literal) } : { args: args.map(literal) }),
          env: [
            ...Object.entries(spec.env).map(([variable, value]) => ({
              name: variable,
              value: literal(value),
            })),
            ...filled,
          ],
          resources: resourcesOf(spec),
          securityContext: {
            allowPrivilegeEscalation: false,
            capabilities: { drop: ['ALL'] },
            readOnlyRootFilesystem: spec.readOnlyRoot,
          },
          volumeMounts: [
            ...spec.mounts.map(({ subPath, target, readOnly }) => ({
              name: 'data',
              mountPath: target,
              readOnly,
              ...(subPath !== '' && { subPath }),
            })),
            ...(spec.mounts.some(({ target }) => target === '/tmp')
              ? []
              : [{ name: 'tmp', mountPath: '/tmp' }]),
          ],
        },
      ],
      volumes: [
        { name: 'data', persistentVolumeClaim: { claimName: claim } },
        // On the node's disk, as spills must be; removed with the pod.
        { name: 'tmp', emptyDir: {} },
      ],
    },
  }
}

const securityOf = ({ uid, gid }: PodSpec['user']): V1PodSecurityContext => ({
  runAsNonRoot: true,
  runAsUser: uid,
  runAsGroup: gid,
  seccompProfile: { type: 'RuntimeDefault' },
})

function resourcesOf({ cpus, memoryBytes }: PodSpec): V1ResourceRequirements {
  const given = {
    ...(cpus !== null && { cpu: String(cpus) }),
    ...(memoryBytes !== null && { memory: String(memoryBytes) }),
  }
  return { requests: given, limits: given }
}

/** Kubernetes fills in `$(NAME)`; `$$` stands for a dollar. */
const literal = (value: string): string => value.replaceAll('$(', '$$$$(')
