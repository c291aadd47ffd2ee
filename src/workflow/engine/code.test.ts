import { execFile } from 'node:child_process'
import { chmod, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { codeOfEngine, filesOf, folder, ran, useEngineFolder, write } from '../../../tests/engine-folder.ts'

import { loadConfig } from '../plan/load-config.ts'
import { codeOf } from './code.ts'

useEngineFolder()

describe('the code of an engine that is a command', () => {
  it('is the script that it names with the local modules that this imports, as Python finds them', async () => {
    await write({
      'jobs/orders.py': `import json, clean\nfrom pkg.deep import rules\nfrom space.inner import part\nif True:\n    import importlib\n    importlib.import_module("late")\n`,
      'jobs/clean.py': 'import sys\n',
      'jobs/late.py': '',
      'jobs/unused.py': '',
      'jobs/pkg/__init__.py': '',
      'jobs/pkg/deep/__init__.py': 'from . import more\nfrom ..shared import x\n',
      'jobs/pkg/deep/rules.py': '',
      'jobs/pkg/deep/more.py': '',
      'jobs/pkg/shared.py': '',
      'jobs/space/inner/part.py': '',
      'clean.py': '# Python looks in the script’s folder, not in that where it starts',
    })
    expect(await ran('python3', 'jobs/orders.py', '{input}')).toEqual(
      [
        'clean.py',
        'late.py',
        'orders.py',
        'pkg/__init__.py',
        'pkg/deep/__init__.py',
        'pkg/deep/more.py',
        'pkg/deep/rules.py',
        'pkg/shared.py',
        'space/inner/part.py',
      ].map((path) => `jobs/${path}`),
    )
  })

  it('is the module that Python is to run, from the folder where it starts', async () => {
    await write({
      'etl/__init__.py': '',
      'etl/__main__.py': 'from etl import x\n',
      'etl/x.py': '',
      'y.py': '',
    })
    const files = ['etl/__init__.py', 'etl/__main__.py', 'etl/x.py']
    expect(await ran('python3', '-m', 'etl', '{input}')).toEqual(files)
    expect(await ran('python3', '-c', 'import y; y.main()')).toEqual(['y.py'])
  })

  it('is what PYTHONPATH and an editable installation add, and no package that is installed', async () => {
    const python = join(folder, '.venv/bin/python')
    await promisify(execFile)('python3', ['-m', 'venv', '--without-pip', join(folder, '.venv')])
    const look = 'import sysconfig; print(sysconfig.get_path("purelib"))'
    const packages = (await promisify(execFile)(python, ['-c', look])).stdout.trim()
    await write({
      'src/acme/__init__.py': '',
      'shared/tax.py': '',
      'packed/rules.py': '',
      'job.py': 'import acme, tax, rules, installed\n',
    })
    await promisify(execFile)(python, ['-m', 'zipfile', '-c', '../rules.zip', 'rules.py'], {
      cwd: join(folder, 'packed'),
    })
    await writeFile(join(packages, 'installed.py'), '')
    await writeFile(join(packages, 'acme.pth'), `${join(folder, 'src')}\n`)
    const engine = { run: ['.venv/bin/python', 'job.py'], env: { PYTHONPATH: 'shared:rules.zip' } }
    expect(await filesOf(engine)).toEqual(['job.py', 'rules.zip', 'shared/tax.py', 'src/acme/__init__.py'])
  })

  it('is every file of settings, archive and binary that its arguments name, and no data', async () => {
    await write({
      'job.py': '',
      'conf/job.yml': '',
      'lib/a.zip': 'PK',
      'lib/b.jar': 'PK',
      'ref/countries.csv': '',
      'ref/last.parquet': '',
      engine: '',
    })
    await chmod(join(folder, 'engine'), 0o755)
    expect(
      await ran(
        ...['spark-submit', '--py-files', 'lib/a.zip', '--jars=lib/*.jar', 'job.py', '--config=conf/job.yml'],
        ...['--ref', 'ref/countries.csv', 'ref/last.parquet', '{output}/x'],
      ),
    ).toEqual(['conf/job.yml', 'job.py', 'lib/a.zip', 'lib/b.jar'])
    expect(await ran('./engine', '{input}')).toEqual(['engine'])
  })

  it('is no interpreter, and no program of an environment', async () => {
    await write({ 'env/pyvenv.cfg': '', 'env/bin/dbt': '', 'env/bin/python': '', 'job.py': '' })
    for (const name of ['dbt', 'python']) await chmod(join(folder, 'env/bin', name), 0o755)
    expect(await ran('env/bin/dbt', 'run')).toEqual([])
    expect(await ran('/usr/bin/env', 'env/bin/python', 'job.py')).toEqual(['job.py'])
  })

  it('is all of a folder that its arguments name, less data, tests and what other engines name', async () => {
    await write({
      'etl/a.sql': '',
      'etl/b/c.py': '',
      'etl/x.csv': '',
      'etl/target/r.json': '{}',
      'etl/tests/t.py': '',
      'other.py': '',
    })
    expect(await ran('tool', '--models', 'etl')).toEqual(['etl/a.sql', 'etl/b/c.py'])
    await promisify(execFile)('git', ['init', '-q', folder])
    await write({
      '.gitignore': 'target/\nrun_results.json\n',
      'etl/run_results.json': '{}',
      'etl/d.yml': '',
    })
    expect(await ran('tool', '--models', 'etl')).toEqual(['etl/a.sql', 'etl/b/c.py', 'etl/d.yml'])
    await rm(join(folder, 'etl/d.yml'))
    const engines = { spark: { run: ['tool', 'etl'] }, other: { run: ['python3', 'etl/b/c.py'] } }
    expect(await filesOf({}, { engines })).toEqual(['etl/a.sql'])
  })

  it('is never a folder that holds its input or the configuration, nor what these hold', async () => {
    await write({ 'data/dt=2026-11-20/a.json': '{}', 'data/notes.txt': '', 'job.py': '' })
    expect(await ran('tool', '--project', '.', '--root', '/', '--data', 'data', '..')).toEqual([])
    expect(await ran('tool', '*', 'data/*', 'data/**', '**', '/*')).toEqual([])
    expect(await ran('tool', '--day', 'data/dt=2026-11-20')).toEqual([])
  })

  it('is what a shell’s script names that is a script, in its folder too', async () => {
    await write({
      'bin/orders.sh':
        '#!/bin/sh\ncd "$(dirname "$0")"\npython3 "$HOME/../jobs/a.py" state.json\n. ./env.sh\n',
      'bin/env.sh': '',
      'bin/state.json': '{}',
      'jobs/a.py': 'import b\n',
      'jobs/b.py': '',
    })
    await chmod(join(folder, 'bin/orders.sh'), 0o755)
    const files = ['bin/env.sh', 'bin/orders.sh', 'jobs/a.py', 'jobs/b.py']
    expect(await ran('bin/orders.sh')).toEqual(files)
    expect(await ran('bash', '-c', 'cd jobs && python3 a.py')).toEqual(['jobs/a.py', 'jobs/b.py'])
  })

  it('is a script of its setup, and no state that this restores', async () => {
    await write({ 'job.py': '', 'reset.sh': '', state: '' })
    const engine = {
      run: ['python3', 'job.py'],
      setup: ['sh', 'reset.sh', 'state'],
      teardown: ['rm', 'state'],
    }
    expect(await filesOf(engine)).toEqual(['job.py', 'reset.sh'])
  })

  it('keeps its names where it is deployed behind a link', async () => {
    await write({ 'releases/1/job.py': 'import lib\n', 'releases/1/lib.py': '', 'releases/2/other.py': '' })
    await symlink('releases/1', join(folder, 'current'))
    const before = await codeOfEngine({ run: ['python3', 'current/job.py'] })
    expect(Object.keys(before.sources)).toHaveLength(2)
    await rm(join(folder, 'releases/2'), { recursive: true })
    await rename(join(folder, 'releases/1'), join(folder, 'releases/2'))
    await rm(join(folder, 'current'))
    await symlink('releases/2', join(folder, 'current'))
    expect((await codeOfEngine({ run: ['python3', 'current/job.py'] })).sources).toEqual(before.sources)
  })
})

describe('the code of an engine elsewhere', () => {
  it('is in the mounts of its container where it has no project and is not built', async () => {
    await write({ 'jobs/a.py': 'import b\n', 'jobs/b.py': '' })
    const mounts = [{ source: './jobs', target: '/opt/jobs' }]
    const image = { image: 'acme/spark:4.1', mounts, command: ['python', '/opt/jobs/a.py', 'jobs/b.py'] }
    expect(await filesOf(image)).toEqual(['jobs/a.py', 'jobs/b.py'])
  })

  it('is that of each of its projects, whatever names they share, and what they import from outside', async () => {
    for (const project of ['a', 'b'])
      await write({ [`${project}/jobs/x.py`]: 'import common\n', [`${project}/pyproject.toml`]: '' })
    await write({ 'shared/common.py': '' })
    const step = (stack: string) => ({
      name: stack,
      stack,
      command: ['python3', 'jobs/x.py'],
      env: { PYTHONPATH: join(folder, 'shared') },
    })
    const { files, sources } = await codeOfEngine({ steps: [step('a'), step('b')] })
    expect(files).toEqual([
      'a/jobs/x.py',
      'a/pyproject.toml',
      'b/jobs/x.py',
      'b/pyproject.toml',
      'shared/common.py',
    ])
    expect(Object.keys(sources)).toHaveLength(5)
  })
})

it('The code of a service has what it is asked: other requests have other figures', async () => {
  const service = { ready: 'GET /health', requests: 'ask/requests.ndjson', rate: '20/s', for: '60s' }
  await write({ 'service.py': '', 'ask/requests.ndjson': '{"method": "GET", "path": "/orders/1"}\n' })
  const code = () => codeOfEngine({ run: ['python3', 'service.py'] }, { service })
  const before = await code()
  expect(before.files).toEqual(['service.py'])
  await write({ 'ask/requests.ndjson': '{"method": "GET", "path": "/orders/2"}\n' })
  const after = await code()
  expect(Object.keys(after.sources)).toEqual(Object.keys(before.sources))
  expect(after.sources).not.toEqual(before.sources)
})

describe('the built-in engines', () => {
  it('have the files of their projects and no others, called as ever: a new name is a new epoch', async () => {
    const { config, folder: root } = await loadConfig('etl-compare.yml')
    const { sessions } = config.jobs
    const { spark, duckdb } = sessions?.engines ?? {}
    if (!sessions || !spark || !duckdb) throw new Error('the built-in job is gone')
    const names = async (engine: typeof spark) =>
      Object.keys((await codeOf(sessions, engine, root, process.env)).sources).filter((name) =>
        /[.]py$/.test(name),
      )
    expect(await names(spark)).toEqual(
      [
        ...[
          'archive_classes',
          'class_archive',
          'contract',
          'customer_tiers',
          'customer_tiers_arrow',
          'customer_tiers_udf',
          'delta_lake',
          'delta_operations',
          'heap',
          'iceberg',
          'java',
          'maintain',
          'operations',
          'orders',
          'orders_delta',
          'parquet_footer',
          'parquet_operations',
          'query_spark',
          'reports',
          'serve_orders',
        ],
        ...['sessions', 'sink', 'spark_session'],
      ].map((name) => `jobs/${name}.py`),
    )
    expect(await names(duckdb)).toEqual(
      [
        ...['cgroup', 'contract', 'customer_tiers_duckdb', 'customer_tiers_polars'],
        ...[
          'delta_operations',
          'delta_operations_duckdb',
          'delta_operations_polars',
          'duckdb_extension',
          'duckdb_s3',
          'duckdb_settings',
          'duckdb_sink',
          'iceberg',
          'operations',
          'orders_delta',
          'orders_duckdb',
          'orders_polars',
          'parquet_format',
          'parquet_operations_duckdb',
          'parquet_operations_polars',
          'polars_settings',
          'polars_sink',
          'query_duckdb',
          'query_polars',
          'reports',
          'resources',
          'serve_orders',
          'sessions_duckdb',
        ],
      ].map((name) => `jobs/${name}.py`),
    )
  })
})

describe('declared sources', () => {
  it('bring the local modules that they import, and are called as they are written', async () => {
    await write({ 'jobs/a.py': 'import b, c\n', 'jobs/b.py': '', 'jobs/c.py': '', 'x.yml': '' })
    const sources = async (...globs: string[]) =>
      Object.keys((await codeOfEngine({ run: ['python3', 'jobs/a.py', 'x.yml'], sources: globs })).sources)
    expect(await sources('jobs/*.py')).toEqual(['jobs/a.py', 'jobs/b.py', 'jobs/c.py'])
    expect(await sources('jobs/a.py')).toEqual(['jobs/a.py', 'jobs/a.py:b', 'jobs/a.py:c'])
  })
})
