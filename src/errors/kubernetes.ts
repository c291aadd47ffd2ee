import { counted, printable } from '../text/text.ts'

/** Mistakes about a Kubernetes cluster, its volume, and the pods that it is asked for. */
export const KUBERNETES_MESSAGES = {
  kubernetesClientMissing: () =>
    '--runner kubernetes needs the package @kubernetes/client-node, which takes 70 MB and so does not come with etl-compare. Install it beside etl-compare: npm install @kubernetes/client-node@2.0.1',
  kubeConfigUnreadable: (d: { detail: string }) =>
    `The kubeconfig cannot be read: ${printable(d.detail)}. Fix it, or name another file with KUBECONFIG.`,
  kubeContextUnknown: (d: { context: string; known: string[] }) =>
    d.known.length === 0
      ? 'No Kubernetes cluster is configured. Name a kubeconfig with KUBECONFIG, or use another --runner.'
      : `The kubeconfig has no context '${d.context}' with a cluster. It has: ${d.known.join(', ')}. Fix kubernetes.context, or choose one: kubectl config use-context NAME.`,
  clusterUnreachable: (d: { server: string; detail: string }) =>
    `Cannot use the Kubernetes cluster at ${d.server}: ${printable(d.detail)}. Try it by hand: kubectl get pods. Or name another context in kubernetes.context.`,
  clusterRightsMissing: (d: { namespace: string; missing: string[] }) =>
    `You lack rights in namespace ${d.namespace}: ${d.missing.join(', ')}. Ask its administrator for k8s/rbac.yaml, or name another namespace in kubernetes.namespace.`,
  claimMissing: (d: { claim: string; namespace: string }) =>
    `Namespace ${d.namespace} has no PersistentVolumeClaim '${d.claim}'. Create it (k8s/storage.yaml is an example), or fix kubernetes.claim.`,
  claimFolderMissing: (d: { claim: string; path: string }) =>
    `kubernetes.path names ${d.path}, which was not found. It must be the folder where the files of claim '${d.claim}' are on this machine.`,
  claimElsewhere: (d: { claim: string; path: string; namespace: string }) =>
    `What a pod wrote to claim '${d.claim}' of namespace ${d.namespace} did not arrive at ${d.path}. Set kubernetes.path to the folder where the claim's files are on this machine, and let pods write there.`,
  claimOutside: (d: { what: string; source: string; claim: string; path: string }) =>
    `${d.what} at ${d.source} does not lie on claim '${d.claim}', so no pod can see it. Copy it below ${d.path}. For fixtures, set ETL_COMPARE_CACHE to a folder below it.`,
  podRefused: (d: { image: string; namespace: string; detail: string }) =>
    `Namespace ${d.namespace} refuses a pod of ${d.image}: ${printable(d.detail)}. Lower limits:, or have the namespace's quota, limits or policy changed (kubectl describe namespace ${d.namespace}).`,
  podNotScheduled: (d: { image: string; namespace: string; waited: string; detail: string }) =>
    `No node of the cluster took the pod of ${d.image} in ${d.waited}: ${printable(d.detail)}. Lower limits:, free or add a node (kubectl describe nodes), or raise kubernetes.wait.`,
  driverAccountMissing: (d: { namespace: string; serviceAccount: string }) =>
    `Namespace ${d.namespace} has no service account '${d.serviceAccount}', by which Spark's drivers make pods for their executors. Ask its administrator for k8s/rbac.yaml, or name another in kubernetes.serviceAccount.`,
  driverRightsMissing: (d: { namespace: string; serviceAccount: string; missing: readonly string[] }) =>
    `Service account '${d.serviceAccount}' of namespace ${d.namespace} may not ${d.missing.join(', ')} pods, so Spark's drivers get no executors. Ask the namespace's administrator for k8s/rbac.yaml, or name another in kubernetes.serviceAccount.`,
  driverCutOff: (d: { namespace: string; server: string; detail: string }) =>
    `Pods of namespace ${d.namespace} cannot ask the API server at ${printable(d.server)}, so Spark's drivers get no executors: ${printable(d.detail)}. Allow it in the namespace's network policies.`,
  executorsMissing: (d: { count: number; up: number; waited: string; namespace: string; detail: string }) =>
    `Only ${d.up} of ${counted(d.count, 'executor')} came up in ${d.waited}: ${printable(d.detail)}. Lower workers: or the size in cluster:, make room (kubectl describe nodes; kubectl describe quota -n ${d.namespace}), or raise kubernetes.wait.`,
  podImageMissing: (d: { image: string; detail: string }) =>
    `The node cannot pull image ${d.image}: ${printable(d.detail)}. Fix its name, push it, or give the namespace's default service account the registry's credentials (imagePullSecrets).`,
  podNotCreated: (d: { image: string; namespace: string; detail: string }) =>
    `The pod of ${d.image} in namespace ${d.namespace} did not start: ${printable(d.detail)}. Look at it there: kubectl get events -n ${d.namespace}`,
}
