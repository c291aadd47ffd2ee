import { once } from 'node:events'
import type { Held } from '../contents.ts'
import { gitMissing } from './git.ts'
import type { BranchRepository } from './repository.ts'

/** One file of a commit; its hash identifies its content. */
export interface TreeFile extends Held {
  mode: string
}

/** All files of a commit below `runs/`, by path. */
export async function listTree(repository: BranchRepository, commit: string): Promise<TreeFile[]> {
  const text = await repository.git(['ls-tree', '-r', '-z', '--full-tree', commit, '--', 'runs'])
  const entries = text.matchAll(/(\d+) \w+ ([0-9a-f]+)\t([^\0]+)\0/g)
  return [...entries].map(([, mode = '', content = '', path = '']) => ({ path, mode, content }))
}

/** A file's bytes, or why they are not to be had. */
export type Content = Buffer | 'missing' | 'too-large'

/** The contents of files, in the order of their hashes; of one larger than `mostBytes` nothing is kept. */
export async function* readBlobs(
  repository: BranchRepository,
  hashes: readonly string[],
  mostBytes: number,
): AsyncGenerator<Content> {
  const child = repository.start(['cat-file', '--batch', '--buffer'])
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const closed = once(child, 'close').catch(gitMissing)
  // It is awaited below, once all is read.
  closed.catch(() => undefined)
  child.stdin.on('error', () => undefined).end(hashes.map((hash) => `${hash}\n`).join(''))
  const stream = new BatchReader(child.stdout)
  for (const _ of hashes) {
    const content = await readOne(stream, mostBytes)
    if (content === undefined) break
    yield content
  }
  const [code] = (await closed) as [number | null]
  if (code !== 0) throw repository.failure(stderr)
}

/** `<hash> blob <size>`, a line feed, the bytes, a line feed; or `<hash> missing`. */
async function readOne(stream: BatchReader, mostBytes: number): Promise<Content | undefined> {
  const head = await stream.line()
  if (head === undefined) return undefined
  if (head.endsWith(' missing')) return 'missing'
  const size = Number(head.slice(head.lastIndexOf(' ') + 1))
  if (size > mostBytes) return await stream.skip(size + 1)
  return (await stream.bytes(size + 1)).subarray(0, size)
}

/** Takes lines and bytes off a stream of chunks, holding little more than one chunk. */
class BatchReader {
  readonly #chunks: AsyncIterator<Buffer>
  #rest: Buffer = Buffer.alloc(0)

  constructor(stream: AsyncIterable<Buffer>) {
    this.#chunks = stream[Symbol.asyncIterator]()
  }

  /** The next line; undefined at the end. */
  async line(): Promise<string | undefined> {
    let end = this.#rest.indexOf(10)
    while (end < 0) {
      if (!(await this.#more())) return undefined
      end = this.#rest.indexOf(10)
    }
    return this.#take(end + 1).toString('utf8', 0, end)
  }

  async bytes(count: number): Promise<Buffer> {
    while (this.#rest.length < count && (await this.#more()));
    return this.#take(count)
  }

  async skip(count: number): Promise<'too-large'> {
    let left = count - this.#take(count).length
    while (left > 0 && (await this.#more())) left -= this.#take(left).length
    return 'too-large'
  }

  #take(count: number): Buffer {
    const taken = this.#rest.subarray(0, count)
    this.#rest = this.#rest.subarray(count)
    return taken
  }

  async #more(): Promise<boolean> {
    const { done, value } = await this.#chunks.next()
    if (done) return false
    this.#rest = this.#rest.length === 0 ? value : Buffer.concat([this.#rest, value])
    return true
  }
}
