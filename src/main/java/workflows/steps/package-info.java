/**
 * What procedures share: gates, undo, the system's lock, every timeout and retry policy.
 */
package workflows.steps;
