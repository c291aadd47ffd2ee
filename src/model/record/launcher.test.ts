import { describe, expect, it } from 'vitest'
import { launcherOf, masterOf } from './launcher.ts'

const split = (line: string): string[] => line.split(' ')

describe('a command whose work is done elsewhere is recognised:', () => {
  it.each([
    ['spark-submit --deploy-mode cluster job.py', 'spark-submit'],
    ['spark-submit --deploy-mode=cluster job.py', 'spark-submit'],
    ['spark-submit --master yarn job.py', 'spark-submit'],
    ['/opt/spark/bin/spark-submit --master k8s://https://10.0.0.1:443 job.py', 'spark-submit'],
    ['spark-submit --conf spark.submit.deployMode=cluster job.py', 'spark-submit'],
    ['spark-submit --verbose --conf spark.master=yarn job.py', 'spark-submit'],
    ['pyspark --remote sc://spark.example', 'pyspark'],
    ['docker run --rm acme/job', 'docker'],
    ['podman run acme/job', 'podman'],
    ['kubectl create job orders', 'kubectl'],
    ['oc apply -f job.yml', 'oc'],
    ['databricks jobs run-now 7', 'databricks'],
    ['aws emr add-steps', 'aws'],
    ['aws --region eu-west-1 emr add-steps', 'aws'],
    ['gcloud dataproc jobs submit pyspark job.py', 'gcloud'],
    ['az synapse spark job submit', 'az'],
    ['ssh node7 ./job.sh', 'ssh'],
    ['airflow dags trigger orders', 'airflow'],
    ['env A=1 B=2 docker run x', 'docker'],
    ['env -i -u HOME A=1 ssh node7 job', 'ssh'],
    ['nice -n 10 ionice -c 3 docker run x', 'docker'],
    ['time -p kubectl create job orders', 'kubectl'],
    ['timeout -k 5 2h databricks jobs run-now 7', 'databricks'],
  ])('%s', (line, launcher) => {
    expect(launcherOf(split(line))).toBe(launcher)
  })

  it.each([
    [['bash', '-c', 'cd /srv && exec docker run x'], 'docker'],
    [
      ['bash', '-euo', 'pipefail', '-c', 'A=1 spark-submit --master yarn "my job.py" | tee log'],
      'spark-submit',
    ],
    [['sh', '-lc', "ssh node7 'python job.py'"], 'ssh'],
    [['env', 'A=1', 'bash', '-c', 'nice bash -c "kubectl get x"'], 'kubectl'],
  ])('%j', (command, launcher) => {
    expect(launcherOf(command)).toBe(launcher)
  })
})

describe('a command that works here is not taken for one:', () => {
  it.each([
    'spark-submit job.py',
    'spark-submit --master local[4] job.py',
    'spark-submit --master local job.py --master yarn',
    'spark-submit --master local[*] --deploy-mode client job.py',
    'python docker.py',
    'python job.py --tool kubectl',
    'aws s3 cp a s3://b/a',
    'gcloud storage cp a gs://b/a',
    'airflow tasks test orders load 2026-11-20',
    'bash job.sh',
    'env',
    '',
  ])('%s', (line) => {
    expect(launcherOf(split(line))).toBeUndefined()
  })

  it('a text that names one', () => {
    expect(launcherOf(['bash', '-c', "echo 'docker run x; ssh y'; python job.py"])).toBeUndefined()
    expect(launcherOf(['python', '-c', 'docker run'])).toBeUndefined()
  })
})

describe('the master that a command names to Spark is seen:', () => {
  it.each([
    ['spark-submit --master local[8] job.py', 'local[8]'],
    ['/opt/spark/bin/spark-submit --master=spark://node1:7077 job.py', 'spark'],
    ['nice -n 10 spark-submit --conf spark.master=yarn job.py', 'yarn'],
    ['pyspark --master k8s://https://10.0.0.1:443', 'k8s'],
    ['spark-submit job.py --master yarn', undefined],
    ['python job.py --master yarn', undefined],
    ['constructor --master yarn', undefined],
  ])('%s', (line, master) => {
    expect(masterOf(split(line))).toBe(master)
  })

  it('in the command lines of JVMs, before the command that started them', () => {
    const submit = ['bash', '-c', 'spark-submit --master "$MASTER" job.py']
    expect(masterOf(submit, ['k8s://https://10.0.0.1:443'])).toBe('k8s')
    expect(masterOf(['python', 'job.py'], ['local[2]'])).toBe('local[2]')
    expect(masterOf(['bash', 'jobs.sh'], ['local[2]', null])).toBeUndefined()
    expect(masterOf(['python', 'job.py'], [null])).toBeUndefined()
  })

  it('not where a script names several', () => {
    const script = (second: string) => [
      'bash',
      '-c',
      `spark-submit --master yarn a.py && spark-submit --master ${second} b.py`,
    ]
    expect(masterOf(script('yarn'))).toBe('yarn')
    expect(masterOf(script('local[2]'))).toBeUndefined()
  })
})
