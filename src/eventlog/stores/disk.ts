import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { listFiles } from '../../files/disk.ts'
import { Search } from '../../files/search.ts'
import type { LogFile, LogStore } from './store.ts'

const CHUNK_BYTES = 2 ** 18

/** This machine, and what is mounted on it. */
export const DISK: LogStore = {
  matches: (path) => !/^(?:[a-z0-9]+:\/\/|dbfs:)/i.test(path),
  async list(path, signal) {
    using search = new Search(path, signal)
    const files = await listFiles(path, search)
    return files.map(
      ({ path, bytes, changedMs }): LogFile => ({
        ...{ path, place: resolve(path), bytes, version: `${bytes} ${changedMs}` },
        open: (signal) => createReadStream(path, { highWaterMark: CHUNK_BYTES, signal }),
      }),
    )
  },
}
