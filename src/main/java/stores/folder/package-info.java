/** Backups in a folder that every worker sees. */
package stores.folder;
