import { readdir, readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import dockerIgnore from '@balena/dockerignore'
import tar from 'tar-fs'

/**
 * What a build may see of its folder, as a tar stream: all that `.dockerignore` leaves, and always the Dockerfile.
 * A `<dockerfile>.dockerignore` goes before the folder's.
 */
export async function packContext(folder: string, dockerfile: string): Promise<tar.Pack> {
  const patterns = await readIgnore(folder, dockerfile)
  const names = await listContext(folder, patterns, dockerfile)
  return tar.pack(folder, {
    entries: names,
    // Every name is listed: what else lies in a listed folder was left out on purpose.
    ignore: () => true,
    map: (header) => ({ ...header, uid: 0, gid: 0 }),
  })
}

/** Paths below a folder that patterns of a `.dockerignore` leave; `always` is one of them whatever they say. @internal */
export async function listContext(folder: string, patterns: string, always: string): Promise<string[]> {
  const ignore = dockerIgnore.default().add(patterns)
  // Without an exception nothing below an ignored folder can come back.
  const hasExceptions = /^\s*!/m.test(patterns)
  const names: string[] = []
  async function walk(path: string): Promise<void> {
    const entries = await readdir(path, { withFileTypes: true })
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const name = relative(folder, join(path, entry.name)).split(sep).join('/')
      const isIgnored = ignore.ignores(name)
      if (!isIgnored || name === always) names.push(name)
      if (entry.isDirectory() && (!isIgnored || hasExceptions || always.startsWith(`${name}/`)))
        await walk(join(path, entry.name))
    }
  }
  await walk(folder)
  return names
}

async function readIgnore(folder: string, dockerfile: string): Promise<string> {
  const own = await readFile(join(folder, `${dockerfile}.dockerignore`), 'utf8').catch(() => undefined)
  return own ?? (await readFile(join(folder, '.dockerignore'), 'utf8').catch(() => ''))
}
