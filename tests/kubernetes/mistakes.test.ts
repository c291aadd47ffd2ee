import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { etlCompare, scratch } from '../etl-compare.ts'
import { recordOf } from '../record-of.ts'
import { trialOf } from '../run-job.ts'
import { type Claim, claim, jobOn, kubectl, PYTHON, RUN, shell, WRITE } from './cluster.ts'

let ours: Claim
beforeAll(async () => {
  ours = await claim()
  vi.stubEnv('KUBECONFIG', ours.kubeconfig)
})
afterAll(() => ours[Symbol.asyncDispose]())
afterEach(async () => expect(await ours.left()).toEqual([]))

const GOOD = { command: shell(WRITE) }
const run = (folder: string, args = RUN) => etlCompare(args, folder)

describe('before anything has run, check and run name', () => {
  it('an image that no registry has', async () => {
    const image = 'localhost:1/no/such:1'
    const folder = await jobOn(ours, { base: GOOD, other: { image, command: ['x'] } })
    const { code, mistake } = await run(folder)
    expect(code).toBe(2)
    expect(mistake).toMatchObject({ code: 'podImageMissing', data: { image } })
  })

  it('rights that they lack', async () => {
    const folder = await jobOn(ours, { base: GOOD, other: GOOD })
    const role = ['role', 'etl-compare', '-n', 'etl-compare']
    await kubectl(['patch', ...role, '--type', 'json', '-p', '[{"op":"remove","path":"/rules/0"}]'])
    try {
      const { code, mistake, stderr } = await run(folder)
      expect(code).toBe(2)
      expect(mistake?.data).toMatchObject({ missing: expect.arrayContaining(['create pods']) })
      expect(stderr).toContain('k8s/rbac.yaml')
      const check = await run(folder, ['check', '--runner', 'kubernetes'])
      expect(check.code).toBe(2)
      expect(check.stdout).toContain('create pods')
    } finally {
      const rbac = new URL('../../k8s/rbac.yaml', import.meta.url)
      await kubectl(['apply', '-f', '-'], await readFile(rbac, 'utf8'))
    }
  })

  it('a quota that has no room', async () => {
    const folder = await jobOn(ours, { base: GOOD, other: GOOD })
    const quota = {
      apiVersion: 'v1',
      kind: 'ResourceQuota',
      metadata: { name: 'none', namespace: 'etl-compare' },
    }
    await kubectl(['apply', '-f', '-'], { ...quota, spec: { hard: { pods: '0' } } })
    try {
      const { code, mistake } = await run(folder)
      expect(code).toBe(2)
      expect(mistake).toMatchObject({
        code: 'podRefused',
        data: { detail: expect.stringContaining('exceeded quota: none') },
      })
    } finally {
      await kubectl(['delete', 'resourcequota', 'none', '-n', 'etl-compare'])
    }
  })

  it('a claim, a namespace or a context that is not there, and a cluster that does not answer', async () => {
    const folder = await jobOn(ours, { base: GOOD, other: GOOD })
    const config = join(folder, 'etl-compare.yml')
    const text = await readFile(config, 'utf8')
    const mistakeOf = async (from: string, to: string) => {
      await writeFile(config, text.replace(from, to))
      return (await run(folder)).mistake?.code
    }
    expect(await mistakeOf('claim: etl-compare', 'claim: other')).toBe('claimMissing')
    expect(await mistakeOf('namespace: etl-compare', 'namespace: other')).toBe('clusterRightsMissing')
    expect(await mistakeOf('kubernetes: {', 'kubernetes: { context: other,')).toBe('kubeContextUnknown')
    const nowhere = await readFile(ours.kubeconfig, 'utf8')
    const path = join(folder, 'nowhere')
    await writeFile(path, nowhere.replaceAll(/https:\/\/[\d.:]+/g, 'https://127.0.0.1:1'))
    await writeFile(config, text)
    vi.stubEnv('KUBECONFIG', path)
    expect((await run(folder)).mistake?.code).toBe('clusterUnreachable')
    vi.stubEnv('KUBECONFIG', ours.kubeconfig)
  })

  it('a path where the claim’s files are not, and an input that does not lie on it', async () => {
    const folder = await jobOn(ours, { base: GOOD, other: GOOD })
    const text = await readFile(join(folder, 'etl-compare.yml'), 'utf8')
    await using elsewhere = await scratch({ 'input.csv': 'id\n1\n' })
    await writeFile(
      join(elsewhere.path, 'etl-compare.yml'),
      text.replace(`path: "${ours.path}"`, `path: "${elsewhere.path}"`),
    )
    expect((await run(elsewhere.path)).mistake?.code).toBe('claimElsewhere')
    // The node made the folder that it did not find. `clean` removes it once this process has ended.
    for (const made of await ours.left()) await rm(join(ours.path, made), { recursive: true })
    await writeFile(join(elsewhere.path, 'etl-compare.yml'), text)
    expect((await run(elsewhere.path)).mistake).toMatchObject({
      code: 'claimOutside',
      data: { claim: 'etl-compare', path: ours.path },
    })
  })
})

describe('a trial that does not get its pod', () => {
  it('for asking more than any node has, is not started, and says what would do', async () => {
    const limits = 'limits: { cpus: 64, memory: 512GiB }'
    const folder = await jobOn(ours, { base: GOOD, other: GOOD }, { limits, wait: '8s' })
    await run(folder)
    expect(trialOf(await recordOf(folder), 'base')).toMatchObject({
      outcome: 'not-started',
      reason: expect.stringMatching(/No node .* in 8 s: .*Insufficient.* Lower limits:/),
    })
  })

  it('or has it taken away, is cancelled, in the words of who did it', async () => {
    const wait = { command: ['python', '-c', 'import time; print("up", flush=True); time.sleep(120)'] }
    const folder = await jobOn(ours, { base: GOOD, other: wait })
    const ran = run(folder)
    await evictWhenRunning(PYTHON)
    await ran
    expect(trialOf(await recordOf(folder), 'other')).toMatchObject({
      outcome: 'cancelled',
      reason: expect.stringMatching(/^taken away after .*(Evict|deleted)/i),
    })
  })
})

/** Evicts the pod that runs longer than a moment, as a node that is drained does. */
async function evictWhenRunning(image: string): Promise<void> {
  for (;;) {
    const { items } = JSON.parse(await kubectl(['get', 'pods', '-n', 'etl-compare', '-o', 'json']))
    for (const { metadata, spec, status } of items) {
      const [container] = spec.containers
      const isIt = container.image === image && container.command.includes('/etl/meter/meter.py')
      const [found] = status.containerStatuses ?? []
      const startedAt = Date.parse(found?.state?.running?.startedAt ?? '')
      if (!isIt || !(Date.now() - startedAt > 4000)) continue
      const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: metadata.name } }
      const path = `/api/v1/namespaces/etl-compare/pods/${metadata.name}/eviction`
      await kubectl(['create', '--raw', path, '-f', '-'], eviction)
      return
    }
    await new Promise((done) => setTimeout(done, 200))
  }
}
