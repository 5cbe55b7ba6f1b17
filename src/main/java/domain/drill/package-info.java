/** What drills write, read and ask. */
package domain.drill;
