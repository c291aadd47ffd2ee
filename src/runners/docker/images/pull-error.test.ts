import { describe, expect, it } from 'vitest'
import { pullError } from './pull-error.ts'

const DAEMON = { folder: '/var/lib/docker', architecture: 'amd64' }
const codeOf = (text: string) => pullError('acme/job:1', new Error(text), DAEMON).code

describe('a pull that failed', () => {
  it.each([
    [
      'imageMissing',
      '(HTTP code 404) unexpected - pull access denied for acme/job, repository does not exist or may require docker login: denied',
    ],
    ['imageMissing', '(HTTP code 404) unexpected - manifest for acme/job:1 not found: manifest unknown'],
    ['imageMissing', 'Head "https://ghcr.io/v2/acme/job/manifests/1": unauthorized'],
    ['imageMissing', 'Get "https://acme.io/v2/x/manifests/1": no basic auth credentials'],
    ['imageNoSpace', 'write /var/lib/docker/tmp/GetImageBlob1: no space left on device'],
    ['imageArchitecture', 'no matching manifest for linux/amd64 in the manifest list entries'],
    ['imagePullFailed', 'dial tcp: lookup registry-1.docker.io: no such host'],
    ['imagePullFailed', 'net/http: TLS handshake timeout'],
  ])('is %s: %s', (code, text) => expect(codeOf(text)).toBe(code))

  it('says once what the registry says twice', () => {
    const error = pullError(
      'a',
      new Error('manifest for a not found: manifest unknown: manifest unknown'),
      DAEMON,
    )
    expect(error.data).toMatchObject({ detail: 'manifest for a not found: manifest unknown' })
  })

  it("is told in the daemon's words", () => {
    const error = pullError(
      'acme/job:1',
      new Error('(HTTP code 500) server error - dial tcp: refused '),
      DAEMON,
    )
    expect(error).toMatchObject({ code: 'imagePullFailed', data: { detail: 'dial tcp: refused' } })
  })
})
