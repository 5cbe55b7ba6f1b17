/**
 * Probes: one prober for each kind, in the package of its client library. A prober sees
 * the domain, secrets, the ports of monitors and targets, and its own library.
 */
package probes;
