import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'

const SUBMIT = 'org.apache.spark.deploy.SparkSubmit'
const LAUNCHER = 'org.apache.spark.launcher.Main'

/** Looks at processes that are called as Java is, each with words behind its own in its command line. */
async function seenOf(...lines: string[][]): Promise<unknown> {
  const program = `
import json, subprocess, sys, tempfile
from pathlib import Path
from process_tree import descendants
from spark_masters import SparkMasters

class Below:
    pids = staticmethod(descendants)

with tempfile.TemporaryDirectory() as folder:
    java = Path(folder, "java")
    java.symlink_to("/bin/sh")
    line = [java, "-c", "read until_its_end"]
    running = [subprocess.Popen([*line, *words], stdin=subprocess.PIPE) for words in json.loads(sys.argv[1])]
    # The kernel closes the pipe that Popen waits for a moment before it has the new command line.
    while not all(Path(f"/proc/{each.pid}/cmdline").read_bytes() for each in running):
        pass
    masters = SparkMasters(Below)
    masters.look(0)
    for each in running:
        each.communicate()
print(json.dumps(masters.seen))
`
  const args = ['-c', program, JSON.stringify(lines)]
  const { stdout } = await promisify(execFile)('python3', args, { cwd: import.meta.dirname })
  return JSON.parse(stdout)
}

const set = (name: string, value: string) => ['--conf', `${name}=${value}`]

describe('the master of Spark is seen in the command line of its JVM', () => {
  it.each<[string, string[], string | null]>([
    [
      'where a Python program chose it',
      [...set('spark.master', 'local[2]'), ...set('spark.ui.enabled', 'false'), 'pyspark-shell'],
      'local[2]',
    ],
    ['by the option, before the setting', [...set('spark.master', 'yarn'), '--master', 'k8s', 'a.py'], 'k8s'],
    ['behind options without a value', ['--verbose', '--supervise', '--master', 'yarn', 'a.py'], 'yarn'],
    ['unless it has none, whatever its program is given', ['--name', 'a', 'a.py', '--master', 'yarn'], null],
  ])('%s', async (_, words, master) => {
    expect(await seenOf([SUBMIT, ...words])).toEqual([master])
  })

  it('each once', async () => {
    const yarn = [SUBMIT, '--master', 'yarn', 'a.py']
    expect(await seenOf(yarn, yarn)).toEqual(['yarn'])
    expect(await seenOf(yarn, [SUBMIT, 'b.py'])).toEqual(['yarn', null])
  })

  it('and in none of a launcher or of another program', async () => {
    const words = ['--master', 'yarn', 'a.py']
    expect(await seenOf([LAUNCHER, SUBMIT, ...words], ['acme.Job', ...words])).toEqual([])
  })
})
