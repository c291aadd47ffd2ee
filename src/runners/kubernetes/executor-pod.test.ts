import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import {
  driverSettings,
  driverVariables,
  executorId,
  executorSpec,
  executorTemplate,
} from './executor-pod.ts'

const GIB = 2 ** 30
const PLAN = {
  ...{ size: { cpus: 2, memory: 2 * GIB }, count: 3 },
  ...{ driver: 'etl-compare-1', namespace: 'jobs', waitSeconds: 60 },
}
const DRIVER = {
  ...{ image: 'acme/job:1', claim: 'data', readOnlyRoot: true, user: { uid: 1000, gid: 100 } },
  ...{ env: { HOME: '/tmp' }, mounts: [], labels: { 'dev.etl-compare.run': 'r1' } },
  annotations: { 'dev.etl-compare.owner': 'me' },
}

describe("what Spark makes a driver's executors of", () => {
  it('is confined as the driver is, has no token, and says whose it is', () => {
    const { metadata, spec } = executorTemplate(DRIVER, '/usr/bin/python3', PLAN)
    expect(metadata).toMatchObject({
      labels: { 'dev.etl-compare.driver': 'etl-compare-1', 'dev.etl-compare.run': 'r1' },
      annotations: DRIVER.annotations,
    })
    expect(spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true, runAsUser: 1000 },
    })
    const given = { cpu: '2', memory: String(2 * GIB) }
    expect(spec?.containers[0]?.resources).toEqual({ requests: given, limits: given })
  })

  it('runs under the meter, or by its own entrypoint where the image has no Python', () => {
    const commandOf = (python: string | null) =>
      executorTemplate(DRIVER, python, PLAN).spec?.containers[0]?.command
    expect(commandOf('/usr/bin/python3')?.slice(-1)).toEqual(['/usr/bin/python3'])
    expect(commandOf(null)).toBeUndefined()
  })

  it('begins an executor with the options and the address that Spark’s scheduler gives in variables', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'executor-test-'))
    try {
      const asked = '#!/bin/sh\necho "$SPARK_EXECUTOR_OPTS" "$@" "$SPARK_LOCAL_DIRS" "$PWD" > "$ASKED"\n'
      await writeFile(join(folder, 'spark-class'), asked, { mode: 0o755 })
      const [program = '', ...args] = executorSpec(true, folder).argv
      await promisify(execFile)(program, args, {
        env: {
          ...{ PATH: `${folder}:${process.env.PATH}`, ASKED: join(folder, 'asked') },
          ...{ SPARK_JAVA_OPT_0: '-Da=1', SPARK_JAVA_OPT_1: '-Db=2', SPARK_DRIVER_URL: 'spark://d:1' },
          ...{ SPARK_EXECUTOR_ID: '7', SPARK_EXECUTOR_CORES: '2', SPARK_APPLICATION_ID: 'app' },
          ...{ SPARK_EXECUTOR_POD_IP: '10.0.0.9', SPARK_RESOURCE_PROFILE_ID: '0' },
        },
      })
      const text = await readFile(join(folder, 'asked'), 'utf8')
      expect(text).toContain('-Da=1')
      expect(text).toContain('-Db=2')
      expect(text).toContain('--driver-url spark://d:1 --executor-id 7 --cores 2')
      expect(text).toMatch(/--hostname 10\.0\.0\.9 /)
      expect(text.trimEnd().split(' ').slice(-2)).toEqual([join(folder, '7'), join(folder, '7')])
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe("a driver's settings", () => {
  it('ask for all executors, owned by its pod, with memory that fits beside their heap', () => {
    const settings = driverSettings(PLAN, 'acme/job:1')
    expect(settings).toMatchObject({
      'spark.executor.instances': '3',
      'spark.executor.cores': '2',
      'spark.kubernetes.driver.pod.name': 'etl-compare-1',
      'spark.kubernetes.container.image': 'acme/job:1',
    })
    const mebibytes = ['spark.executor.memory', 'spark.executor.memoryOverhead'].map((name) =>
      Number.parseInt(settings[name] ?? '', 10),
    )
    const sum = mebibytes.reduce((all, each) => all + each, 0)
    expect(sum).toBeGreaterThan(2040)
    expect(sum).toBeLessThanOrEqual(2048)
  })

  it('name executors so that they are told apart', () => {
    expect(executorId('etl-compare-1-exec-12')).toBe('12')
  })
})

describe("a driver's variables", () => {
  it.each([
    ['an IPv6 address in brackets', 'fd00:10:96::1', '[fd00:10:96::1]'],
    ['an IPv4 address as its node knows it', '10.96.0.1', '$(KUBERNETES_SERVICE_HOST)'],
    ['what its node knows, where no pod could be asked', null, '$(KUBERNETES_SERVICE_HOST)'],
  ])('name the API server by %s', (_, asked, host) => {
    const masters = driverVariables(asked).filter(({ name }) => name.endsWith('MASTER'))
    const value = `k8s://https://${host}:$(KUBERNETES_SERVICE_PORT)`
    expect(masters).toEqual(['MASTER', 'ETL_SPARK_MASTER'].map((name) => ({ name, value })))
  })
})
