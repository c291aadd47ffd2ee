import { describe, expect, it } from 'vitest'
import { type PodSpec, podManifest } from './manifest.ts'

const SPEC: PodSpec = {
  name: 'etl-compare-1',
  image: 'acme/job:1',
  command: ['python3', 'meter.py'],
  args: ['job.py'],
  env: { PRICE: '$(HOME)', RATE: '5$' },
  user: { uid: 1000, gid: 100 },
  claim: 'data',
  mounts: [{ subPath: 'in/orders', target: '/etl/input', readOnly: true }],
  readOnlyRoot: true,
  cpus: 2,
  memoryBytes: 4_294_967_296,
  labels: { 'dev.etl-compare.run': 'r1' },
  annotations: { 'dev.etl-compare.owner': 'me' },
}
const specOf = (changes: Partial<PodSpec> = {}) => {
  const { spec } = podManifest({ ...SPEC, ...changes })
  const [container] = spec?.containers ?? []
  if (!spec || !container) throw new Error('It has no container.')
  return { spec, container }
}

describe('the manifest of a pod', () => {
  it('asks for no privileges and no token', () => {
    const { spec, container } = specOf()
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      restartPolicy: 'Never',
      securityContext: {
        ...{ runAsNonRoot: true, runAsUser: 1000, runAsGroup: 100 },
        seccompProfile: { type: 'RuntimeDefault' },
      },
    })
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    })
  })

  it('has a token only where it is told whose, and variables that Kubernetes fills in as they are', () => {
    const filled = [{ name: 'API', value: '$(KUBERNETES_SERVICE_HOST)' }]
    const { spec, container } = specOf({ serviceAccount: 'spark', filled })
    expect(spec).toMatchObject({ serviceAccountName: 'spark', automountServiceAccountToken: true })
    expect(container.env?.at(-1)).toEqual(filled[0])
    expect(specOf().spec).not.toHaveProperty('serviceAccountName')
  })

  it('asks for what it may have, and for nothing where nothing is limited', () => {
    const given = { cpu: '2', memory: '4294967296' }
    expect(specOf().container.resources).toEqual({ requests: given, limits: given })
    const { resources } = specOf({ cpus: null, memoryBytes: null }).container
    expect(resources).toEqual({ requests: {}, limits: {} })
  })

  it('runs a command in place of the entrypoint, or hands arguments to it', () => {
    expect(specOf().container).toMatchObject({ command: ['python3', 'meter.py'] })
    const { container } = specOf({ command: null, args: ['--at', '$(DAY)'] })
    expect(container.args).toEqual(['--at', '$$(DAY)'])
    expect(container).not.toHaveProperty('command')
  })

  it('has values of variables as they are', () => {
    expect(specOf().container.env).toEqual([
      { name: 'PRICE', value: '$$(HOME)' },
      { name: 'RATE', value: '5$' },
    ])
  })

  it('mounts folders of the claim, and a scratch folder of the node unless one stands there', () => {
    const data = { name: 'data', mountPath: '/etl/input', readOnly: true, subPath: 'in/orders' }
    expect(specOf().container.volumeMounts).toEqual([data, { name: 'tmp', mountPath: '/tmp' }])
    const tmp = { subPath: 'scratch', target: '/tmp', readOnly: false }
    const { container } = specOf({ mounts: [tmp] })
    expect(container.volumeMounts).toEqual([
      { name: 'data', mountPath: '/tmp', readOnly: false, subPath: 'scratch' },
    ])
  })
})
