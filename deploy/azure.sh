# What the administrator's guide and the runbook type again and again. In bash, from the repository's root:
#
#   . deploy/azure.sh
#
# Another resource group, name or parameter file: set GROUP, NAME or PARAMETERS before.
GROUP=${GROUP:-engagement}
NAME=${NAME:-my-engagement}
PARAMETERS=${PARAMETERS:-deploy/parameters/production.json}

# deploy [parameter=value …]: deploys, with these values in place of the file's.
deploy() {
  az deployment group create --name engagement --resource-group "$GROUP" --template-file deploy/main.bicep \
    --parameters "$PARAMETERS" "$@" --output table
}

# out <NAME>: an output of the last deployment. Azure does not keep the case of their names.
out() {
  az deployment group show --name engagement --resource-group "$GROUP" --query properties.outputs --output json |
    node -e '
      const outputs = Object.entries(JSON.parse(require("node:fs").readFileSync(0, "utf8")))
      const found = outputs.find(([name]) => name.toUpperCase() === process.argv[1])
      if (!found) throw new Error(`The deployment has no output ${process.argv[1]}.`)
      console.log(found[1].value)' "$1"
}

# job <name>: starts a job, waits for its end and says how it ended; fails unless it succeeded.
job() {
  local run state
  run=$(az containerapp job start --name "$NAME-$1" --resource-group "$GROUP" --query name --output tsv) || return
  while state=$(az containerapp job execution show --name "$NAME-$1" --resource-group "$GROUP" \
    --job-execution-name "$run" --query properties.status --output tsv); do
    case $state in
      Succeeded | Failed | Stopped | Degraded) break ;;
      *) sleep "${PAUSE:-10}" ;;
    esac
  done
  echo "$NAME-$1: $state"
  [ "$state" = Succeeded ]
}

# stop_bot: stops every active version of the bot, for an upgrade or a restore. The next deployment starts one.
stop_bot() {
  local revision
  for revision in $(az containerapp revision list --name "$NAME" --resource-group "$GROUP" \
    --query "[?properties.active].name" --output tsv); do
    az containerapp revision deactivate --name "$NAME" --resource-group "$GROUP" --revision "$revision" || return
  done
}

# inside: a shell in the bot's own container, where `node bot/engagement.mjs doctor` is typed. It needs a terminal.
inside() {
  az containerapp exec --name "$NAME" --resource-group "$GROUP" --command /bin/sh
}

# logs [<job>]: what was said in the last day, the newest first.
logs() {
  az monitor log-analytics query --workspace "$(out WORKSPACE_ID)" --output tsv --analytics-query \
    "ContainerAppConsoleLogs | where TimeGenerated > ago(1d) | where * has '$NAME${1:+-$1}' | order by TimeGenerated desc | project TimeGenerated, Log | take 200"
}
