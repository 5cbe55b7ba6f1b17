/**
 * Our own PostgreSQL: a record of what was done, never the authority on what is running.
 */
package ledger;
