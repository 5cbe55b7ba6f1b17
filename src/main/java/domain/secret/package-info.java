/** Rotating secrets. No value is ever in any of these records. */
package domain.secret;
