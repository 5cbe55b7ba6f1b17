/** PostgreSQL, by its own driver. */
package probes.postgresql;
