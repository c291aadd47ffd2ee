import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { formatBytes } from '../src/model/units/bytes.ts'
import { buildLayers, noRegistry, push, removeImages, startRegistry, titled } from './docker.ts'
import { etlCompare, scratch, start } from './etl-compare.ts'

const USER = { name: 'ann', password: 's3cret' }
/** The same in the registry's file: bcrypt of four rounds. */
const HTPASSWD = `ann:$2b$04$FQvGi9fro/bonNQYZXtii.b/vYhqJZuGVdGgBu8bdAdbPtlTtbDzy\n`
const AUTH = Buffer.from(`${USER.name}:${USER.password}`).toString('base64')

const configOf = (...images: string[]) => `version: 1
jobs:
  job:
    input: etl-compare.yml
    baseline: e0
    engines:
${images.map((image, i) => `      e${i}: { image: "${image}", command: [run] }`).join('\n')}
    tables: { t: }
`

/** Compressed bytes of each layer, by the registry's own account. */
async function layerSizes(host: string, name: string): Promise<number[]> {
  const accept = 'application/vnd.docker.distribution.manifest.v2+json'
  const answer = await fetch(`http://${host}/v2/${name}/manifests/1`, { headers: { accept } })
  const { layers } = (await answer.json()) as { layers: { size: number }[] }
  return layers.map(({ size }) => size)
}

