/** Alertmanager's HTTP API, version 2. */
package monitors.alertmanager;
