/** Units on systemd hosts, reached by SSH. */
package targets.systemd;
