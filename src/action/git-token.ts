/**
 * Lets the git of this process, and of what it starts, read and write the run's repository by the token of the action: the
 * checkout need not keep its own (`persist-credentials: false`). Nothing is written to disk.
 */
export function authenticate(env: NodeJS.ProcessEnv, token: string): void {
  const { GITHUB_SERVER_URL: server } = env
  if (!server || token === '') return
  const count = Number(env.GIT_CONFIG_COUNT ?? 0)
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64')
  env[`GIT_CONFIG_KEY_${count}`] = `http.${server}/.extraheader`
  env[`GIT_CONFIG_VALUE_${count}`] = `AUTHORIZATION: basic ${basic}`
  env.GIT_CONFIG_COUNT = String(count + 1)
}
