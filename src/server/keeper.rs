//! A shell beside this process that outlives it: whatever becomes of us, it ends the server and removes its folder.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use super::refusal::Refusal;

/// Makes the folder, lets a script run in it, and waits until nobody holds the other end of its input, which the
/// system closes with this process, however it ends. Then everything in its process group is told to stop until the
/// script has ended: the programs that make a cluster, and the server, for which an interrupt means not to wait for its
/// clients. After ten seconds it is not asked any more. The folder goes last, and is tried again for five seconds where
/// somebody still writes in it.
const KEEPER: &str = r#"
umask 077
folder=$1
shift
mkdir "$folder" || exit 1
echo made
exec >/dev/null
trap : TERM
(
    trap : TERM
    eval "$KEPT" >"$folder/log" 2>&1 </dev/null
    : >"$folder/ended"
) &
cat >/dev/null
tries=0
while [ ! -e "$folder/ended" ] && [ $tries -lt 100 ]; do
    kill -TERM 0
    server=$(head -n 1 "$folder/data/postmaster.pid" 2>/dev/null)
    [ -z "$server" ] || kill -INT "$server" 2>/dev/null
    sleep 0.1
    tries=$((tries + 1))
done
[ -e "$folder/ended" ] || [ -z "$server" ] || kill -KILL "$server" 2>/dev/null
tries=0
until rm -rf "$folder" || [ $tries -ge 50 ]; do
    sleep 0.1
    tries=$((tries + 1))
done
"#;

pub struct Keeper {
    child: Child,
    folder: PathBuf,
}

/// A user and a group of the system.
#[derive(Clone, Copy)]
pub struct User {
    id: u32,
    group: u32,
}

impl Keeper {
    /// Runs a shell script with the folder's path as `$folder`, and these arguments, until the keeper is dropped.
    pub fn start(
        script: &str,
        arguments: &[impl AsRef<OsStr>],
        user: Option<User>,
    ) -> Result<Keeper, Refusal> {
        let folder = unused_path();
        let mut command = Command::new("/bin/sh");
        command.args(["-c", KEEPER, "keeper"]).arg(&folder).args(arguments).env("KEPT", script);
        if let Some(user) = user {
            command.uid(user.id).gid(user.group);
        }
        // An interrupt from the keyboard is for this process; the keeper has its own group and learns of our end.
        command.process_group(0).current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut keeper = Keeper { child: command.spawn()?, folder };
        let mut said = String::new();
        if let Some(out) = keeper.child.stdout.take() {
            BufReader::new(out).read_line(&mut said)?;
        }
        if said.is_empty() {
            return Err(Refusal::of(format!("the folder {} cannot be made", keeper.folder.display())));
        }
        Ok(keeper)
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Whether the script is over.
    pub fn has_ended(&self) -> bool {
        self.folder.join("ended").exists()
    }

    /// What the script wrote.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.folder.join("log")).unwrap_or_default()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _ = self.child.wait();
    }
}

impl User {
    /// Whom a server runs as when this process is root's, which PostgreSQL refuses.
    pub fn for_servers() -> Result<Option<User>, Refusal> {
        // The owner of a file that this process makes is who it runs as.
        if tempfile::tempfile()?.metadata()?.uid() != 0 {
            return Ok(None);
        }
        let users = std::fs::read_to_string("/etc/passwd")?;
        let named = |name: &str| {
            let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
            let mut fields = line.split(':').skip(2);
            Some(User { id: fields.next()?.parse().ok()?, group: fields.next()?.parse().ok()? })
        };
        let user = ["postgres", "nobody"].into_iter().find_map(named);
        let none = || Refusal::of("there is no user `postgres` or `nobody` to run a server as");
        user.ok_or_else(none).map(Some)
    }
}

/// A path of its own for each keeper of each process. The keeper makes the folder, so that it is never there without
/// one, and fails where somebody else has. The path of a socket must be short.
fn unused_path() -> PathBuf {
    static STARTED: AtomicUsize = AtomicUsize::new(0);
    let number = STARTED.fetch_add(1, Ordering::Relaxed);
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().subsec_nanos();
    PathBuf::from(format!("/tmp/migrate-lint-{}-{number}-{since:x}", std::process::id()))
}
