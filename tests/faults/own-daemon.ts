import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { promisify } from 'node:util'
import Docker from 'dockerode'
import { OURS } from '../../src/runners/docker/labels.ts'
import { BASE, docker } from '../docker.ts'
import { scratch } from '../etl-compare.ts'

/** Only root can start a daemon. */
export const cannotStart = process.getuid?.() !== 0

/** A Docker daemon of a test's own, with the base image, which may be killed; it ends with the block. */
export async function ownDaemon() {
  const folder = await scratch()
  const at = (name: string) => join(folder.path, name)
  const socket = at('s')
  const own = new Docker({ socketPath: socket })
  let daemon: ChildProcess
  const start = async () => {
    // Of one that was killed, it would wait for these.
    for (const name of ['pid', 'exec/containerd/containerd.pid', 'exec/containerd/containerd.sock'])
      await rm(at(name), { force: true })
    const places = ['--data-root', at('data'), '--exec-root', at('exec'), '--pidfile', at('pid')]
    const options = ['--host', `unix://${socket}`, ...places, '--bridge', 'none', '--iptables=false']
    // A network of its own: a daemon without a bridge removes docker0, which is another's.
    daemon = spawn('unshare', ['--net', 'dockerd', ...options], { stdio: 'ignore' })
    for (let tries = 0; tries < 300; tries++) {
      if (await own.ping().then(Boolean, () => false)) return
      await setTimeout(100)
    }
    throw new Error('The daemon of the test did not start.')
  }
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(daemon, 'close')
    daemon.kill(signal)
    await ended
  }
  await start()
  await own.loadImage(await docker.getImage(BASE).get())
  while ((await own.listImages()).length === 0) await setTimeout(100)
  return {
    image: BASE,
    env: { DOCKER_HOST: `unix://${socket}` },
    start,
    kill: () => end('SIGKILL'),
    /** Containers and volumes that the tool made. */
    leftBehind: async () => {
      const containers = await own.listContainers({ all: true, filters: OURS })
      const { Volumes: volumes } = await own.listVolumes()
      return [
        ...containers.map(({ Id }) => `container ${Id}`),
        ...volumes.map(({ Name }) => `volume ${Name}`),
      ]
    },
    [Symbol.asyncDispose]: async () => {
      await end('SIGTERM')
      const unmount = 'grep -o "$1/[^ ]*" /proc/self/mounts | sort -r | xargs -r umount'
      await promisify(execFile)('sh', ['-c', unmount, 'sh', folder.path])
      await folder[Symbol.asyncDispose]()
    },
  }
}
