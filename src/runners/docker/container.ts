import { createWriteStream, type WriteStream } from 'node:fs'
import { Readable, Writable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { finished } from 'node:stream/promises'
import type Docker from 'dockerode'
import { z } from 'zod'
import { LOOPBACK } from '../job-contract.ts'
import { type ContainerSpec, createOptions } from './create-options.ts'
import { containerName } from './labels.ts'

const time = z.iso.datetime({ offset: true, precision: null }).transform(Date.parse)
const stateSchema = z.object({
  ExitCode: z.int(),
  OOMKilled: z.boolean(),
  StartedAt: time,
  FinishedAt: time,
})

const sizeSchema = z.object({ SizeRw: z.number() })

/** How a container ended, by the daemon's account. */
export interface Ended {
  exitCode: number
  isOomKilled: boolean
  /** Milliseconds since 1970, by the daemon's clock. */
  startedAt: number
  finishedAt: number
}

/** How long a daemon may take to tell of an end after the output's. */
const END_MS = 15_000
/** How long a daemon may take to remove a container with its volume. */
const REMOVAL_MS = 60_000

/** One container that exists until its block ends: then it is removed, with its volumes, whatever state it is in. */
export class Container implements AsyncDisposable {
  readonly #container: Docker.Container
  readonly #lost = new AbortController()

  private constructor(container: Docker.Container) {
    this.#container = container
  }

  static async create(docker: Docker, spec: ContainerSpec): Promise<Container> {
    return new Container(
      await docker.createContainer({ ...createOptions(spec), name: containerName(spec.labels) }),
    )
  }

  get id(): string {
    return this.#container.id
  }

  /**
   * Starts it and waits for its end; what it prints is appended to the log.
   *
   * @param onStart called once it runs
   * @param onOutput told what it prints, as it comes
   * @throws where the log can't be written: the container is to be removed then
   */
  async run(
    log: string,
    onStart: () => Promise<void> = async () => {},
    onOutput?: (text: string) => void,
  ): Promise<Ended> {
    const file = createWriteStream(log, { flags: 'a' })
    const broken = brokenLog(file)
    let output: NodeJS.ReadWriteStream | undefined
    const abortSignal = this.#lost.signal
    const lost = new Promise<never>((_, reject) => {
      abortSignal.addEventListener('abort', () => reject(abortSignal.reason), { once: true })
    })
    lost.catch(() => {})
    let [timer, isOver]: [NodeJS.Timeout | undefined, boolean] = [undefined, false]
    try {
      output = await this.#container.attach({ stream: true, stdout: true, stderr: true, abortSignal })
      const read = finished(output, { writable: false }).catch(() => {})
      // Docker's init holds the output open as long as the container lives.
      void read.then(() => {
        if (!isOver) timer = setTimeout(() => this.abandon(new Error('the daemon has stopped')), END_MS)
      })
      const sink = onOutput ? heardBy(onOutput, file) : file
      this.#container.modem.demuxStream(output, sink, sink)
      const end = this.#container.wait({ condition: 'next-exit', abortSignal })
      end.catch(() => {}) // Where it can't be started, nobody waits for its end.
      await this.#container.start({ abortSignal })
      await Promise.race([Promise.all([end, onStart()]), broken, lost])
      await Promise.race([read, broken])
      file.end()
      await Promise.race([finished(file), broken])
      return await this.#ended()
    } catch (error) {
      abortSignal.throwIfAborted()
      throw error
    } finally {
      isOver = true
      clearTimeout(timer)
      if (output instanceof Readable) output.destroy()
      file.destroy()
    }
  }

  /** Waits no longer for a daemon that answers nothing: `run` throws the reason. */
  abandon(reason: Error): void {
    this.#lost.abort(reason)
  }

  /** Whether there is such a file or folder inside. */
  async has(path: string): Promise<boolean> {
    return this.#container.infoArchive({ path }).then(
      (answer: Readable) => Boolean(answer.resume()), // Unread it would hold the connection, and the tool with it.
      ({ statusCode }: { statusCode?: number }) => statusCode !== 404,
    )
  }

  /** A regular file of the container; null where there is none. */
  async readFile(path: string): Promise<string | null> {
    const archive = await this.#container.getArchive({ path }).catch(() => undefined)
    if (!archive) return null
    const tar = await buffer(archive)
    return tar.subarray(TAR_HEADER, TAR_HEADER + sizeInTar(tar)).toString()
  }

  /** Bytes that it has on disk besides its mounts; 0 where the daemon can't tell. */
  async writtenBytes(): Promise<number> {
    const options = { size: true, abortSignal: AbortSignal.timeout(END_MS) } as Docker.ContainerInspectOptions // Its types lack it.
    const found = await this.#container.inspect(options).catch(() => undefined)
    return sizeSchema.safeParse(found).data?.SizeRw ?? 0
  }

  /** Its first process, as the daemon's machine numbers it. */
  async pid(): Promise<number> {
    return (await this.#container.inspect()).State.Pid
  }

  /** Its address on its network: that of this machine where it shares this machine's. */
  async host(): Promise<string> {
    const { NetworkSettings } = await this.#container.inspect()
    const [address] = Object.values(NetworkSettings.Networks).map(({ IPAddress }) => IPAddress)
    return address || LOOPBACK
  }

  async #ended(): Promise<Ended> {
    const { State } = await this.#container.inspect({ abortSignal: this.#lost.signal })
    const { ExitCode, OOMKilled, StartedAt, FinishedAt } = stateSchema.parse(State)
    return { exitCode: ExitCode, isOomKilled: OOMKilled, startedAt: StartedAt, finishedAt: FinishedAt }
  }

  /** Sends a signal; one that has ended already is left as it is. */
  async kill(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.#container.kill({ signal, abortSignal: this.#lost.signal }).catch(allow(404, 409))
  }

  /** From a daemon that is gone or answers nothing, a later start removes it. */
  async [Symbol.asyncDispose](): Promise<void> {
    const abortSignal = AbortSignal.timeout(REMOVAL_MS)
    await this.#container.remove({ force: true, v: true, abortSignal }).catch((error) => {
      if (error.statusCode !== undefined) allow(404, 409)(error)
    })
  }
}

/** Hands on at once what is written, so that a log has all of it when the container's output ends. */
const heardBy = (onOutput: (text: string) => void, file: WriteStream): Writable =>
  new Writable({
    write: (chunk: Buffer, _, done) => {
      file.write(chunk)
      onOutput(chunk.toString())
      done()
    },
  })

/** Rejects once a log can't be written, because space or rights are missing. */
function brokenLog(file: WriteStream): Promise<never> {
  const broken = new Promise<never>((_, reject) => {
    file.on('error', (error) => reject(new Error(`its log could not be written: ${error.message}`)))
  })
  broken.catch(() => {}) // It may break when nobody waits for it any more.
  return broken
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
