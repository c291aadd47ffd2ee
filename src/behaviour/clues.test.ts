import { describe, expect, it } from 'vitest'
import { cluesOf } from './clues.ts'

const look = (...argv: string[]) => cluesOf(argv, (word) => /\{(?:input|partition)\}/.test(word))
const pathsOf = (...argv: string[]) => look(...argv).paths.map(({ texts }) => texts[0])

describe('what a command says of its code', () => {
  it('is every argument, and every part of it that may be a path', () => {
    expect(pathsOf('spark-submit', '--py-files', 'a.zip,b.zip', 'job.py')).toEqual([
      'a.zip,b.zip',
      'a.zip',
      'b.zip',
      'job.py',
    ])
    expect(pathsOf('java', '-cp', 'lib/a.jar:lib/*', '-Dfile=conf/a.conf', 'Main')).toEqual(
      expect.arrayContaining(['lib/a.jar', 'lib/*', 'conf/a.conf']),
    )
    expect(pathsOf('x', '--files', 'file:///opt/a.yml#a.yml', 's3://bucket/b.py', '@args.txt')).toEqual([
      '/opt/a.yml',
      'args.txt',
    ])
  })

  it('is never what is filled in at each run', () => {
    expect(pathsOf('python', 'a.py', '{input}/schema.json', '--day={partition}', 'b.yml')).toEqual([
      'a.py',
      'b.yml',
    ])
  })

  it('is the program itself where it is named by its path, not by a name on the PATH', () => {
    expect(pathsOf('./job', 'x')).toEqual(['./job', 'x'])
    expect(pathsOf('job', 'x')).toEqual(['x'])
  })

  it('is the module or the code that Python is given, and which Python that is', () => {
    expect(look('env', 'A=1', '.venv/bin/python3.12', '-X', 'dev', '-m', 'etl.orders')).toMatchObject({
      modules: [{ texts: ['etl.orders'] }],
      python: '.venv/bin/python3.12',
    })
    expect(look('python', '-uc', 'import x').snippets).toMatchObject([{ texts: ['import x'] }])
    expect(look('uv', 'run', '-m', 'etl').modules).toMatchObject([{ texts: ['etl'] }])
  })

  it('is what a script’s own options name, whatever they are called', () => {
    const clues = look('python', 'job.py', '-c', 'conf.yml', '-m', 'models')
    expect(clues).toMatchObject({ modules: [], snippets: [], hasInline: false })
    expect(clues.paths.map(({ texts }) => texts[0])).toEqual(['job.py', 'conf.yml', 'models'])
  })

  it('stands in a shell’s script, after each change of folder', () => {
    const { paths, modules, hasInline } = look('bash', '-c', 'cd jobs && python -m x; ../run.sh "$DIR/a.py"')
    expect(hasInline).toBe(true)
    expect(modules).toEqual([{ texts: ['x'], within: 'jobs', isLoose: true }])
    expect(paths).toContainEqual({ texts: ['$DIR/a.py', 'a.py'], within: 'jobs', isLoose: true })
  })

  it('is no code in the command where a flag only looks like one that has some', () => {
    expect(look('spark-submit', '-c', 'spark.a=b', 'job.py').hasInline).toBe(false)
    expect(look('sh', '-e', 'run.sh').hasInline).toBe(false)
    expect(look('duckdb', '-c', 'SELECT 1').hasInline).toBe(true)
  })
})
