import { z } from 'zod'

/** The part of Docker's `config.json` that says who one is at a registry. */
export const dockerConfigSchema = z.object({
  auths: z
    .record(z.string(), z.object({ auth: z.string().optional(), identitytoken: z.string().optional() }))
    .optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
})
export type DockerConfig = z.infer<typeof dockerConfigSchema>

export interface Credentials {
  username?: string
  password?: string
  identitytoken?: string
}

const HUB = 'docker.io'
const HUB_SERVER = 'https://index.docker.io/v1/'

/** Registry of an image's name; Docker Hub where the name has none. */
export function registryOf(image: string): string {
  const [first = '', ...rest] = image.split('/')
  const namesHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  return namesHost ? hostOf(first) : HUB
}

/** What a registry is called where credentials are kept. */
export const serverOf = (registry: string): string => (registry === HUB ? HUB_SERVER : registry)

/** The program that keeps the credentials of a registry: `docker-credential-<helper>`. */
export const helperOf = (config: DockerConfig, registry: string): string | undefined =>
  config.credHelpers?.[serverOf(registry)] ?? config.credHelpers?.[registry] ?? config.credsStore

/** Credentials that the configuration itself holds, in base64. */
export function findEntry(config: DockerConfig, registry: string): Credentials | undefined {
  const found = Object.entries(config.auths ?? {}).find(([server]) => hostOf(server) === registry)?.[1]
  if (!found) return undefined
  if (found.identitytoken) return { identitytoken: found.identitytoken }
  const decoded = Buffer.from(found.auth ?? '', 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon > 0 ? { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) } : undefined
}

/** `https://index.docker.io/v1/` and `index.docker.io` are Docker Hub; others lose scheme and path. */
function hostOf(server: string): string {
  const host = server.replace(/^https?:\/\//, '').replace(/\/.*$/, '')
  return ['index.docker.io', 'registry-1.docker.io', HUB].includes(host) ? HUB : host
}
