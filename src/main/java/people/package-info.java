/**
 * How people are told. The port stands here; adapters in the folders below see
 * {@code domain}, {@code secrets}, this port and their own client library only.
 */
package people;
