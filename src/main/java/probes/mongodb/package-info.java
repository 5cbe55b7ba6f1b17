/** MongoDB, by its own driver. */
package probes.mongodb;
