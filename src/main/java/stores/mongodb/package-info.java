/** MongoDB as a store that is backed up and brought back. */
package stores.mongodb;
