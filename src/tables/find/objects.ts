import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../errors.ts'
import type { FileEntry } from '../../files/disk.ts'
import { askStore } from '../readers/lake/ask-store.ts'
import { copyFolder, type LakeAccess, type Lakes } from '../readers/lake/lakes.ts'
import { S3 } from '../readers/lake/object-name.ts'
import { type FoundFiles, findFiles } from './files.ts'

/** An object, its name with the bucket's before it. */
const object = z.strictObject({ name: z.string(), bytes: z.int(), changedMs: z.int() })
const objects = z.array(object)
const copied = z.strictObject({ objects, folder: z.string() })
const listed = z.strictObject({ objects })
const named = z.strictObject({ names: z.array(z.string()) })

/**
 * Copies the objects below a prefix, or the one of that name, and finds the files that they are then.
 *
 * @throws UserError `objectsMissing`, `storeUnreachable`, `tableFormatUnread`, and what {@link findFiles} throws
 */
export async function findObjects(path: string, lakes: Lakes | undefined): Promise<FoundFiles> {
  if (!lakes) throw new UserError('remoteUnread', { path })
  const folder = await copyFolder(lakes, 'objects')
  const answer = await askStore(path, { task: 'read', folder }, copied, lakes)
  const origins = new Map(answer.objects.map((each) => [copyOf(folder, each), entryOf(each)]))
  try {
    const { kind, data } = await findFiles(join(folder, answer.folder))
    const files = data.files.map((file) => {
      const origin = origins.get(file.path)
      return origin ? { ...file, copyOf: origin } : file
    })
    return { kind, data: { ...data, path, files } }
  } catch (error) {
    // Of the copy, nobody knows the path.
    if (error instanceof UserError && error.code === 'sourceEmpty')
      throw new UserError('sourceEmpty', { path })
    throw error
  }
}

/**
 * The objects below a prefix, or the one of that name, as they are now; none where nothing is there.
 *
 * @throws UserError `storeUnreachable`
 */
export async function listObjects(path: string, lakes: LakeAccess): Promise<FileEntry[]> {
  return (await askStore(path, { task: 'everything' }, listed, lakes)).objects.map(entryOf)
}

/**
 * What is right below a prefix, as the entries of a folder.
 *
 * @throws UserError `storeUnreachable`
 */
export async function namesBelow(path: string, lakes: LakeAccess): Promise<string[]> {
  return (await askStore(path, { task: 'names' }, named, lakes)).names
}

const copyOf = (folder: string, { name }: z.infer<typeof object>): string =>
  join(folder, ...name.split('/').slice(1))

/** A store has one time of an object, and no number of its own for it. */
const entryOf = ({ name, bytes, changedMs }: z.infer<typeof object>): FileEntry => ({
  ...{ path: `${S3}${name}`, bytes, changedMs, statusMs: changedMs },
  inode: 0,
})
