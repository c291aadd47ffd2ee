import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { askLibrary, type Question } from './ask-library.ts'
import type { LakeAccess } from './lakes.ts'
import { objectSecrets, S3 } from './object-name.ts'

const failure = z.union([
  z.strictObject({ failure: z.enum(['missing', 'bucket']) }),
  z.strictObject({ failure: z.literal('table'), folder: z.string(), log: z.string() }),
  z.strictObject({ failure: z.enum(['store', 'unread', 'late']), detail: z.string() }),
])
type Failure = z.infer<typeof failure>

/** What every question about objects of a bucket has, without its task. */
export const storeQuestion = (path: string, { env }: LakeAccess) =>
  ({ format: 'files', place: path.slice(S3.length), secrets: objectSecrets(env) }) as const

/**
 * Asks about the objects below a prefix, or the one of that name.
 *
 * @throws UserError as {@link storeAnswer} and {@link askLibrary}
 */
export async function askStore<T extends object>(
  path: string,
  asked: Pick<Question, 'task'> & Readonly<Record<string, unknown>>,
  expected: z.ZodType<T>,
  lakes: LakeAccess,
): Promise<T> {
  return storeAnswer(
    path,
    await askLibrary(path, { ...storeQuestion(path, lakes), ...asked }, lakes),
    expected,
  )
}

/**
 * The answer to such a question.
 *
 * @throws UserError `objectsMissing`, `storeUnreachable`, `tableFormatUnread`
 */
export function storeAnswer<T extends object>(path: string, answer: unknown, expected: z.ZodType<T>): T {
  const parsed = z.union([expected, failure]).parse(answer)
  if ('failure' in parsed) throw mistakeOf(parsed as Failure, path)
  return parsed
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
