import { execFile } from 'node:child_process'
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { json } from 'node:stream/consumers'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { root } from './etl-compare.ts'
import { gitRepositories } from './git-repository.ts'

const NAME = 'etl-compare-rehearsal'
const packageOf = (version: string): string =>
  JSON.stringify({
    ...{ name: NAME, version, files: ['dist'] },
    scripts: { build: 'mkdir -p dist/site && echo page > dist/site/page.mjs' },
  })

/** A registry of npm packages that keeps the versions that are published to it. */
async function startRegistry() {
  const versions: Record<string, object> = {}
  const server = createServer(async (request, response) => {
    if (request.method === 'PUT') {
      const published = (await json(request)) as { versions: Record<string, object> }
      Object.assign(versions, published.versions)
      response.writeHead(201).end('{}')
    } else if (Object.keys(versions).length === 0) response.writeHead(404).end('{}')
    else response.end(JSON.stringify({ name: NAME, 'dist-tags': {}, versions }))
  })
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { host, versions, [Symbol.asyncDispose]: async () => void server.close() }
}

/** A repository with the script of this one, whose build and registry are small. */
async function releasable() {
  const [git, registry] = [await gitRepositories(), await startRegistry()]
  const files = {
    'package.json': packageOf('1.2.3'),
    '.gitignore': 'dist/\nvendor/\n*.csv.gz\n.npmrc\n',
    '.npmrc': `registry=http://${registry.host}/\n//${registry.host}/:_authToken=token\n`,
    'fixtures/countries-1.csv.gz': 'countries',
    'vendor/sqlglot/LICENSE': 'MIT',
  }
  for (const folder of ['scripts', 'fixtures', 'vendor/sqlglot'])
    await mkdir(join(git.clone, folder), { recursive: true })
  await copyFile(join(root, 'scripts/release'), join(git.clone, 'scripts/release'))
  for (const [name, content] of Object.entries(files)) await writeFile(join(git.clone, name), content)
  const commit = async () => {
    await git.inClone('add', '.')
    await git.inClone('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'Change')
    await git.inClone('push', '-q', 'origin', 'HEAD:main')
  }
  await commit()
  return {
    ...git,
    registry,
    setVersion: async (version: string) => {
      await writeFile(join(git.clone, 'package.json'), packageOf(version))
      await commit()
    },
    release: (version: string) =>
      promisify(execFile)(join(git.clone, 'scripts/release'), [version], {
        env: { ...process.env, GITHUB_TOKEN: 'token', GITHUB_SERVER_URL: 'http://127.0.0.1:9' },
      }).then(
        () => ({ code: 0, stderr: '' }),
        ({ code, stderr }: { code: number; stderr: string }) => ({ code, stderr }),
      ),
    commitOf: async (ref: string) => (await git.inBare('rev-parse', `${ref}^{commit}`)).trim(),
    [Symbol.asyncDispose]: async () => {
      await git[Symbol.asyncDispose]()
      await registry[Symbol.asyncDispose]()
    },
  }
}

describe('a release', () => {
  it('is a tag on top of main that holds what is built, and moves the tag of its major version', async () => {
    await using place = await releasable()
    expect(await place.release('1.2.3')).toEqual({ code: 0, stderr: expect.any(String) })
    const files = await place.inBare('ls-tree', '-r', '--name-only', 'v1.2.3')
    expect(files.split('\n')).toEqual(
      expect.arrayContaining(['dist/site/page.mjs', 'fixtures/countries-1.csv.gz', 'vendor/sqlglot/LICENSE']),
    )
    expect(files).not.toContain('.npmrc')
    expect(await place.commitOf('v1.2.3^')).toBe(await place.commitOf('main'))
    const first = await place.commitOf('v1.2.3')
    await place.setVersion('1.3.0')
    expect((await place.release('1.3.0')).code).toBe(0)
    expect(await place.commitOf('v1')).toBe(await place.commitOf('v1.3.0'))
    expect(await place.commitOf('v1.2.3')).toBe(first)
    expect(await place.inBare('cat-file', '-t', 'v1')).toBe('commit\n')
    expect(Object.keys(place.registry.versions)).toEqual(['1.2.3', '1.3.0'])
    expect(await place.inClone('status', '--porcelain')).toBe('')
  })

  it('is refused of another version than the package has, and of one that was released', async () => {
    await using place = await releasable()
    expect(await place.release('1.2.4')).toMatchObject({ code: 2, stderr: expect.stringContaining('1.2.4') })
    expect(place.registry.versions).toEqual({})
    await place.release('1.2.3')
    expect(await place.release('1.2.3')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/was released before/),
    })
  })

  it('goes on where the tags were refused after the package was published', async () => {
    await using place = await releasable()
    const hook = join(place.bare, 'hooks/pre-receive')
    await writeFile(hook, '#!/bin/sh\nexit 1\n')
    await chmod(hook, 0o755)
    expect((await place.release('1.2.3')).code).not.toBe(0)
    expect(Object.keys(place.registry.versions)).toEqual(['1.2.3'])
    await rm(hook)
    expect((await place.release('1.2.3')).code).toBe(0)
    expect(await place.commitOf('v1')).toBe(await place.commitOf('v1.2.3'))
  })
})
