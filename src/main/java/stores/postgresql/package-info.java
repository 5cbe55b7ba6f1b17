/** PostgreSQL, by its own tools: {@code pg_dump} and {@code pg_restore}. */
package stores.postgresql;
