/**
 * Loaded before the action's program in a rehearsal: takes away what act sets and GitHub does not, names the GitHub of the
 * test, leaves out the wait for a quiet machine, which a machine full of tests never is, and lets midnight pass once a
 * file is there.
 */
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'

for (const name of Object.keys(process.env))
  if (name.startsWith('INPUT_') || name === 'ACT') delete process.env[name]
const { REHEARSED_API, REHEARSED_SERVER } = process.env
if (REHEARSED_API) process.env.GITHUB_API_URL = REHEARSED_API
if (REHEARSED_SERVER) process.env.GITHUB_SERVER_URL = REHEARSED_SERVER
process.env.GITHUB_REPOSITORY = 'acme/jobs'

const QUIET = 'data:text/javascript,export const waitForQuiet = async () => null'
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith('/machine/quiet.ts') ? { url: QUIET, shortCircuit: true } : next(specifier, context),
})

const { REHEARSED_MIDNIGHT: sign = '' } = process.env
const DAY_MS = 86_400_000
if (sign !== '')
  globalThis.Date = class extends Date {
    constructor(...given: [] | [number]) {
      super(given[0] ?? Date.now() + (existsSync(sign) ? DAY_MS : 0))
    }
  } as DateConstructor
