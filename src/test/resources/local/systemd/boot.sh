# Boots the system in folder $1 under the host name $2. The first process of a PID namespace of its own: when it dies, the
# kernel kills everything in it. $3 names its own control group: in a common one, two hosts would end each other's services.
set -eu
for hierarchy in /sys/fs/cgroup /sys/fs/cgroup/systemd /sys/fs/cgroup/unified; do
  [ -e "$hierarchy/cgroup.procs" ] || continue
  mkdir -p "$hierarchy/holdfast-host-$3"
  echo 0 >"$hierarchy/holdfast-host-$3/cgroup.procs"
done
exec systemd-nspawn -q -D "$1" -b --hostname="$2" --register=no --keep-unit --resolv-conf=off --timezone=off --console=pipe
