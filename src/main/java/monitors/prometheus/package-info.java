/** Prometheus' HTTP API, and whatever speaks it. */
package monitors.prometheus;
