import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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

/** A real cluster of processes: a master, and a worker of two cores. */
export async function startCluster(): Promise<{ master: string; kill: () => void } & AsyncDisposable> {
  const folder = await scratch({ master: '', worker: '' })
  const [port = 0] = await freePorts(1)
  const master = `spark://127.0.0.1:${port}`
  const daemons: ChildProcess[] = []
  const kill = () => {
    for (const each of daemons) each.kill('SIGKILL')
  }
  const begin = async (name: string, ready: string, ...args: string[]) => {
    const daemon = spawn(join(SPARK, '.venv/bin/python'), ['-c', START, join(folder.path, name), ...args], {
      env: {
        PATH: `${join(SPARK, '.venv/bin')}:${process.env.PATH}`,
        SPARK_DAEMON_JAVA_OPTS: '-XX:TieredStopAtLevel=1',
        SPARK_WORKER_DIR: folder.path,
        SPARK_LOCAL_DIRS: folder.path,
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    daemons.push(daemon)
    let printed = ''
    daemon.stderr.on('data', (chunk: Buffer) => {
      printed += chunk.toString()
    })
    const isReady = () => {
      if (!printed.includes(ready)) throw new Error(`${name} is not ready: ${printed}`)
    }
    await vi.waitFor(isReady, { timeout: LONGEST_MS, interval: 100 })
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
  const here = ['--host', '127.0.0.1', '--webui-port', '0']
  const named = (name: string) => `org.apache.spark.deploy.${name}`
  try {
    await begin('master', 'elected leader', named('master.Master'), ...here, '--port', String(port))
    const worker = [named('worker.Worker'), ...here, '--cores', '2', '--memory', '2g', master]
    await begin('worker', 'Successfully registered', ...worker)
    return cluster
  } catch (error) {
    await cluster[Symbol.asyncDispose]()
    throw error
  }
}
