/** Queries of the system's metrics. */
package probes.prometheus;
