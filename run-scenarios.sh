#!/bin/sh
# Runs every scenario on every profile it applies to. Arguments go to `imaplab run`; see `./run-scenarios.sh --help`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cli="$here/src/ImapLab.Cli"
echo "Building ImapLab.Cli …" >&2
if ! built=$(dotnet build "$cli" --configuration Release --nologo --verbosity quiet 2>&1); then
    printf '%s\n' "$built" >&2
    echo "The build failed; nothing was run." >&2
    exit 3
fi
exec dotnet "$cli/bin/Release/net10.0/imaplab.dll" run "$@"
