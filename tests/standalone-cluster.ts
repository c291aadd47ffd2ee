import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { freePorts } from '../src/machine/free-ports.ts'
import { root, scratch } from './etl-compare.ts'

const SPARK = join(root, 'docker/spark')
/** Starts a class of Spark with the Java that the jobs find, in this process's own place. */
const START = `import os, sys
from pathlib import Path
sys.path.insert(0, ${JSON.stringify(join(SPARK, 'jobs'))})
import java
os.environ['JAVA_HOME'] = str(java.home(Path(sys.argv[1])))
os.execvp('spark-class', ['spark-class', *sys.argv[2:]])`
const LONGEST_MS = 120_000

/** This machine's own addresses, as Spark writes them. */
export const LOOPBACKS = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .flatMap(({ address }) => ({ '127.0.0.1': '127.0.0.1', '::1': '[::1]' })[address] ?? [])

/** A real cluster of processes: a master, and a worker of two cores. */
export async function startCluster(host = '127.0.0.1') {
  const [port = 0] = await freePorts(1)
  const master = `spark://${host}:${port}`
  const here = ['--host', host, '--webui-port', '0']
  const named = (name: string) => `org.apache.spark.deploy.${name}`
  const worker = [named('worker.Worker'), ...here, '--cores', '2', '--memory', '2g', master]
  return started(master, [
    { ready: 'elected leader', args: [named('master.Master'), ...here, '--port', String(port)] },
    { ready: 'Successfully registered', args: worker },
  ])
}

/** A real Spark Connect server with two cores. */
export async function startConnectServer() {
  const [port = 0] = await freePorts(1)
  const set = (name: string, value: string | number) => ['--conf', `${name}=${value}`]
  const args = [
    ...['org.apache.spark.deploy.SparkSubmit', '--master', 'local[2]'],
    ...['--class', 'org.apache.spark.sql.connect.service.SparkConnectServer'],
    ...set('spark.connect.grpc.binding.address', '127.0.0.1'),
    ...set('spark.connect.grpc.binding.port', port),
    ...set('spark.ui.enabled', 'false'),
    'spark-internal',
  ]
  return started(`sc://127.0.0.1:${port}`, [{ ready: 'Spark Connect server started', args }])
}

/** Starts daemons one after another, each once the one before has printed that it is ready. */
async function started(
  master: string,
  wanted: readonly { ready: string; args: readonly string[] }[],
): Promise<{ master: string; kill: () => void } & AsyncDisposable> {
  const folder = await scratch({})
  const daemons: ChildProcess[] = []
  const kill = () => {
    for (const each of daemons) each.kill('SIGKILL')
  }
  const cluster = {
    master,
    kill,
    [Symbol.asyncDispose]: async () => {
      kill()
      await Promise.all(daemons.map((each) => each.exitCode ?? each.signalCode ?? once(each, 'exit')))
      await folder[Symbol.asyncDispose]()
    },
  }
  try {
    for (const { ready, args } of wanted) {
      const daemon = begin(folder.path, join(folder.path, String(daemons.length)), args)
      daemons.push(daemon)
      await printed(daemon, ready)
    }
    return cluster
  } catch (error) {
    await cluster[Symbol.asyncDispose]()
    throw error
  }
}

const begin = (folder: string, java: string, args: readonly string[]): ChildProcess =>
  spawn(join(SPARK, '.venv/bin/python'), ['-c', START, java, ...args], {
    env: {
      PATH: `${join(SPARK, '.venv/bin')}:${process.env.PATH}`,
      SPARK_DAEMON_JAVA_OPTS: '-XX:TieredStopAtLevel=1',
      SPARK_WORKER_DIR: folder,
      SPARK_LOCAL_DIRS: folder,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })

async function printed(daemon: ChildProcess, ready: string): Promise<void> {
  let text = ''
  daemon.stderr?.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  const isReady = () => {
    if (!text.includes(ready)) throw new Error(`no "${ready}" in: ${text}`)
  }
  await vi.waitFor(isReady, { timeout: LONGEST_MS, interval: 100 })
}
