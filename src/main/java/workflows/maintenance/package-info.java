/**
 * Procedures that keep things as they should be, started by the clock.
 */
package workflows.maintenance;
