/**
 * Keeps Temporal's schedules as the profiles declare them.
 */
package app.schedules;