/** A registry with one image, whose layer never comes to its end. */
async function stallingRegistry(): Promise<{ host: string; stalled: Promise<void> } & AsyncDisposable> {
  const config = JSON.stringify({
    architecture: 'amd64',
    os: 'linux',
    rootfs: { type: 'layers', diff_ids: [LAYER] },
  })
  const digest = `sha256:${createHash('sha256').update(config).digest('hex')}`
  const docker = 'application/vnd.docker'
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: `${docker}.distribution.manifest.v2+json`,
    config: { mediaType: `${docker}.container.image.v1+json`, size: config.length, digest },
    layers: [{ mediaType: `${docker}.image.rootfs.diff.tar.gzip`, size: 1e6, digest: LAYER }],
  })
  const { promise: stalled, resolve: stall } = Promise.withResolvers<void>()
  const server = createServer(({ url = '' }, answer) => {
    if (url.endsWith(LAYER)) {
      answer.writeHead(200, { 'content-length': 1e6 }).write(Buffer.alloc(1000))
      stall()
    } else if (url.includes('/manifests/'))
      answer.writeHead(200, { 'content-type': `${docker}.distribution.manifest.v2+json` }).end(manifest)
    else answer.writeHead(200).end(url.endsWith(digest) ? config : '{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    host: `127.0.0.1:${port}`,
    stalled,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

const LAYER = `sha256:${'0'.repeat(64)}`

describe.skipIf(noRegistry !== undefined)(titled('an image of a registry', noRegistry), () => {
  it('is pulled by images pull, and only what is not here yet', async () => {
    await using folder = await scratch()
    await using registry = await startRegistry()
    const [small, large] = [`${registry.host}/small:1`, `${registry.host}/large:1`]
    await using _ = { [Symbol.asyncDispose]: () => removeImages(small, large) }
    const shared = { a: randomBytes(200_000), b: randomBytes(300_000) }
    await buildLayers(small, join(folder.path, 'small'), shared)
    await buildLayers(large, join(folder.path, 'large'), { ...shared, c: randomBytes(4_000_000) })
    for (const image of [small, large]) await push(image)
    await removeImages(small, large)
    await writeFile(join(folder.path, 'etl-compare.yml'), configOf(small, large))

    const before = await etlCompare(['images', 'list'], folder.path)
    expect(before.stdout).toMatch(/small:1 +– +– +– .*registry +job: e0/)
    expect(before.stderr).toContain('etl-compare images pull')

    const [sizes, more] = [await layerSizes(registry.host, 'small'), await layerSizes(registry.host, 'large')]
    const pulled = await etlCompare(['images', 'pull'], folder.path)
    console.log(pulled.stderr.trim())
    const whole = formatBytes(sizes.reduce((sum, size) => sum + size, 0))
    expect(pulled.stderr).toContain(`✓ pull ${small}  ${whole} in `)
    expect(pulled.stderr).toMatch(
      new RegExp(`✓ pull ${large}  ${formatBytes(more[2] ?? 0)} in .*, 2 of 3 layers already local`),
    )
    expect(pulled.code).toBe(0)

    const again = await etlCompare(['images', 'pull', large], folder.path)
    expect(again.stderr).toMatch(new RegExp(`✓ pull ${large}  up to date, 4.5 MB unpacked`))
    expect(again.stderr).not.toContain(small)
    const after = await etlCompare(['images', 'list'], folder.path)
    console.log(after.stdout.trim())
    expect(after.stdout).toMatch(/large:1 +– +4.5 MB +(amd64|arm64) +[0-9a-f]{12} +registry/)
  })

  it('that the registry does not have is a mistake of the user', async () => {
    await using registry = await startRegistry()
    const [image, other] = [`${registry.host}/nobody:1`, `${registry.host}/nobody:2`]
    await using folder = await scratch({ 'etl-compare.yml': configOf(image, other) })
    const { code, stderr, mistake } = await etlCompare(['images', 'pull'], folder.path)
    console.log(stderr.trim())
    expect([code, mistake]).toMatchObject([2, { code: 'imageMissing', data: { image } }])
  })

  it('whose registry does not answer is told apart from one that is not there', async () => {
    await using folder = await scratch({ 'etl-compare.yml': configOf('127.0.0.1:9/x:1', '127.0.0.1:9/y:1') })
    expect(await etlCompare(['images', 'pull'], folder.path)).toMatchObject({
      code: 2,
      mistake: { code: 'imagePullFailed', data: { image: '127.0.0.1:9/x:1' } },
    })
  })

  it('whose download is interrupted ends the command at once', async () => {
    await using registry = await stallingRegistry()
    const image = `${registry.host}/slow:1`
    await using folder = await scratch({ 'etl-compare.yml': configOf(image, image) })
    const { child, ended } = start(['images', 'pull'], folder.path)
    await registry.stalled
    child.kill('SIGINT')
    const { code, stderr } = await ended
    expect(stderr).not.toContain('Error')
    expect(code).toBe(130)
  })

  it('that asks for a password is pulled with what docker login or its helper keeps, and not without', async () => {
    await using folder = await scratch()
    await using registry = await startRegistry(HTPASSWD)
    const image = `${registry.host}/locked:1`
    await using _ = { [Symbol.asyncDispose]: () => removeImages(image) }
    await buildLayers(image, join(folder.path, 'locked'), { a: randomBytes(50_000) })
    await push(image, { username: USER.name, password: USER.password, serveraddress: registry.host })
    await removeImages(image)
    await writeFile(join(folder.path, 'etl-compare.yml'), configOf(image, image))
    const pullWith = async (name: string, config: object, env: Record<string, string> = {}) => {
      await mkdir(join(folder.path, name))
      await writeFile(join(folder.path, name, 'config.json'), JSON.stringify(config))
      const own = { DOCKER_CONFIG: join(folder.path, name), ...env }
      return start(['images', 'pull'], folder.path, own).ended
    }

    const refused = await pullWith('nothing', {})
    console.log(refused.stderr.trim())
    expect(refused.stderr).toMatch(
      /Image .*locked:1 was not found: .*(no basic auth credentials|unauthorized)/,
    )
    expect(refused.code).toBe(2)
    const wrong = { auth: Buffer.from('ann:wrong').toString('base64') }
    expect((await pullWith('wrong', { auths: { [registry.host]: wrong } })).code).toBe(2)

    expect((await pullWith('auths', { auths: { [registry.host]: { auth: AUTH } } })).code).toBe(0)
    await removeImages(image)

    const helper = join(folder.path, 'docker-credential-test')
    const answer = JSON.stringify({ ServerURL: registry.host, Username: USER.name, Secret: USER.password })
    await writeFile(
      helper,
      `#!/bin/sh\nread -r server || :\n[ "$server" = ${registry.host} ] && echo '${answer}'\n`,
    )
    await chmod(helper, 0o755)
    const PATH = `${folder.path}:${process.env.PATH}`
    const helped = await pullWith('helper', { credHelpers: { [registry.host]: 'test' } }, { PATH })
    expect(helped.stderr).not.toContain('etl-compare: ')
    expect(helped.code).toBe(0)
  })
})
