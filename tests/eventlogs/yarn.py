"""Runs a command beside a YARN of one node, whose configuration is HADOOP_CONF_DIR.

Usage: yarn.py MINICLUSTER FOLDER COMMAND…, with a class path that has Hadoop's
hadoop-client-minicluster of the version that pyspark has.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from pyspark import SparkConf
from pyspark.java_gateway import launch_gateway

QUEUE = "yarn.scheduler.capacity.root"
SETTINGS = {
    "yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage": "100.0",
    "yarn.nodemanager.pmem-check-enabled": "false",
    "yarn.nodemanager.vmem-check-enabled": "false",
    "yarn.resourcemanager.hostname": "localhost",
    # The minicluster lacks the file that has these.
    f"{QUEUE}.queues": "default",
    f"{QUEUE}.default.capacity": "100",
    f"{QUEUE}.default.maximum-capacity": "100",
    f"{QUEUE}.default.user-limit-factor": "1",
    f"{QUEUE}.default.state": "RUNNING",
    f"{QUEUE}.default.acl_submit_applications": "*",
    f"{QUEUE}.default.acl_administer_queue": "*",
    "yarn.scheduler.capacity.node-locality-delay": "-1",
    "yarn.scheduler.capacity.maximum-am-resource-percent": "1.0",
}


def main(minicluster: str, folder: str, *command: str) -> int:
    place = Path(folder).resolve()
    configuration = place / "hadoop"
    configuration.mkdir(parents=True, exist_ok=True)
    os.chdir(place)
    conf = SparkConf().set("spark.driver.extraClassPath", minicluster)
    jvm = launch_gateway(conf).jvm
    yarn = jvm.org.apache.hadoop.yarn.conf.YarnConfiguration()
    for key, value in SETTINGS.items():
        yarn.set(key, value)
    cluster = jvm.org.apache.hadoop.yarn.server.MiniYARNCluster("attempts", 1, 1, 1)
    cluster.init(yarn)
    cluster.start()
    while cluster.getConfig().get("yarn.resourcemanager.address").endswith(":0"):
        time.sleep(0.1)
    out = jvm.java.io.FileOutputStream(str(configuration / "yarn-site.xml"))
    cluster.getConfig().writeXml(out)
    out.close()
    (configuration / "core-site.xml").write_text("<configuration/>\n")
    env = os.environ | {"HADOOP_CONF_DIR": str(configuration)}
    code = subprocess.run(command, env=env, check=False).returncode
    cluster.stop()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
