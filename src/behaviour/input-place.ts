import { relative } from 'node:path'

const PLACEHOLDER = /\{\w+\}/
const WILDCARD = /[*?[{]/

/**
 * Whether a folder or file is a job's input, lies in it, or is a folder that holds it.
 *
 * @param template the input's path, absolute, with its placeholders and wildcards
 */
export function touchesInput(template: string, path: string, isFolder: boolean): boolean {
  const parts = template.split('/')
  const open = parts.findIndex((part) => WILDCARD.test(part))
  const fixed = open === -1 ? template : parts.slice(0, open).join('/') || '/'
  if (!isFolder) return open === -1 && path === template
  return isWithin(fixed, path) || (open === -1 ? isWithin(path, fixed) : matcher(parts).test(path))
}

/** Whether a path is a folder or lies somewhere below it. */
export const isWithin = (path: string, folder: string): boolean => {
  const below = relative(folder, path)
  return below !== '..' && !below.startsWith('../')
}

/** Matches what a template names and what lies below. */
function matcher(parts: readonly string[]): RegExp {
  const patterns = parts.map((part) =>
    part === '**'
      ? '.*'
      : part
          .split(new RegExp(`(${PLACEHOLDER.source}|[*?]|\\[[^\\]]*\\]|\\{[^}]*\\})`))
          .map((text) => (WILDCARD.test(text) ? '[^/]*' : text.replace(/[.+^$()|\\\]}]/g, '\\$&')))
          .join(''),
  )
  return new RegExp(`^${patterns.join('/')}(?:/|$)`)
}
