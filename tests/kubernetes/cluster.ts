import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { freePorts } from '../../src/machine/free-ports.ts'
import { root } from '../etl-compare.ts'

/** With a Python, and without one. */
export const PYTHON = 'etl-compare/pythonic'
export const PLAIN = 'debian:trixie-slim'
export const SPARK = 'etl-compare/spark'

const NAMESPACE = 'etl-compare'
/** The administrator's kubeconfig. */
const ADMIN = process.env.KUBECONFIG ?? ''

/** What kubectl prints, as the cluster's administrator; its input, where there is one, is a manifest. */
export async function kubectl(args: readonly string[], manifest?: object | string): Promise<string> {
  const asked = promisify(execFile)('kubectl', args, { env: { ...process.env, KUBECONFIG: ADMIN } })
  if (manifest !== undefined)
    asked.child.stdin?.end(typeof manifest === 'string' ? manifest : JSON.stringify(manifest))
  return (await asked).stdout
}

/** A port of a pod as one of this machine, by `kubectl port-forward`, until the block ends. */
export async function forwarded(pod: string, port: number): Promise<{ url: string } & AsyncDisposable> {
  const [here = 0] = await freePorts(1)
  const args = ['port-forward', '-n', NAMESPACE, pod, `${here}:${port}`]
  const child = spawn('kubectl', args, { env: { ...process.env, KUBECONFIG: ADMIN } })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  return {
    url: `http://127.0.0.1:${here}`,
    [Symbol.asyncDispose]: async () => {
      child.kill()
      await ended
    },
  }
}

/** The namespace, rights and claim of k8s/*.yaml, with a folder of the test's own as the claim's; removed when the block ends. */
export interface Claim extends AsyncDisposable {
  /** Where the claim's files are. */
  path: string
  /** A kubeconfig of the service account of k8s/rbac.yaml, which may do no more than that says. */
  kubeconfig: string
  /** Names of the tool's pods that are there, and of its folders on the claim. */
  left(): Promise<string[]>
}

export async function claim(): Promise<Claim> {
  const path = await mkdtemp(join(tmpdir(), 'claim-'))
  await chmod(path, 0o755)
  for (const file of ['namespace', 'rbac', 'storage']) {
    const text = await readFile(join(root, 'k8s', `${file}.yaml`), 'utf8')
    await kubectl(['apply', '-f', '-'], text.replace('path: /mnt/etl-compare', `path: ${path}`))
  }
  return {
    path,
    kubeconfig: await ownKubeconfig(path),
    left: async () => {
      const pods = await kubectl(['get', 'pods', '-n', NAMESPACE, '-o', 'name'])
      const folders = (await readdir(path)).filter((name) => name.startsWith('etl-compare-'))
      return [...pods.split('\n').filter(Boolean), ...folders]
    },
    [Symbol.asyncDispose]: async () => {
      await kubectl(['delete', 'namespace', NAMESPACE, '--timeout=60s'])
      await kubectl(['delete', 'persistentvolume', 'etl-compare', '--timeout=60s'])
      await rm(path, { recursive: true, force: true })
    },
  }
}

async function ownKubeconfig(folder: string): Promise<string> {
  const token = (await kubectl(['create', 'token', 'etl-compare', '-n', NAMESPACE])).trim()
  const config = JSON.parse(await kubectl(['config', 'view', '--raw', '-o', 'json']))
  config.users = config.users.map(({ name }: { name: string }) => ({ name, user: { token } }))
  const path = join(folder, 'kubeconfig')
  await writeFile(path, JSON.stringify(config))
  return path
}

/** One engine of a job: an image, a command, what it mounts, and how large its executors are, if it is to have some. */
interface TestEngine {
  image?: string
  command: string[]
  mounts?: string
  cluster?: string
}

/** A job in a folder of the claim: engines by name. */
export async function jobOn(
  { path }: Pick<Claim, 'path'>,
  engines: Record<string, TestEngine>,
  { limits = '', wait = '2min', table = '{ key: [id] }', more = '' } = {},
): Promise<string> {
  const folder = join(path, 'job')
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder)
  await writeFile(join(folder, 'input.csv'), 'id\n1\n2\n')
  const lines = Object.entries(engines).map(
    ([name, { image = PYTHON, command, mounts = '[]', cluster }]) =>
      `      ${name}: { image: "${image}", command: ${JSON.stringify(command)}, mounts: ${mounts}${cluster === undefined ? '' : `, cluster: ${cluster}`} }`,
  )
  await writeFile(
    join(folder, 'etl-compare.yml'),
    `version: 1
kubernetes: { claim: etl-compare, path: "${dirname(folder)}", namespace: ${NAMESPACE}, wait: ${wait} }
${limits}
jobs:
  orders:
    input: input.csv
    baseline: base
    engines:
${lines.join('\n')}
    tables: { orders: ${table} }
${more}`,
  )
  return folder
}

export const RUN = ['run', '--runner', 'kubernetes', '--trials', '2']
export const WRITE = 'printf "id\\n1\\n" > "$ETL_OUTPUT/orders.csv"'
export const shell = (script: string): string[] => ['sh', '-c', script]
