/**
 * Hosts over SSH: the client library that the adapters of compose and systemd hosts
 * share. It knows commands, files and long operations, and nothing of what they are for.
 */
package targets.ssh;
