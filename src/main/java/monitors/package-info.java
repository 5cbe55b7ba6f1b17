/**
 * Where metrics and alerts are read. The ports stand here; adapters in the folders below
 * see {@code domain}, {@code secrets} and these ports only.
 */
package monitors;
