import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { QUICK_JVM, root } from '../etl-compare.ts'
import { type Postgres, startPostgres } from '../servers/postgres.ts'
import { type SeaweedFS, startSeaweedFS } from '../servers/seaweedfs.ts'
import { PYTHON } from './lakehouse.ts'

/** With what an address or a shell takes for something else. */
export const PASSWORD = 'ge/h@im 1%'
export const SECRET_KEY = 'ganz/geheim+1'
const WRITER = join(import.meta.dirname, 'write_to_servers.py')

/** The servers of a lakehouse, and what its programs need to find them. */
export interface Servers extends AsyncDisposable {
  postgres: Postgres
  s3: SeaweedFS
  env: Record<string, string>
  /** Catalogs as etl-compare.yml declares them. */
  catalogs: Record<'lake' | 'rest', Record<string, string>>
  /** `jdbc:postgresql://…#`, to be followed by a table or query. */
  jdbc: string
}

export async function startServers(): Promise<Servers> {
  await using stack = new AsyncDisposableStack()
  const postgres = stack.use(await startPostgres(PASSWORD))
  const s3 = stack.use(await startSeaweedFS('lake', 'tables', SECRET_KEY))
  const started = stack.move()
  const { host, port, database, user } = postgres
  const env = { ...s3.env, LAKE_PASSWORD: PASSWORD, PGUSER: user, PGPASSWORD: PASSWORD }
  const login = {
    's3.endpoint': s3.endpoint,
    's3.access-key-id': `\${AWS_ACCESS_KEY_ID}`,
    's3.secret-access-key': `\${AWS_SECRET_ACCESS_KEY}`,
    's3.region': 'us-east-1',
  }
  const credential = `\${AWS_ACCESS_KEY_ID}:\${AWS_SECRET_ACCESS_KEY}`
  const uri = `postgresql+psycopg2://${user}:\${LAKE_PASSWORD}@${host}:${port}/${database}`
  return {
    ...{ postgres, s3, env, jdbc: `jdbc:postgresql://${host}:${port}/${database}#` },
    catalogs: {
      lake: { type: 'sql', uri, warehouse: 's3://lake/warehouse', ...login },
      rest: { type: 'rest', uri: s3.catalog, warehouse: 's3://tables', credential, ...login },
    },
    [Symbol.asyncDispose]: () => started[Symbol.asyncDispose](),
  }
}

/** Writes the tables of `write_to_servers.py`, and their rows as Parquet below `plain/` of a folder. */
export async function writeTables({ postgres, s3, env }: Servers, folder: string): Promise<void> {
  const { host, port, database, user, password } = postgres
  const address = `postgresql+psycopg2://${user}:${encodeURIComponent(password)}@${host}:${port}/${database}`
  const addresses = { LAKE_DATABASE: address, LAKE_REST: s3.catalog }
  await promisify(execFile)(PYTHON, [WRITER, folder], { env: { ...process.env, ...env, ...addresses } })
}

/** Writes the tables of `write_to_servers_by_spark.py`, and what Spark reads of them, and of one of PyIceberg's. */
export async function writeBySpark({ env, jdbc, postgres }: Servers, folder: string): Promise<void> {
  const writer = join(import.meta.dirname, 'write_to_servers_by_spark.py')
  const python = join(root, 'docker/spark/.venv/bin/python')
  const args = [writer, folder, jdbc.slice(0, -1), postgres.user]
  await promisify(execFile)(python, args, { env: { ...process.env, ...QUICK_JVM, ...env } })
}
