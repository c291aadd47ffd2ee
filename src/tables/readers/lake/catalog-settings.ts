import { resolve } from 'node:path'
import { UserError } from '../../../errors.ts'
import { exists } from '../../../files/disk.ts'
import { REFERENCE } from '../../../model/config/catalog-schema.ts'
import { URI_PASSWORD } from '../../../text/uri-password.ts'
import { isAddress } from './lake-name.ts'
import type { LakeAccess } from './lakes.ts'

/** A catalog's settings as PyIceberg takes them, and what of them must not be shown. */
export interface CatalogSettings {
  properties: Record<string, string>
  secrets: string[]
}

const SQLITE = /^(sqlite(?:\+\w+)?:\/\/\/)([^?]+)/

/**
 * A declared catalog with its variables filled in and its paths made absolute; one that is not declared has no settings.
 *
 * @throws UserError `catalogVariableMissing`, `catalogUnreachable` where a SQLite file is not there
 */
export async function catalogSettings(
  name: string,
  { catalogs, folder, env }: LakeAccess,
): Promise<CatalogSettings> {
  const declared = Object.hasOwn(catalogs, name) ? (catalogs[name] ?? {}) : {}
  const secrets: string[] = []
  const filled = Object.entries(declared).map(([key, value]) => {
    const password = URI_PASSWORD.exec(value)?.[1]
    const isOfPassword = (reference: string) => password?.includes(reference) ?? false
    const text = value.replaceAll(REFERENCE, (reference, variable: string) => {
      const found = env[variable]
      if (!found) throw new UserError('catalogVariableMissing', { catalog: name, key, variable })
      const written = isOfPassword(reference) ? encodeURIComponent(found) : found
      secrets.push(found, written)
      return written
    })
    return [key, text] as const
  })
  const properties = Object.fromEntries(filled)
  if (properties.type === 'sql') {
    const { uri = '', warehouse } = properties
    properties.uri = await databaseAddress(name, uri, folder)
    if (warehouse !== undefined && !isAddress(warehouse) && !warehouse.startsWith('file:'))
      properties.warehouse = `file://${resolve(folder, warehouse)}`
  }
  return { properties, secrets: [...new Set(secrets)] }
}

/** PyIceberg would make an empty database of a mistyped file. */
async function databaseAddress(catalog: string, uri: string, folder: string): Promise<string> {
  const [start, scheme = '', file] = SQLITE.exec(uri) ?? []
  if (start === undefined || file === undefined) return uri
  const path = resolve(folder, file)
  if (!(await exists(path)))
    throw new UserError('catalogUnreachable', { catalog, detail: `${path} was not found` })
  return `${scheme}${path}${uri.slice(start.length)}`
}
