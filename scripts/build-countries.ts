/** Writes fixtures/countries-VERSION.csv.gz: of the package of 47 MB, the one file that the weblogs fixture takes. */
import { createReadStream, createWriteStream } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { constants, createGzip } from 'node:zlib'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'fixtures')
const PACKAGE = join(ROOT, 'node_modules/@ip-location-db/geo-whois-asn-country')

const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
const name = `countries-${version}.csv.gz`
/** Takes its place when it is whole: others may read at the same time. */
const draft = join(FOLDER, `.${name}.${process.pid}`)

await pipeline(
  createReadStream(join(PACKAGE, 'geo-whois-asn-country-ipv4-num.csv')),
  createGzip({ level: constants.Z_BEST_COMPRESSION }),
  createWriteStream(draft),
)
await rename(draft, join(FOLDER, name))
for (const older of (await readdir(FOLDER)).filter((file) => file.startsWith('countries-') && file !== name))
  await rm(join(FOLDER, older))
