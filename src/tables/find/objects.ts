import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { askLibrary } from '../readers/lake/ask-library.ts'
import { copyFolder, type Lakes } from '../readers/lake/lakes.ts'
import { objectSecrets, S3 } from '../readers/lake/object-name.ts'
import { type FoundFiles, findFiles } from './files.ts'

const answerSchema = z.union([
  z.strictObject({ objects: z.int(), folder: z.string() }),
  z.strictObject({ failure: z.enum(['missing', 'bucket']) }),
  z.strictObject({ failure: z.literal('table'), folder: z.string(), log: z.string() }),
  z.strictObject({ failure: z.enum(['store', 'unread']), detail: z.string() }),
])
type Failure = Extract<z.infer<typeof answerSchema>, { failure: string }>

/**
 * Copies the objects below a prefix, or the one of that name, and finds the files that they are then.
 *
 * @throws UserError `objectsMissing`, `storeUnreachable`, `tableFormatUnread`, and what {@link findFiles} throws
 */
export async function findObjects(path: string, lakes: Lakes | undefined): Promise<FoundFiles> {
  if (!lakes) throw new UserError('remoteUnread', { path })
  const folder = await copyFolder(lakes, 'objects')
  const secrets = objectSecrets(lakes.env)
  const question = { task: 'read', format: 'files', secrets, folder, place: path.slice(S3.length) } as const
  const answer = answerSchema.parse(await askLibrary(path, question, lakes))
  if ('failure' in answer) throw mistakeOf(answer, path)
  const local = join(folder, answer.folder)
  try {
    const { kind, data } = await findFiles(local)
    return { kind, data: { ...data, path } }
  } catch (error) {
    // Of the copy, nobody knows the path.
    if (error instanceof UserError && error.code === 'sourceEmpty')
      throw new UserError('sourceEmpty', { path })
    throw error
  }
}

function mistakeOf(answer: Failure, path: string): UserError {
  switch (answer.failure) {
    case 'missing':
    case 'bucket':
      return new UserError('objectsMissing', { path, isBucket: answer.failure === 'bucket' })
    case 'table': {
      const format = answer.log === '_delta_log' ? 'Delta' : 'Hudi'
      return new UserError('tableFormatUnread', { path: `${S3}${answer.folder}`, format })
    }
    default:
      return new UserError('storeUnreachable', { path, detail: answer.detail })
  }
}
