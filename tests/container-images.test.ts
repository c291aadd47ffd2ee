import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { built, COPY, folderWith, python, runInContainers } from './container-job.ts'
import { noDocker, noRegistry, push, removeImages, startRegistry, titled } from './docker.ts'
import { etlCompare, start } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const JOB = 'command: ["{input}", "{output}", "10", "0.1"]'

/** Of each step of `other`'s trials, whether its pull was measured: both run in one image. */
async function pullsOfSteps(folder: string): Promise<string[]> {
  const trials = (await recordOf(folder)).trials.filter(({ engine }) => engine === 'other')
  const parts = trials.flatMap(({ steps }) => steps.flatMap((step) => step.parts))
  return parts.map(({ measures }) => typeof measures.pullMs)
}

describe.skipIf(noRegistry)(titled('an image of a registry', noRegistry), () => {
  it('is pulled by the run that needs it, and anew before each cold trial', async () => {
    await using registry = await startRegistry()
    const image = `${registry.host}/static:1`
    await using folder = await folderWith({
      base: `{ image: "${image}", ${JOB} }`,
      other: `{ steps: [{ name: a, image: "${image}", ${JOB} }, { name: b, image: "${image}", ${JOB} }] }`,
    })
    const config = `version: 1
stacks: { static: { image: "${image}", ${built('tests/images/static')} } }
jobs: { j: { input: input.csv, baseline: a, engines: { a: { stack: static, command: [x] }, b: { stack: static, command: [y] } }, tables: { t: } } }
`
    await writeFile(join(folder.path, 'build.yml'), config)
    expect((await etlCompare(['images', 'build', '--config', 'build.yml'], folder.path)).code).toBe(0)
    await push(image)
    await removeImages(image)

    const first = await runInContainers(folder.path)
    expect([first.code, first.stderr]).toEqual([0, expect.stringContaining(`pull ${image}`)])
    const pulls = (await recordOf(folder.path)).trials.map(({ engine, measures }) => [
      engine,
      typeof measures.pullMs,
    ])
    expect(pulls.slice(0, 2).toSorted()).toEqual([
      ['base', 'number'],
      ['other', 'number'],
    ])
    expect(pulls.slice(2).map(([, type]) => type)).toEqual(['object', 'object'])
    expect(await pullsOfSteps(folder.path)).toEqual(['number', 'object', 'object', 'object'])

    expect((await runInContainers(folder.path, '--cold')).code).toBe(0)
    const cold = (await recordOf(folder.path)).trials
    expect(cold.map(({ measures }) => typeof measures.pullMs)).toEqual([
      'number',
      'number',
      'number',
      'number',
    ])
    for (const { measures } of cold) expect(measures.pulledBytes).not.toBe(0)
    expect(await pullsOfSteps(folder.path)).toEqual(['number', 'object', 'number', 'object'])
    await removeImages(image)
  })
})

describe.skipIf(noDocker)(titled('a mistake about containers', noDocker), () => {
  it.each([
    [
      'an image that no registry has',
      '{ image: "127.0.0.1:9/none:1", command: [x] }',
      [],
      /127\.0\.0\.1:9\/none:1 could not be pulled/,
    ],
    [
      'a name that no image can have',
      '{ image: "-1/job:1.4", command: [x] }',
      [],
      /Image -1\/job:1\.4 was not found: .*invalid reference format/,
    ],
    [
      'a mount that is not there',
      '{ image: etl-compare/pythonic, command: [x], mounts: [{ source: gone, target: /gone }] }',
      [],
      /\/gone in mounts: was not found/,
    ],
    [
      'a command of this machine',
      '{ run: [x] }',
      [],
      /'bad' of job 'orders' cannot run in a container: it has no image/,
    ],
    [
      '--cold for an image that was built here',
      python(COPY),
      ['--cold'],
      /--cold pulls every image again, but engine 'base'/,
    ],
    [
      'a network that is not there',
      '{ image: etl-compare/pythonic, command: [x], network: nowhere }',
      [],
      /the Docker daemon has no network 'nowhere'.*docker network create/,
    ],
  ])('is named before a trial begins: %s', async (_, bad, options, message) => {
    await using folder = await folderWith({ base: python(COPY), bad })
    const { code, stderr } = await runInContainers(folder.path, ...options)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\[1\/4\]|\n\s+at .*:\d+:\d+/)
    expect(code).toBe(2)
  })

  it('is a daemon that does not answer', async () => {
    await using folder = await folderWith({ base: python(COPY), other: python(COPY) })
    const env = { DOCKER_HOST: 'unix:///nowhere/docker.sock' }
    const { code, stderr } = await start(['run', '--runner', 'docker'], folder.path, env).ended
    expect(code).toBe(2)
    expect(stderr).toMatch(
      /Cannot connect to the Docker daemon at unix:\/\/\/nowhere\/docker\.sock: .*systemctl start docker/,
    )
    const checked = await start(['check', '--runner', 'docker'], folder.path, env).ended
    expect([checked.code, checked.stdout]).toEqual([2, expect.stringMatching(/^✕ docker: /m)])
  })
})
