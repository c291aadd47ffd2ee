import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import { cacheFolder } from '../../files/cache.ts'
import { sha256 } from '../../files/digest.ts'
import { readWhole } from '../../files/excerpt.ts'
import { writeAtomically } from '../../files/write-atomically.ts'
import type { Config } from '../../model/config/model.ts'
import { toolVersion } from '../../version.ts'

/** The code that makes a configuration of its text: another one may make another. */
const READER = fileURLToPath(new URL('../../model/config', import.meta.url))

const [CIPHER, TAG_BYTES] = ['aes-256-gcm', 16] as const
/** A key seals one text only. */
const NONCE = Buffer.alloc(12)

/** One of 256, so that configurations of folders that are gone don't pile up. */
const fileOf = (path: string) => join(cacheFolder(), 'configurations', sha256(path).slice(0, 2))

/**
 * A configuration as an earlier call made it of the same text: `record` starts its command 0.1 s sooner. It is sealed
 * with that text, so that who does not have the file learns nothing of it, such as values of `env:`, and what anyone
 * changed is not opened.
 *
 * @param path of the configuration's file
 */
export async function recallConfig(path: string, text: string): Promise<Config | undefined> {
  try {
    const sealed = Buffer.from((await readWhole(fileOf(path))) ?? '', 'base64')
    const [tag, body] = [sealed.subarray(0, TAG_BYTES), sealed.subarray(TAG_BYTES)]
    const opened = createDecipheriv(CIPHER, await keyOf(text), NONCE).setAuthTag(tag)
    return JSON.parse(Buffer.concat([opened.update(body), opened.final()]).toString())
  } catch {
    return undefined
  }
}

/** Keeps a configuration for later calls, where there is a cache that can hold it. */
export async function rememberConfig(path: string, text: string, config: Config): Promise<void> {
  const json = JSON.stringify(config)
  if (!isDeepStrictEqual(JSON.parse(json), config)) return
  await seal(path, text, json).catch(() => undefined)
}

async function seal(path: string, text: string, json: string): Promise<void> {
  const sealing = createCipheriv(CIPHER, await keyOf(text), NONCE)
  const body = Buffer.concat([sealing.update(json), sealing.final()])
  await writeAtomically(fileOf(path), Buffer.concat([sealing.getAuthTag(), body]).toString('base64'))
}

async function keyOf(text: string): Promise<Buffer> {
  const names = (await readdir(READER)).toSorted()
  const sources = await Promise.all(names.map((name) => readFile(join(READER, name), 'utf8')))
  return createHash('sha256')
    .update(JSON.stringify([toolVersion, sources, text]))
    .digest()
}
