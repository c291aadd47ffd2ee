/**
 * Lets the git of this process, and of what it starts, read and write the run's repository by the token of the action: the
 * checkout need not keep its own (`persist-credentials: false`). Nothing is written to disk.
 */
export function authenticate(env: NodeJS.ProcessEnv, token: string): void {
  const { GITHUB_SERVER_URL: server } = env
  if (!server || token === '') return
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  const count = Number(env.GIT_CONFIG_COUNT ?? 0)
  // The empty one takes away what a checkout left: GitHub answers two of them with 400.
  const headers = ['', `AUTHORIZATION: basic ${basic}`]
  for (const [index, header] of headers.entries()) {
    env[`GIT_CONFIG_KEY_${count + index}`] = `http.${server}/.extraheader`
    env[`GIT_CONFIG_VALUE_${count + index}`] = header
  }
  env.GIT_CONFIG_COUNT = String(count + headers.length)
}
