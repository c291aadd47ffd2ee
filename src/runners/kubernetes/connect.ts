import { AuthorizationV1Api, CoreV1Api, KubeConfig, VersionApi } from '@kubernetes/client-node'
import { UserError } from '../../errors.ts'
import type { Place } from '../../model/config/model.ts'
import { codeOf, wordsOf } from './answers.ts'

/** A cluster that answers, and the namespace of the tool's pods. */
export interface Cluster {
  config: KubeConfig
  api: CoreV1Api
  namespace: string
  context: string
  version: string
}

/** What the tool does in its namespace. */
const NEEDED = [
  ['create', 'pods'],
  ['watch', 'pods'],
  ['list', 'pods'],
  ['delete', 'pods'],
  ['get', 'pods/log'],
  ['watch', 'events'],
  ['get', 'persistentvolumeclaims'],
] as const

/**
 * Finds the cluster by the kubeconfig that kubectl uses, or inside a pod by its service account.
 *
 * @throws UserError `kubeContextUnknown`, `clusterUnreachable`, `clusterRightsMissing`, `claimMissing`
 */
export async function connectCluster(wanted: NonNullable<Place['kubernetes']>): Promise<Cluster> {
  const config = loadConfig(wanted.context)
  const context = config.getCurrentContext()
  const server = config.getCurrentCluster()?.server
  if (server === undefined)
    throw new UserError('kubeContextUnknown', {
      context,
      known: config.getContexts().map(({ name }) => name),
    })
  const namespace = wanted.namespace ?? config.getContextObject(context)?.namespace ?? 'default'
  const { gitVersion: version } = await answerOf(server, () => config.makeApiClient(VersionApi).getCode())
  const cluster = { config, api: config.makeApiClient(CoreV1Api), namespace, context, version }
  await answerOf(server, () => requireRights(cluster))
  await answerOf(server, () => requireClaim(cluster, wanted.claim))
  return cluster
}

/** What the library makes up where it finds no kubeconfig and no service account. */
const GUESS = { context: 'loaded-context', server: 'http://localhost:8080' }

function loadConfig(context: string | undefined): KubeConfig {
  const config = new KubeConfig()
  try {
    config.loadFromDefault()
  } catch (error) {
    throw new UserError('kubeConfigUnreadable', { detail: wordsOf(error) })
  }
  const isGuess = config.getCurrentContext() === GUESS.context && config.clusters[0]?.server === GUESS.server
  if (isGuess) throw new UserError('kubeContextUnknown', { context: '', known: [] })
  if (context !== undefined) config.setCurrentContext(context)
  return config
}

/** What a server answers. @throws UserError `clusterUnreachable` */
async function answerOf<T>(server: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    if (error instanceof UserError) throw error
    throw new UserError('clusterUnreachable', { server, detail: wordsOf(error) })
  }
}

/** That a cluster which answered does so no more, or not as it must. */
export const unreachable = ({ config }: Pick<Cluster, 'config'>, detail: string): UserError =>
  new UserError('clusterUnreachable', { server: config.getCurrentCluster()?.server ?? '', detail })

async function requireRights({ config, namespace }: Cluster): Promise<void> {
  const api = config.makeApiClient(AuthorizationV1Api)
  const isAllowed = async ([verb, name]: readonly [string, string]): Promise<boolean> => {
    const [resource = '', subresource] = name.split('/')
    const resourceAttributes = {
      namespace,
      verb,
      resource,
      ...(subresource !== undefined && { subresource }),
    }
    const body = { spec: { resourceAttributes } }
    return (await api.createSelfSubjectAccessReview({ body })).status?.allowed === true
  }
  const allowed = await Promise.all(NEEDED.map(isAllowed))
  const missing = NEEDED.filter((_, index) => !allowed[index]).map((right) => right.join(' '))
  if (missing.length > 0) throw new UserError('clusterRightsMissing', { namespace, missing })
}

async function requireClaim({ api, namespace }: Cluster, claim: string): Promise<void> {
  await api.readNamespacedPersistentVolumeClaim({ namespace, name: claim }).catch((error: unknown) => {
    if (codeOf(error) === 404) throw new UserError('claimMissing', { claim, namespace })
    throw error
  })
}
