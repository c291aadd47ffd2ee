// Any Node can read this file, so that one that is too old says so: nothing newer is imported before it is looked at.

// Takes the signal from Node, which would open its debugger.
process.on('SIGUSR1', () => {})

const NEEDED = 24
const { node } = process.versions

if (Number(node.split('.')[0]) >= NEEDED) {
  const { enableCompileCache } = await import('node:module')
  enableCompileCache()
  const { runProgram } = await import('./cli/program.ts')
  const { endWith } = await import('./cli/world.ts')
  endWith(await runProgram(process.argv.slice(2)))
} else {
  process.stderr.write(
    `etl-compare: this is Node ${node} (${process.execPath}), but etl-compare needs Node ${NEEDED} or newer.\n` +
      `Install it (https://nodejs.org/en/download, or: nvm install ${NEEDED}), or use it for one call:\n` +
      `  npx --package=node@${NEEDED} --package=etl-compare etl-compare --help\n`,
  )
  process.exitCode = 2
}

export {}
