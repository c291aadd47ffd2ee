import { z } from 'zod'
import { configSchema } from './schema.ts'

/**
 * The configuration's JSON Schema, by which an editor completes and explains `etl-compare.yml`. Draft 7, since that
 * is what YAML's language server knows in full. What spans several keys, only `parseConfig` checks.
 */
export function configJsonSchema(): Record<string, unknown> {
  return z.toJSONSchema(configSchema, {
    io: 'input',
    target: 'draft-7',
    override: ({ jsonSchema }) => {
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
      // As transformed, which is not how it is written; descriptions name it.
      delete jsonSchema.default
    },
  })
}
