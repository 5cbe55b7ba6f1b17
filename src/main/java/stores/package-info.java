/**
 * Stores that are operated on: the ports stand here, an adapter per product in a folder
 * of its own.
 */
package stores;
