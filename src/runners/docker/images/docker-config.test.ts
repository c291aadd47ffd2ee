import { describe, expect, it } from 'vitest'
import { findEntry, helperOf, registryOf, serverOf } from './docker-config.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

describe("an image's registry", () => {
  it.each([
    ['debian', 'docker.io'],
    ['acme/job:1.4', 'docker.io'],
    ['docker.io/acme/job', 'docker.io'],
    ['ghcr.io/acme/job@sha256:12', 'ghcr.io'],
    ['localhost/job', 'localhost'],
    ['127.0.0.1:5000/job:1', '127.0.0.1:5000'],
  ])('of %s is %s', (image, registry) => expect(registryOf(image)).toBe(registry))
})

describe('what docker login keeps', () => {
  it('is found for Docker Hub and others, however they were written', () => {
    const auths = {
      'https://index.docker.io/v1/': { auth: base64('ann:a:b') },
      'https://ghcr.io': { auth: base64('bob:c') },
      'acme.io': { identitytoken: 't' },
    }
    expect(findEntry({ auths }, 'docker.io')).toEqual({ username: 'ann', password: 'a:b' })
    expect(findEntry({ auths }, 'ghcr.io')).toEqual({ username: 'bob', password: 'c' })
    expect(findEntry({ auths }, 'acme.io')).toEqual({ identitytoken: 't' })
  })

  it('never goes to another registry', () => {
    const auths = { 'ghcr.io': { auth: base64('bob:c') } }
    expect(findEntry({ auths }, 'evil-ghcr.io')).toBeUndefined()
    expect(findEntry({ auths }, 'ghcr.io.evil.example')).toBeUndefined()
  })

  it('may be kept by a program: one for the registry before the one for all', () => {
    const config = { credsStore: 'desktop', credHelpers: { 'gcr.io': 'gcloud' } }
    expect(helperOf(config, 'gcr.io')).toBe('gcloud')
    expect(helperOf(config, 'docker.io')).toBe('desktop')
    expect(serverOf('docker.io')).toBe('https://index.docker.io/v1/')
  })
})
