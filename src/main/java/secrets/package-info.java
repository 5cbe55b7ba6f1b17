/**
 * Turns references to secrets into secrets, as late as possible and only in memory.
 */
package secrets;
