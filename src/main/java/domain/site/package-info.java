/** Places that take a system over. */
package domain.site;
