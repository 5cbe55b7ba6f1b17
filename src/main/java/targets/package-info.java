/**
 * Places where components run. The ports stand here; adapters in the folders below see
 * {@code domain} and their own client library only.
 */
package targets;
