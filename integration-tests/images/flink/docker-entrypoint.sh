#!/bin/bash
# Starts a JobManager or a TaskManager, configured by what is mounted at conf, as the official image can be.
set -euo pipefail

conf=$FLINK_HOME/conf
case ${1:-} in
  jobmanager)
    resources=GET_JM_RESOURCE_PARAMS
    main=org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint
    set -- --executionMode cluster
    ;;
  taskmanager)
    resources=GET_TM_RESOURCE_PARAMS
    main=org.apache.flink.runtime.taskexecutor.TaskManagerRunner
    set --
    ;;
  *) exec "$@" ;;
esac

# Two lines, as Flink's scripts get them: options of the JVM, and settings that follow from those given.
mapfile -t found < <(java -cp "$FLINK_HOME/lib/*" org.apache.flink.runtime.util.bash.BashJavaUtils \
  "$resources" --configDir "$conf" | sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
read -ra jvm <<<"${found[0]}"
read -ra settings <<<"${found[1]}"
exec java "${jvm[@]}" --add-opens=java.base/java.util=ALL-UNNAMED -cp "$FLINK_HOME/lib/*" \
  -Dlog4j2.configurationFile="$conf/log4j-console.properties" "$main" --configDir "$conf" "${settings[@]}" "$@"
