#!/bin/sh
# Assembles the corpus that the README's numbers are measured on: every .sql file under migration folders of public
# repositories that are already cloned below the folder given. Nothing is downloaded and nothing of it is committed.
#
#   benches/corpus.sh ~/clones        # copies to benches/corpus/
#
# The repositories: LemmyNet/lemmy, rust-lang/crates.io, element-hq/matrix-authentication-service,
# openmeterio/openmeter, hatchet-dev/hatchet, documenso/documenso, formbricks/formbricks, langfuse/langfuse,
# simstudioai/sim, MarquezProject/marquez, bcgov/cas-cif, theopensystemslab/planx-new, authelia/authelia,
# riverqueue/river, hashicorp/boundary, supabase/storage.
set -eu
clones=${1:?"usage: benches/corpus.sh FOLDER-OF-CLONES"}
target=$(dirname "$0")/corpus
rm -rf "$target"
mkdir -p "$target"
cd "$clones"
for repository in */; do
  find "$repository" -name '*.sql' -type f -not -path '*/node_modules/*' -not -path '*/mysql/*' \
    -not -path '*/sqlite*/*' -not -path '*/clickhouse/*' -print |
    while IFS= read -r file; do
      mkdir -p "$OLDPWD/$target/$(dirname "$file")"
      cp "$file" "$OLDPWD/$target/$file"
    done
done
cd "$OLDPWD"
find "$target" -name '*.sql' | wc -l | xargs echo "files:"
find "$target" -name '*.sql' -exec cat {} + | wc -c | xargs echo "bytes:"
