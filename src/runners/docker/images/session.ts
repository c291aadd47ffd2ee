import Docker from 'dockerode'
import type { Daemon } from '../connect.ts'

/** The library's way to the daemon, by which it opens the session of a build besides the build itself. */
interface Modem {
  dial(options: { path: string }, callback: Callback): void
}
/** What its types leave out: reads an answer to its end, BuildKit's trace decoded. */
export type Client = Docker & {
  followProgress(
    answer: NodeJS.ReadableStream,
    onEnd: (error: Error | null) => void,
    onEvent: (event: { stream?: string; error?: string }) => void,
  ): void
}
type Callback = (error: Error | null, answer: unknown) => void

/**
 * A client of the daemon whose build sessions end with the block. The library itself leaves one open when its build
 * is interrupted, and this process then never ends.
 */
export function sessionClient(daemon: Daemon): { docker: Client } & Disposable {
  const opened: { destroy(): void }[] = []
  const modem: Modem = Object.create(daemon.docker.modem)
  modem.dial = (options, callback) =>
    (daemon.docker.modem as Modem).dial.call(modem, options, (error, answer) => {
      if (options.path === '/session' && answer) opened.push(answer as { destroy(): void })
      callback(error, answer)
    })
  return {
    docker: new Docker({ modem } as unknown as Docker.DockerOptions) as Client,
    [Symbol.dispose]: () => {
      for (const socket of opened) socket.destroy()
    },
  }
}
