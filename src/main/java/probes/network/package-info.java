/** What the JDK itself can ask: web addresses, ports. */
package probes.network;
