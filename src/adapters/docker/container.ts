import { createWriteStream } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import type Docker from 'dockerode'
import { z } from 'zod'
import { type ContainerSpec, createOptions } from './create-options.ts'

const stateSchema = z.object({
  ExitCode: z.int(),
  OOMKilled: z.boolean(),
  StartedAt: z.iso.datetime({ offset: true, precision: null }),
  FinishedAt: z.iso.datetime({ offset: true, precision: null }),
})

/** How a container ended, by the daemon's account. */
export interface Ended {
  exitCode: number
  isOomKilled: boolean
  /** Milliseconds since 1970, by the daemon's clock. */
  startedAt: number
  finishedAt: number
}

/** One container that exists until its block ends: then it is removed, with its volumes, whatever state it is in. */
export class Container implements AsyncDisposable {
  readonly #container: Docker.Container

  private constructor(container: Docker.Container) {
    this.#container = container
  }

  static async create(docker: Docker, spec: ContainerSpec): Promise<Container> {
    return new Container(await docker.createContainer(createOptions(spec)))
  }

  get id(): string {
    return this.#container.id
  }

  /**
   * Starts it and waits for its end; what it prints is appended to the log.
   *
   * @param onStart called once it runs
   */
  async run(log: string, onStart: () => Promise<void> = async () => {}): Promise<Ended> {
    const file = createWriteStream(log, { flags: 'a' })
    try {
      const output = await this.#container.attach({ stream: true, stdout: true, stderr: true })
      this.#container.modem.demuxStream(output, file, file)
      const end = this.#container.wait({ condition: 'next-exit' })
      end.catch(() => {}) // Where it can't be started, nobody waits for its end.
      await this.#container.start()
      await Promise.all([end, onStart()])
      await finished(output, { writable: false }).catch(() => {})
    } finally {
      file.end()
      await finished(file).catch(() => {})
    }
    return this.#ended()
  }

  /** A regular file of the container; null where there is none. */
  async readFile(path: string): Promise<string | null> {
    const archive = await this.#container.getArchive({ path }).catch(() => undefined)
    if (!archive) return null
    const tar = await buffer(archive)
    return tar.subarray(TAR_HEADER, TAR_HEADER + sizeInTar(tar)).toString()
  }

  /** Its first process, as the daemon's machine numbers it. */
  async pid(): Promise<number> {
    return (await this.#container.inspect()).State.Pid
  }

  async #ended(): Promise<Ended> {
    const { State } = await this.#container.inspect()
    const { ExitCode, OOMKilled, StartedAt, FinishedAt } = stateSchema.parse(State)
    return {
      exitCode: ExitCode,
      isOomKilled: OOMKilled,
      startedAt: Date.parse(StartedAt),
      finishedAt: Date.parse(FinishedAt),
    }
  }

  /** Sends a signal; one that has ended already is left as it is. */
  async kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#container.kill({ signal }).catch(allow(404, 409))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#container.remove({ force: true, v: true }).catch(allow(404, 409))
  }
}

/** The first header of a tar archive is a block of 512 bytes, and has its file's size in octal digits. */
const TAR_HEADER = 512
const sizeInTar = (tar: Buffer): number => Number.parseInt(tar.toString('latin1', 124, 135), 8) || 0

/** Rethrows an error of the daemon unless it has one of these status codes: gone, or going. */
export const allow =
  (...codes: number[]) =>
  (error: { statusCode?: number }): void => {
    if (!codes.includes(error.statusCode ?? 0)) throw error
  }
