import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { thisOwner } from '../src/files/owner.ts'
import { labelsOf } from '../src/files/owner-labels.ts'
import { containerName, OURS } from '../src/runners/docker/labels.ts'
import { COPY, folderWith, leftBehind, python, until } from './container-job.ts'
import { BASE, docker, noDocker, removeImages, titled } from './docker.ts'
import { etlCompare, startImpatient } from './etl-compare.ts'
import { recordOf } from './record-of.ts'

const SLEEPER = { base: python("print('up', flush=True)\nimport time\ntime.sleep(60)"), other: python(COPY) }

/** Whether the sleeper of a folder has begun. */
const isUp = async (folder: string): Promise<boolean> =>
  (await readFile(join(folder, 'results/orders/own.unfinished/base/1/log.txt'), 'utf8').catch(() => '')) ===
  'up\n'

describe.skipIf(noDocker)(titled('what a run leaves behind', noDocker), () => {
  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('is nothing after %s', async (signal) => {
    await using folder = await folderWith(SLEEPER)
    const { child, ended } = startImpatient(['run', '--runner', 'docker'], folder.path)
    await until(() => isUp(folder.path))
    child.kill(signal)
    expect((await ended).code).toBe(130)
    expect(await leftBehind()).toEqual([])
    const { trials } = await recordOf(folder.path, 'orders/own.unfinished')
    expect(trials.find(({ engine }) => engine === 'base')?.outcome).toBe('cancelled')
  })

  it.each([
    ['clean is called', ['clean']],
    ['the next run starts', ['run', '--runner', 'docker', '--engines', 'base,other']],
  ])('after kill -9 is removed when %s, and nothing of others', async (_, next) => {
    const others = await docker.createContainer({ Image: BASE, Cmd: ['true'], Labels: { team: 'others' } })
    try {
      await using folder = await folderWith(SLEEPER)
      const { child, ended } = startImpatient(['run', '--runner', 'docker'], folder.path)
      await until(() => isUp(folder.path))
      child.kill('SIGKILL')
      await ended
      expect(await leftBehind()).toHaveLength(3)
      await using quick = await folderWith({ base: python(COPY), other: python(COPY) })
      expect((await etlCompare(next, quick.path)).code).toBe(0)
      expect(await leftBehind()).toEqual([])
      expect((await others.inspect()).State.Status).toBe('created')
    } finally {
      await others.remove()
    }
  })

  it('is not what a user made of a container that was committed, labels and all', async () => {
    const labels = labelsOf({ ...(await thisOwner()), start: '1' })
    const image = 'etl-compare-test/committed'
    const ours = await docker.createContainer({
      name: containerName(labels),
      Image: BASE,
      Cmd: ['true'],
      Labels: labels,
    })
    await ours.commit({ repo: image })
    const theirs = await docker.createContainer({ Image: image, Cmd: ['true'] })
    try {
      expect((await theirs.inspect()).Config.Labels).toEqual(labels)
      const { stdout } = await etlCompare(['clean'], tmpdir())
      expect(stdout).toContain(`removed container ${ours.id.slice(0, 12)}`)
      expect((await theirs.inspect()).State.Status).toBe('created')
    } finally {
      await theirs.remove()
      await removeImages(image)
    }
  })

  it('of a run that goes on is left alone', async () => {
    await using folder = await folderWith(SLEEPER)
    const { child, ended } = startImpatient(['run', '--runner', 'docker'], folder.path)
    await until(() => isUp(folder.path))
    const { stdout } = await etlCompare(['clean'], folder.path)
    expect(stdout).toBe('Nothing was left behind.\n')
    expect(await docker.listContainers({ filters: OURS })).toHaveLength(1)
    child.kill('SIGINT')
    await ended
    expect(await leftBehind()).toEqual([])
  })
})
