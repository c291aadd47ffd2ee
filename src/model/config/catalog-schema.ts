import { z } from 'zod'
import { URI_PASSWORD } from '../../text/uri-password.ts'
import { text, withoutNul } from './values.ts'

export const catalogName = z
  .string()
  .regex(/^[A-Za-z][\w-]*$/, 'must be letters, digits, - and _: a dot divides it from its namespaces')

/** Stands for a variable of the environment in a catalog's settings. */
export const REFERENCE = /\$\{([A-Za-z_]\w*)\}/g

const SECRET_KEY =
  /password|secret|token|credential|access-key|account-key|private-key|connection-string|sas\b|authorization/i
const SECRET_PARAMETER = /[?&](?:password|passwd|token|secret)=([^&]*)/i

const isInline = (value: string): boolean => value.replaceAll(REFERENCE, '') !== ''

/** Whether a setting holds what nobody may read in a repository. A variable's name is none. */
function holdsSecret(key: string, value: string): boolean {
  const parts = [URI_PASSWORD.exec(value)?.[1], SECRET_PARAMETER.exec(value)?.[1]]
  // OAuth's has the client's name before its secret.
  if (key === 'credential') parts.push(value.slice(value.indexOf(':') + 1))
  else if (SECRET_KEY.test(key) && !/^(?:true|false)$/.test(value)) parts.push(value)
  return parts.some((part) => part !== undefined && isInline(part))
}

export const catalog = z
  .object({
    type: z
      .enum(['sql', 'rest'], 'must be sql or rest')
      .describe('sql: tables of a SQLite or PostgreSQL database. rest: an Iceberg REST catalog.'),
    uri: text("the catalog's address, such as sqlite:///lake/catalog.db").describe(
      `Of a database as SQLAlchemy writes it, such as sqlite:///lake/catalog.db, or of a REST catalog. \${NAME} stands for a variable of the environment.`,
    ),
    warehouse: text('the folder or bucket of the tables, such as lake/warehouse')
      .exactOptional()
      .describe('Folder or bucket of the tables; of a REST catalog, the name of its warehouse.'),
  })
  .catchall(withoutNul)
  .superRefine((settings, context) => {
    for (const [key, value] of Object.entries(settings))
      if (value !== undefined && holdsSecret(key, value))
        context.addIssue({
          code: 'custom',
          path: [key],
          message: `must not hold a password or key. Put it into a variable of the environment, and write \${NAME} in its place`,
        })
  })
  .transform((settings) => settings as Record<string, string>)
  .meta({
    id: 'catalog',
    description: "An Iceberg catalog. Other keys are PyIceberg's, such as s3.endpoint.",
  })
