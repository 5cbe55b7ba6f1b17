/**
 * Hosts over SSH: the client library that the adapters of compose and systemd hosts
 * share.
 */
package targets.ssh;
