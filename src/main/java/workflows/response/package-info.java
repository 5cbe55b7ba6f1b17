/** Procedures that look at a system, or answer what has happened to it. */
package workflows.response;
