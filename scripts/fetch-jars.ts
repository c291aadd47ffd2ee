/** Brings the jars of docker/spark/lakehouse-jars.sha256 from Maven Central into docker/spark/jars. */
import { createHash } from 'node:crypto'
import { access, mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const SPARK = resolve(import.meta.dirname, '../docker/spark')
const MAVEN = 'https://repo1.maven.org/maven2'

async function fetchJar(line: string): Promise<void> {
  const [sum, coordinates = ''] = line.split(/\s+/)
  const [group = '', name, version] = coordinates.split(':')
  const jar = `${name}-${version}.jar`
  const path = join(SPARK, 'jars', jar)
  if (
    await access(path).then(
      () => true,
      () => false,
    )
  )
    return
  const response = await fetch(`${MAVEN}/${group.replaceAll('.', '/')}/${name}/${version}/${jar}`)
  if (!response.ok) throw new Error(`${jar}: ${response.status} ${response.statusText}`)
  const bytes = Buffer.from(await response.arrayBuffer())
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sum) throw new Error(`${jar} has the checksum ${found}, not ${sum}`)
  await writeFile(`${path}.part`, bytes)
  await rename(`${path}.part`, path)
}

await mkdir(join(SPARK, 'jars'), { recursive: true })
const lines = (await readFile(join(SPARK, 'lakehouse-jars.sha256'), 'utf8')).trim().split('\n')
await Promise.all(lines.map(fetchJar))
