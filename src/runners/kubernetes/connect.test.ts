import { tmpdir } from 'node:os'
import { afterEach, expect, it, vi } from 'vitest'
import { connectCluster } from './connect.ts'

afterEach(() => vi.unstubAllEnvs())

it.each([undefined, 'prod'])(
  'says that no cluster is configured where there is no kubeconfig (context: %s)',
  async (context) => {
    vi.stubEnv('KUBECONFIG', '')
    vi.stubEnv('HOME', tmpdir())
    const wanted = { claim: 'data', path: '/data', serviceAccount: 'spark', waitSeconds: 60 }
    await expect(
      connectCluster({ ...wanted, ...(context !== undefined && { context }) }),
    ).rejects.toMatchObject({
      code: 'kubeContextUnknown',
      data: { known: [] },
    })
  },
)
