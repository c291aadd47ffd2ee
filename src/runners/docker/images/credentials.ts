import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type Docker from 'dockerode'
import { z } from 'zod'
import {
  type Credentials,
  type DockerConfig,
  dockerConfigSchema,
  findEntry,
  helperOf,
  registryOf,
  serverOf,
} from './docker-config.ts'

/** A helper's name for a secret that is a token. */
const TOKEN_USER = '<token>'
const helperAnswer = z
  .object({ Username: z.string(), Secret: z.string() })
  .transform(
    ({ Username: username, Secret: secret }): Credentials =>
      username === TOKEN_USER ? { identitytoken: secret } : { username, password: secret },
  )

/** What `docker login` keeps for an image's registry; undefined where it keeps nothing. */
export async function credentialsFor(image: string): Promise<Docker.AuthConfig | undefined> {
  const config = await readDockerConfig()
  const registry = registryOf(image)
  const helper = helperOf(config, registry)
  const entry = (helper && (await askHelper(helper, serverOf(registry)))) || findEntry(config, registry)
  if (!entry) return undefined
  const { username, password, identitytoken } = entry
  return encoded({ username, password, identitytoken, serveraddress: serverOf(registry) })
}

/** As the daemon wants it in a header; only so may it hold a token. */
const encoded = (auth: object): Docker.AuthConfig => ({
  base64: Buffer.from(JSON.stringify(auth)).toString('base64url'),
})

async function readDockerConfig(): Promise<DockerConfig> {
  const folder = process.env.DOCKER_CONFIG ?? join(homedir(), '.docker')
  const text = await readFile(join(folder, 'config.json'), 'utf8').catch(() => '{}')
  try {
    return dockerConfigSchema.parse(JSON.parse(text))
  } catch {
    return {}
  }
}

/** Asks a `docker-credential-*` program; one that is missing or knows nothing means: no credentials. */
async function askHelper(helper: string, server: string): Promise<Credentials | undefined> {
  try {
    const asked = promisify(execFile)(`docker-credential-${helper}`, ['get'], { timeout: 30_000 })
    asked.child.stdin?.on('error', () => undefined).end(server)
    return helperAnswer.parse(JSON.parse((await asked).stdout))
  } catch {
    return undefined
  }
}
