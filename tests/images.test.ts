import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { connectDocker } from '../src/runners/docker/connect.ts'
import { removeImage } from '../src/runners/docker/images/remove.ts'
import { BASE, buildLayers, docker, noDocker, removeImages, runIn, titled } from './docker.ts'
import { etlCompare, QUICK_JVM_IN_IMAGE, root, scratch, start } from './etl-compare.ts'
import { isRunning } from './processes.ts'

const LIMITS = { 'etl-compare/spark': 1250e6, 'etl-compare/pythonic': 450e6 }
/** A first build fetches all that the images are made of. */
const BUILD_MS = 900_000

describe.skipIf(noDocker !== undefined)(titled('the images of the built-in jobs', noDocker), () => {
  beforeAll(async () => {
    const { code, stderr } = await etlCompare(['images', 'build'], root)
    console.log(stderr.trim())
    expect(stderr).toContain('✓ build etl-compare/spark')
    expect(code).toBe(0)
  }, BUILD_MS)

  it.each(Object.entries(LIMITS))('%s is no larger than it must be', async (name, most) => {
    const { Size } = await docker.getImage(name).inspect()
    console.log(`${name}: ${(Size / 1e6).toFixed(0)} MB`)
    expect(Size).toBeLessThan(most)
  })

  it('share the layers that they have in common', async () => {
    const [spark, pythonic] = await Promise.all(
      Object.keys(LIMITS).map(async (name) => (await docker.getImage(name).inspect()).RootFS.Layers ?? []),
    )
    // The base and Python upon it
    expect(spark?.slice(0, 2)).toEqual(pythonic?.slice(0, 2))
  })

  it.each(Object.keys(LIMITS))('%s says what it is and which sources it was built from', async (name) => {
    const { Labels } = (await docker.getImage(name).inspect()).Config
    expect(Labels).toMatchObject({
      'org.opencontainers.image.title': name.replace('/', '-'),
      'org.opencontainers.image.licenses': 'MIT',
      'org.opencontainers.image.base.name': BASE,
      'org.opencontainers.image.revision': expect.stringMatching(/^[0-9a-f]{40}(-dirty)?$/),
      'org.opencontainers.image.created': expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    })
  })

  it.each(Object.keys(LIMITS))('%s holds no build tools, and its user is not root', async (name) => {
    const tools = 'gcc cc g++ make ld pip pip3 uv curl wget git'
    const script = `command -v ${tools}; python -m pip --version; python -m ensurepip --version; id -u`
    expect((await docker.getImage(name).inspect()).Config.User).toBe('etl')
    const { output } = await runIn(name, ['sh', '-c', script], { user: '' })
    expect(output.replaceAll('\r', '').trim().split('\n')).toEqual([
      expect.stringMatching(/ pip$/),
      expect.stringMatching(/ ensurepip$/),
      '10001',
    ])
  })

  it("the Spark image runs Python UDFs, SQL, its UI, Iceberg, Delta and JDBC as anybody's user, without a network", async () => {
    await using folder = await scratch({ passwd: 'etl:x:1234:1234::/tmp:/bin/sh\n' })
    const binds = [
      `${join(folder.path, 'passwd')}:/etc/passwd:ro`,
      `${join(root, 'docker/spark/tests/in_image.py')}:/in_image.py:ro`,
    ]
    const env = Object.entries(QUICK_JVM_IN_IMAGE).map((pair) => pair.join('='))
    const { code, output } = await runIn('etl-compare/spark', ['python', '/in_image.py'], { binds, env })
    const done = [...output.matchAll(/^(.*): ok\r?$/gm)].map(([, what]) => what)
    expect(done, output).toEqual(['python udf', 'sql', 'rocksdb', 'ui', 'iceberg', 'delta', 'jdbc'])
    expect(code).toBe(0)
  }, 600_000)
})

const configOf = (name: string) => `version: 1
jobs:
  job:
    input: etl-compare.yml
    baseline: a
    engines:
      a: { image: ${name}, build: { context: . }, command: [run] }
      b: { run: [run] }
    tables: { t: }
`

describe.skipIf(noDocker !== undefined)(titled('a build of an own image', noDocker), () => {
  const name = `etl-compare-test/own-${process.pid}:1`

  it('that fails says at which step, and what its program said', async () => {
    const Dockerfile = `FROM ${BASE}\nRUN echo useful words; exit 3\n`
    await using folder = await scratch({ 'etl-compare.yml': configOf(name), Dockerfile })
    const { code, stderr, mistake } = await etlCompare(['images', 'build'], folder.path)
    console.log(stderr.trim())
    const detail = expect.stringMatching(/\[2\/2\] RUN echo.*\n {2}useful words/)
    expect([code, mistake]).toMatchObject([
      2,
      { code: 'imageBuildFailed', data: { image: name, context: folder.path, detail } },
    ])
  })

  it('without a Dockerfile says so', async () => {
    await using folder = await scratch({ 'etl-compare.yml': configOf(name) })
    const { code, stderr } = await etlCompare(['images', 'build'], folder.path)
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${folder.path}/Dockerfile`)])
  })

  it('ends at once when it is interrupted', async () => {
    const nap = `sleep 600.${process.pid}`
    const Dockerfile = `FROM ${BASE}\nRUN exec ${nap}\n`
    await using folder = await scratch({ 'etl-compare.yml': configOf(name), Dockerfile })
    const { child, ended } = start(['images', 'build'], folder.path)
    while (!(await isRunning(nap))) await sleep(100)
    child.kill('SIGINT')
    expect((await ended).code).toBe(130)
  })

  it('takes what .dockerignore leaves', async () => {
    await using folder = await scratch({
      'etl-compare.yml': configOf(name),
      Dockerfile: `FROM ${BASE}\nCOPY . /context\n`,
      '.dockerignore': 'secret*\nDockerfile\n',
      'secret.txt': 'no',
      'job.py': 'yes',
    })
    await using _ = { [Symbol.asyncDispose]: () => removeImages(name) }
    expect((await etlCompare(['images', 'build'], folder.path)).code).toBe(0)
    const { output } = await runIn(name, ['ls', '-A', '/context'])
    expect(output.trim().split(/\s+/).sort()).toEqual([
      '.dockerignore',
      'Dockerfile',
      'etl-compare.yml',
      'job.py',
    ])
  })
})

describe.skipIf(noDocker !== undefined)(titled('an image that is removed', noDocker), () => {
  const repo = `etl-compare-test/remove-${process.pid}`
  const [one, two] = [`${repo}:one`, `${repo}:two`]

  it('goes with its name alone while another name means it, and never while a container needs it', async () => {
    const daemon = await connectDocker()
    await docker.getImage(BASE).tag({ repo, tag: 'one' })
    await removeImage(daemon, one)
    await removeImage(daemon, one)
    await docker.getImage(BASE).inspect()

    await using folder = await scratch()
    await buildLayers(two, join(folder.path, 'two'), { a: Buffer.from('a') })
    const container = await docker.createContainer({ Image: two })
    await expect(removeImage(daemon, two)).rejects.toMatchObject({ code: 'imageInUse' })
    await container.remove()
    await removeImage(daemon, two)
    await expect(docker.getImage(two).inspect()).rejects.toMatchObject({ statusCode: 404 })
  })
})
