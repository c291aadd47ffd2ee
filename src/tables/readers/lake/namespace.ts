import { z } from 'zod'
import { UserError } from '../../../errors.ts'
import { askLibrary } from './ask-library.ts'
import { catalogSettings } from './catalog-settings.ts'
import type { LakeAccess } from './lakes.ts'

const answerSchema = z.union([
  z.strictObject({ done: z.literal(true) }),
  z.looseObject({ failure: z.string(), detail: z.string().default('it is not declared') }),
])

/**
 * Creates a namespace of a catalog, or removes it with its tables and their files.
 *
 * @throws UserError `catalogUnreachable`, and what {@link catalogSettings} and {@link askLibrary} throw
 */
export async function changeNamespace(
  task: 'create' | 'remove',
  catalog: string,
  namespace: string,
  lakes: LakeAccess,
): Promise<void> {
  const settings = await catalogSettings(catalog, lakes)
  const question = { task, format: 'iceberg', catalog, namespace, ...settings } as const
  const answer = answerSchema.parse(await askLibrary(`iceberg:${catalog}.${namespace}`, question, lakes))
  if ('failure' in answer) throw new UserError('catalogUnreachable', { catalog, detail: answer.detail })
}
