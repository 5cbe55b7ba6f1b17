/** Keeping alerting quiet while somebody works on a system. */
package domain.window;
