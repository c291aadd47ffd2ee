import { readFileSync } from 'node:fs'

/** The tool's version, from its package; src/ and dist/ lie at the same depth. */
export const toolVersion: string = (
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }
).version
