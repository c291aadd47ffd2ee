/** Writes fixtures/countries-VERSION.csv.gz: of the package of 47 MB, the one file that the weblogs fixture takes. */
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { constants, gzipSync } from 'node:zlib'
import { writeAtomically } from '../src/files/write-atomically.ts'

const ROOT = fileURLToPath(new URL('..', import.meta.url))
const FOLDER = join(ROOT, 'fixtures')
const PACKAGE = join(ROOT, 'node_modules/@ip-location-db/geo-whois-asn-country')

const { version } = JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }
const name = `countries-${version}.csv.gz`
const ranges = await readFile(join(PACKAGE, 'geo-whois-asn-country-ipv4-num.csv'))
await writeAtomically(join(FOLDER, name), gzipSync(ranges, { level: constants.Z_BEST_COMPRESSION }))
for (const older of (await readdir(FOLDER)).filter((file) => file.startsWith('countries-') && file !== name))
  await rm(join(FOLDER, older))
