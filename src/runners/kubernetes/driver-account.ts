import { z } from 'zod'
import { UserError } from '../../errors.ts'
import { askPod } from './ask-pod.ts'
import type { Ground } from './run.ts'

/** What Spark does with the pods of its namespace. */
const VERBS = ['create', 'get', 'list', 'watch', 'delete', 'deletecollection'] as const

/** Asks the API server as a driver would: from inside, with the account's token. */
const ASK = `import json, os, ssl, urllib.request
home = "/var/run/secrets/kubernetes.io/serviceaccount/"
def read(name):
    with open(home + name) as file:
        return file.read()
host = os.environ["KUBERNETES_SERVICE_HOST"]
server = "https://" + ("[" + host + "]" if ":" in host else host) + ":" + os.environ["KUBERNETES_SERVICE_PORT"]
context = ssl.create_default_context(cadata=read("ca.crt"))
# Python 3.13 asks more of authorities than clusters give to theirs.
context.verify_flags &= ~getattr(ssl, "VERIFY_X509_STRICT", 0)
def is_allowed(verb):
    attributes = {"namespace": read("namespace"), "verb": verb, "resource": "pods"}
    review = {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview"}
    request = urllib.request.Request(
        server + "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
        json.dumps({**review, "spec": {"resourceAttributes": attributes}}).encode(),
        {"Authorization": "Bearer " + read("token"), "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, context=context, timeout=20) as response:
        return json.load(response)["status"]["allowed"]
try:
    missing = [verb for verb in ${JSON.stringify(VERBS)} if not is_allowed(verb)]
    answer(json.dumps({"missing": missing, "host": host}))
except OSError as error:
    answer(json.dumps({"server": server, "detail": str(error)}))`

const answerSchema = z.union([
  z.strictObject({ missing: z.array(z.enum(VERBS)), host: z.string() }),
  z.strictObject({ server: z.string(), detail: z.string() }),
])

/**
 * That a pod with the service account can have others made: else Spark's driver would wait for its executors for ever.
 *
 * @param image one with Python
 * @returns what pods call the API server's host; null where its Python cannot ask
 * @throws UserError `driverAccountMissing`, `driverRightsMissing`, `driverCutOff`
 */
export async function requireDriverAccount(
  ground: Ground,
  image: string,
  serviceAccount: string,
  signal: AbortSignal,
): Promise<string | null> {
  const { namespace } = ground.cluster
  const { answer } = await askPod(ground, { image, serviceAccount, code: ASK }, signal).catch(
    (error: unknown) => {
      throw isUnknownAccount(error)
        ? new UserError('driverAccountMissing', { namespace, serviceAccount })
        : error
    },
  )
  if (answer === '') return null // The driver finds out.
  const found = answerSchema.parse(JSON.parse(answer))
  if ('detail' in found) throw new UserError('driverCutOff', { namespace, ...found })
  if (found.missing.length > 0)
    throw new UserError('driverRightsMissing', { namespace, serviceAccount, missing: found.missing })
  return found.host
}

const isUnknownAccount = (error: unknown): boolean =>
  error instanceof UserError &&
  error.code === 'podRefused' &&
  /service ?account .*not found/i.test(error.message)
